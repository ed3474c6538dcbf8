"""Each document has a checksum in the file, so that one that is not as written is known."""

from dle_desktop.storage import document_sums, tinydb_json

TABLES = {"t": {"1": b'{"a":1}', "2": b"{}"}, "empty": {}}


def test_sums_are_put_in_and_taken_out_again() -> None:
    tables = tinydb_json.split(tinydb_json.join(document_sums.with_sums(TABLES)))
    assert set(tables) == {"t", "empty", "sums"}
    sums = document_sums.taken_out(tables)
    assert sums is not None
    assert tables == TABLES
    assert document_sums.differing(tables, sums) == []
    assert document_sums.taken_out(tables) is None
    again = tinydb_json.split(
        tinydb_json.join(document_sums.with_sums(document_sums.with_sums(tables)))
    )
    assert document_sums.taken_out(again) == sums


def test_what_was_changed_put_in_or_left_out_is_named() -> None:
    sums = {"t": {"1": document_sums.sum_of(b'{"a":1}'), "3": "x"}, "u": {"1": "x"}}
    found = document_sums.differing({"t": {"1": b'{"a":2}', "2": b"{}"}}, sums)
    assert sorted(found) == [("t", "1"), ("t", "3"), ("u", "1")]


def test_what_was_only_laid_out_anew_is_as_it_was() -> None:
    sums = {"t": {"1": document_sums.sum_of(b'{"a":1.5}')}}
    assert document_sums.differing({"t": {"1": b'{ "a": 1.50 }'}}, sums) == []


def test_sums_that_cannot_be_read_are_none() -> None:
    for text in (b"[]", b'{"t":1}'):
        assert document_sums.taken_out({"sums": {"1": text}}) is None
