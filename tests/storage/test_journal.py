"""The journal tells every step that was acknowledged, and never one that was not."""

import pytest

from dle_desktop.storage import journal
from dle_desktop.storage.journal import Header, JournalDamaged, Op, parse, scattered

HEADER = Header(n=4, base="ab" * 32, app="1.0")
OPS = (
    (Op("cases", "1", b'{"label":"L\\u00fcbeck"}'), Op("history", "9", b'{"n":9}')),
    (Op("cases", "1", None),),
    (Op('t"\n', "2", b"{}"),),
)


def lines() -> list[bytes]:
    first, last = journal.first_line(HEADER)
    found = [first]
    for n, ops in enumerate(OPS, HEADER.n + 1):
        line, last = journal.step_line(n, ops, last)
        found.append(line)
    found.append(journal.fold_line(8, "cd" * 32, last)[0])
    return found


WHOLE = b"".join(lines())


def test_what_was_written_is_read() -> None:
    found = parse(WHOLE)
    assert found.header == HEADER
    assert [line.ops for line in found.lines] == [*OPS, ()]
    assert [line.n for line in found.lines] == [5, 6, 7, 8]
    assert [line.fold for line in found.lines] == [None, None, None, "cd" * 32]
    assert (found.sound, found.torn) == (len(WHOLE), b"")
    assert found.last == journal.fold_line(8, "cd" * 32, parse(WHOLE[: -len(lines()[-1])]).last)[1]


@pytest.mark.parametrize("length", range(len(lines()[0]), len(WHOLE)))
def test_a_journal_cut_anywhere_holds_the_lines_before_the_cut(length: int) -> None:
    found = parse(WHOLE[:length])
    whole = WHOLE[:length].count(b"\n") - 1
    assert [line.n for line in found.lines] == [5, 6, 7, 8][:whole]
    assert WHOLE[: found.sound] + found.torn == WHOLE[:length]


@pytest.mark.parametrize(
    "tail", [b"\0" * 600, b"CJ1 ", b"\n", b"\n\n\n", lines()[1], lines()[0], b"\xff" * 9 + b"\n"]
)
def test_old_blocks_of_the_disk_behind_the_last_line_are_torn(tail: bytes) -> None:
    found = parse(WHOLE + tail)
    assert (len(found.lines), found.torn) == (4, tail)


@pytest.mark.parametrize("data", [b"", b"\n", b"{}", WHOLE[10:], WHOLE[: len(lines()[0]) - 1]])
def test_a_journal_without_its_beginning_is_damaged(data: bytes) -> None:
    with pytest.raises(JournalDamaged, match="beginning"):
        parse(data)


def test_a_journal_of_a_newer_format_is_told() -> None:
    line, _ = journal.first_line(Header(n=0, base="", app="9", format=2))
    with pytest.raises(JournalDamaged, match="newer"):
        parse(line)


def test_no_flipped_bit_delivers_another_document() -> None:
    told = [line.ops for line in parse(WHOLE).lines]
    torn = damaged = 0
    for place in range(len(WHOLE)):
        for bit in (1, 16, 64):
            data = bytearray(WHOLE)
            data[place] ^= bit
            try:
                found = [line.ops for line in parse(bytes(data)).lines]
            except JournalDamaged as error:
                damaged += 1
                found = [line.ops for line in error.sound.lines] if error.sound else []
            else:
                torn += 1
            assert found == told[: len(found)]
            assert len(found) < len(told)
            assert all(line.ops in told for line in scattered(bytes(data)))
    # Of an acknowledged line, only the last can pass for one that never was.
    assert torn <= 3 * len(lines()[-1]) + 3 * 8 * 5
    assert damaged > torn


def test_lines_behind_damage_are_found_one_by_one() -> None:
    parts = lines()
    harmed = parts[0] + parts[1] + parts[2].replace(b"null", b"nuli") + parts[3] + parts[4]
    with pytest.raises(JournalDamaged) as caught:
        parse(harmed)
    assert caught.value.sound is not None
    assert [line.n for line in caught.value.sound.lines] == [5]
    assert [line.n for line in scattered(harmed)] == [5, 7, 8]
    assert list(scattered(b"CJ1 " + b"\xe9" * 60)) == []
    assert [line.n for line in scattered(WHOLE[:-1])] == [5, 6, 7, 8]


def test_lines_of_another_journal_and_lines_out_of_order_do_not_hold() -> None:
    parts = lines()
    other = journal.step_line(5, OPS[0], b"x" * 16)[0]
    assert parse(parts[0] + other).lines == ()
    assert parse(parts[0] + parts[1] + parts[1]).torn == parts[1]
    with pytest.raises(JournalDamaged):
        parse(parts[0] + parts[2])


def test_a_line_that_holds_but_says_nothing_known_ends_the_journal() -> None:
    first, last = journal.first_line(HEADER)
    for text in (b"[]", b'{"n":5}', b'{"n":5,"ops":[]}', b"[" * 100_000):
        line, _ = journal._line(text, last)
        assert parse(first + line).torn == line
