"""Hostile and broken files: always a sentence, never a crash, a hang or half an import."""

import codecs
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dle_desktop.errors import FileUnreadable
from dle_desktop.exchange import case_json
from dle_desktop.exchange.case_json import LARGEST_FILE, parse_cases, read_cases, write_cases
from tests.exchange.files import (
    CASE_ID,
    GOOD,
    assert_all_or_nothing,
    envelope,
    file_with,
    plain_case,
    told,
)

OPENING = b'{"format":"dle-desktop-case","version":1,"cases":'
DOSE = "$.cases[0].courses[0].doses[0]"
ASSESSMENT = "$.cases[0].assessments[0]"


def dose(**fields: Any) -> bytes:
    return file_with(courses=[{"id": "c", "drug": "x", "doses": [{"id": "d", **fields}]}])


def assessment(**fields: Any) -> bytes:
    return file_with(assessments=[{"id": "a", **fields}])


def when(**moment: Any) -> bytes:
    return dose(start=moment)


def amount(text: bytes) -> bytes:
    return GOOD.replace(b'"amount": 5.0', b'"amount": ' + text)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", "$: the file is empty", id="empty"),
        pytest.param(b" \n", "$: the file is empty", id="blank"),
        pytest.param(b"\0" * 20, "$: looks like UTF-16 without its mark (byte 0", id="nul"),
        pytest.param(GOOD[:100], "$: is not JSON: ", id="cut"),
        pytest.param(GOOD + b"x", "(line 1, column ", id="trailing data"),
        pytest.param(GOOD.replace(b"}]}", b"},]}"), "$: is not JSON: ", id="trailing comma"),
        pytest.param(GOOD.replace(b'"', b"'"), "$: is not JSON: ", id="single quotes"),
        pytest.param(b"[]", "$: this is not a case file", id="bare list"),
        pytest.param(b"null", "$: this is not a case file", id="null"),
        pytest.param(b'{"a": 1}', "$: this is not a case file", id="foreign"),
        pytest.param(b"{}", "$: this is not a case file", id="nothing"),
        pytest.param(b'{"resourceType": "Bundle"}', "$: this is a FHIR file", id="fhir"),
        pytest.param(
            b'{"_default": {"1": {"a": 1}}, "trash": {}}',
            "$: this is a library, not a case file: open it with File > Open library",
            id="library",
        ),
        pytest.param(
            GOOD.decode().encode("utf-16-le"), "looks like UTF-16 without", id="utf-16, no mark"
        ),
        pytest.param(
            GOOD.replace(b"Case 1", b"M\xfcller"),
            f"is not UTF-8 text: byte {GOOD.index(b'Case 1') + 1} is at fault",
            id="latin-1",
        ),
        pytest.param(
            GOOD.replace(b"Case 1", b"\xed\xa0\xbd\xed\xb8\x80"), "is not UTF-8 text", id="cesu"
        ),
        pytest.param(codecs.BOM_UTF16_LE + b"{", "is not UTF-8 text: byte", id="cut utf-16"),
        pytest.param(amount(b"NaN"), f"{DOSE}.amount: NaN is not a number", id="nan"),
        pytest.param(amount(b"-Infinity"), f"{DOSE}.amount: -Infinity is not", id="infinity"),
        pytest.param(amount(b"1e999"), f"{DOSE}.amount: 1e999 is not", id="1e999"),
        pytest.param(amount(b"1" * 20), f"{DOSE}.amount: {'1' * 20} is", id="20 digits"),
        pytest.param(amount(b"9" * 5000), f"{DOSE}.amount: 999", id="5,000 digits"),
        pytest.param(amount(b"1e300"), f"{DOSE}.amount: 1e300 is too large", id="1e300"),
        pytest.param(amount(b"-5"), f"{DOSE}.amount: -5 is too small", id="negative dose"),
        pytest.param(amount(b'"5"'), f"{DOSE}.amount: should be a number, but is text", id="text"),
        pytest.param(
            amount(b"true"), f"{DOSE}.amount: should be a number, but is true or false", id="true"
        ),
        pytest.param(
            amount(b'5, "amount": 6'), f"{DOSE}.amount: is given twice", id="name given twice"
        ),
        pytest.param(
            amount(b'5, "am\\u006funt": 5'), f"{DOSE}.amount: is given twice", id="twice, escaped"
        ),
        pytest.param(
            GOOD.replace(b"hands", b'a\\u003ab", "text": "c'),
            "$.cases[0].events[0].text: is given twice",
            id="twice, a colon less",
        ),
        pytest.param(
            GOOD.replace(b"Case 1", b"\\ud800"),
            "$.cases[0].label: holds half a character (U+D800)",
            id="half surrogate",
        ),
        pytest.param(
            GOOD.replace(b'"text"', b'"\\udc00"'), "holds half a character", id="surrogate name"
        ),
        pytest.param(b"[" * 100_000, "$: is nested more than 64 levels deep", id="very deep"),
        pytest.param(OPENING + b"[" * 80 + b"]" * 80 + b"}", "more than 64 levels", id="deep"),
        pytest.param(
            json.dumps(envelope(version=2)).encode(),
            "$.version: the file has version 2 of the case format, this program knows version 1",
            id="newer",
        ),
        pytest.param(json.dumps(envelope(version=0)).encode(), "$.version: 0 is not", id="older"),
        pytest.param(
            json.dumps(envelope(version="1")).encode(), '$.version: "1" is not one', id="version"
        ),
        pytest.param(
            json.dumps(envelope(cases=[plain_case(), plain_case()])).encode(),
            f"$.cases[1].id: the file has two cases with the id {CASE_ID.format(1)}",
            id="case twice",
        ),
        pytest.param(
            file_with(labs=[{"id": "e1", "analyte": "x"}]),
            "$.cases[0]: two records have the id 'e1'",
            id="record id twice",
        ),
        pytest.param(file_with(wrong=1), "$.cases[0].wrong: no such field", id="unknown field"),
        pytest.param(
            file_with(**{"a b": 1}), '$.cases[0]["a b"]: no such field', id="odd unknown field"
        ),
        pytest.param(
            json.dumps(envelope(cases=[{"label": "x"}])).encode(),
            "$.cases[0].id: is missing",
            id="missing",
        ),
        pytest.param(file_with(id="x"), '$.cases[0].id: "x" does not fit: an id', id="case id"),
        pytest.param(file_with(label=" "), "some visible text is needed", id="blank label"),
        pytest.param(file_with(label=""), "$.cases[0].label: is too short", id="no label"),
        pytest.param(file_with(label="x" * 121), "$.cases[0].label: is too long", id="long label"),
        pytest.param(file_with(label="a\tb"), "holds a control character (U+0009)", id="control"),
        pytest.param(
            file_with(notes="a\x00b"), "holds a control character (U+0000)", id="nul note"
        ),
        pytest.param(
            file_with(created="yesterday"), '$.cases[0].created: "yesterday" does', id="time"
        ),
        pytest.param(
            assessment(activity=71), f"{ASSESSMENT}.activity: 71 is too large", id="activity"
        ),
        pytest.param(assessment(damage=57), f"{ASSESSMENT}.damage: 57 is too large", id="damage"),
        pytest.param(assessment(activity=-1), f"{ASSESSMENT}.activity: -1 is", id="negative"),
        pytest.param(
            assessment(activity=3.7),
            f"{ASSESSMENT}.activity: should be a whole number, but is a number",
            id="3.7",
        ),
        pytest.param(
            assessment(activity=5.0), "should be a whole number", id="5.0 for a whole number"
        ),
        pytest.param(assessment(activity=[]), "but is a list", id="list"),
        pytest.param(assessment(activity={}), "but is an object", id="object"),
        pytest.param(file_with(courses=None), "should be a list, but is empty (null)", id="null"),
        pytest.param(file_with(synthetic=1), "should be true or false, but is a", id="bool"),
        pytest.param(dose(frequency="hourly"), '.frequency: "hourly" is not one', id="enum"),
        pytest.param(
            dose(end={"offset": "P1D"}, ongoing=True),
            f"{DOSE}: a dose with an end is not ongoing",
            id="ongoing with an end",
        ),
        *(
            pytest.param(when(**moment), f"{DOSE}.start", id=f"moment {moment}")
            for moment in (
                {},
                {"date": "0001"},
                {"date": "9999-01-01"},
                {"date": "2023-02-29"},
                {"date": "2024-02-30"},
                {"date": "2024-2-3"},
                {"date": "03/02/2024"},
                {"date": "٢٠٢٤"},
                {"date": "2024-W05"},
                {"date": "2024-05-17T10:00"},
                {"date": "2024-05-17\n"},
                {"date": "2024", "offset": "P1D"},
                {"offset": "P"},
                {"offset": "P1H"},
                {"offset": "P999Y"},
                {"offset": "5"},
                {"date": 2024},
                {"date": "2024", "certainty": "maybe"},
            )
        ),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence_that_says_where(
    data: bytes, expected: str
) -> None:
    problems = told(data)
    assert any(expected in problem for problem in problems), problems
    assert parse_cases(data).cases == ()


def test_all_problems_are_told_each_with_its_path() -> None:
    data = file_with(
        label="",
        labs=[{"id": "l1", "analyte": "x"}, {"id": "l2", "analyte": "x", "value": "1,2"}],
        events=[{"id": "e", "moment": {"date": "2024-02-30"}, "grade": 7}],
        surplus=True,
    )
    paths = {problem.path for problem in parse_cases(data).problems}
    assert paths == {
        "$.cases[0].label",
        "$.cases[0].labs[1].value",
        "$.cases[0].events[0].moment",
        "$.cases[0].events[0].grade",
        "$.cases[0].surplus",
    }


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(envelope(cases=[{}] * 500)).encode(),
        json.dumps(envelope(cases=[plain_case(anchor={"date": "2023-02-29"})] * 500)).encode(),
        OPENING + b"[" + b",".join([b"NaN"] * 500) + b"]}",
    ],
)
def test_nobody_gets_thousands_of_problems(data: bytes) -> None:
    assert len(told(data)) == 100


def test_a_place_is_not_taken_for_another_whose_name_begins_alike() -> None:
    problems = told(file_with(follow_up_end={"date": "2023-02-29"}, follow_up_end_2=1))
    assert len(problems) == 2


@pytest.mark.parametrize(
    ("data", "first"),
    [
        (OPENING + b"[" + b"{}," * 700_000 + b"{}]}", "$.cases[0].id: is missing"),
        (file_with(labs=[{}] * 700_000), "$.cases[0].labs[0]: Object missing required field"),
        (file_with(labs=[0] * 700_000), "$.cases[0]"),
        (OPENING + b"[[" + b"0," * 1_000_000 + b"0]]}", "$.cases[0]: should be an object"),
        (file_with(**{f"x{at}": 1 for at in range(300_000)}), "$.cases[0]: Object contains"),
        (file_with(notes="x" * 30_000_000), "$.cases[0].notes: Expected `str` of length <= 20000"),
    ],
)
def test_a_file_with_a_million_problems_is_told_of_in_bounded_time(data: bytes, first: str) -> None:
    begun = time.process_time()
    problems = told(data)
    assert 1 <= len(problems) <= 100
    assert problems[0].startswith(first), problems[0]
    assert time.process_time() - begun < 10  # the validator alone would take half a minute


def test_a_huge_hostile_file_is_refused_by_its_first_problem() -> None:
    data = OPENING + b"[" + b"[]," * 2_000_000 + b"[]]}"
    assert told(data) == ["$.cases[0]: should be an object, but is a list"]
    library = b'{"cases": {"1": {"a": [' + b"0," * 2_000_000 + b"0]}}}"
    assert told(library)[0].startswith("$: this is a library")


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (codecs.BOM_UTF8 + GOOD, "$: the file begins with a byte order mark; it was ignored"),
        (GOOD.decode().encode("utf-16"), "$: the file was UTF-16; it was read as such"),
        (
            codecs.BOM_UTF16_BE + GOOD.decode().encode("utf-16-be"),
            "$: the file was UTF-16; it was read as such",
        ),
        (
            file_with(label="a\u202eb\u200bc"),
            "$.cases[0].label: holds characters that do not show (U+200B, U+202E); they were kept",
        ),
        (
            GOOD.replace(b"Case 1", b"soft\xc2\xadhyphen"),
            "$.cases[0].label: holds characters that do not show (U+00AD); they were kept",
        ),
        (
            GOOD.replace(b"hands", "Mu\u0308ller".encode()),
            (
                "$.cases[0].events[0].text: holds characters in an unusual spelling "
                "(not Unicode NFC); they were kept"
            ),
        ),
    ],
)
def test_what_is_odd_but_not_wrong_is_kept_and_told(data: bytes, note: str) -> None:
    result = parse_cases(data)
    assert [f"{told.path}: {told.message}" for told in result.notes] == [note]
    assert len(result.cases) == 1


def test_odd_text_comes_through_unchanged() -> None:
    label = "<b>Dr.</b> a\u202eb\u200bc Mu\u0308ller"
    (case,) = parse_cases(file_with(label=label)).cases
    assert case.label == label


def test_explicit_defaults_and_escapes_are_no_repeated_names() -> None:
    data = file_with(notes=None, labs=[], events=[{"id": "e", "text": "a\u0000:"[2:]}])
    assert told(data) == []
    assert told(GOOD.replace(b"hands", b"at 10\\u003a30")) == []
    assert told(GOOD.replace(b"hands", b"at 10\\u003a30: both")) == []


@pytest.mark.parametrize("of", range(40))
def test_a_name_given_twice_is_found_wherever_it_is(of: int) -> None:
    names = [at for at in range(len(GOOD)) if GOOD[at : at + 3] == b'": ']
    at = names[of % len(names)]
    start = GOOD.rfind(b'"', 0, at)
    # The same name once more, before the first: the typed reader would take the last in silence.
    twice = GOOD[:start] + GOOD[start : at + 3] + b"null, " + GOOD[start:]
    assert any("is given twice" in problem for problem in told(twice))


class TestReadingAFile:
    """What is no regular file of bounded size is refused before it is read."""

    @staticmethod
    def refusal(path: Path) -> str:
        with pytest.raises(FileUnreadable) as caught:
            read_cases(path)
        assert caught.value.path == path
        return caught.value.reason

    def test_missing(self, tmp_path: Path) -> None:
        assert self.refusal(tmp_path / "none.json") == "ENOENT"

    def test_a_name_with_nul(self, tmp_path: Path) -> None:
        assert self.refusal(tmp_path / "a\0b") == "ENOENT"

    def test_a_folder(self, tmp_path: Path) -> None:
        assert self.refusal(tmp_path) in {"EISDIR", "EACCES"}

    def test_a_dangling_link_and_a_loop(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to(tmp_path / "none")
        (tmp_path / "b").symlink_to(tmp_path / "b")
        assert self.refusal(tmp_path / "a") == "ENOENT"
        assert self.refusal(tmp_path / "b") == "ELOOP"

    @pytest.mark.skipif(sys.platform == "win32", reason="no pipes in the file system")
    def test_a_pipe_does_not_hang(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "link").symlink_to(tmp_path / "pipe")
        assert self.refusal(tmp_path / "pipe") == "not a regular file"
        assert self.refusal(tmp_path / "link") == "not a regular file"

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero")
    def test_a_device_without_end(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to("/dev/zero")
        assert self.refusal(Path("/dev/zero")) == "not a regular file"
        assert self.refusal(tmp_path / "link") == "not a regular file"

    def test_a_gigabyte(self, tmp_path: Path) -> None:
        huge = tmp_path / "huge.json"
        with huge.open("wb") as file:
            file.truncate(1 << 30)  # sparse: takes no room
        assert self.refusal(huge) == case_json.TOO_LARGE

    def test_a_file_that_grew(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        grown = tmp_path / "grown.json"
        grown.write_bytes(b" " * (LARGEST_FILE + 1))
        # Its size is asked before its bytes are read; the bytes count.
        monkeypatch.setattr(case_json, "_check_regular", lambda *_: None)
        assert self.refusal(grown) == case_json.TOO_LARGE


def suite(shared_data: Path) -> list[Path]:
    files = sorted((shared_data / "json/JSONTestSuite/test_parsing").glob("*.json"))
    assert len(files) > 300
    return files


def test_every_file_of_the_json_suite_gets_a_sentence(shared_data: Path) -> None:
    for file in suite(shared_data):
        problems = told(file.read_bytes())
        assert problems, f"{file.name} is no case file and was not refused"
        if file.name.startswith("y_"):
            # It is JSON: the sentence must not say otherwise, unless for a rule of our own.
            assert not any("is not JSON" in problem for problem in problems), file.name


def test_every_value_of_the_json_suite_inside_a_case_gets_a_sentence(shared_data: Path) -> None:
    for file in suite(shared_data):
        for value in (file.read_bytes(), b"[" + file.read_bytes() + b"]"):
            assert_all_or_nothing(parse_cases(amount(value)))
            assert_all_or_nothing(parse_cases(OPENING + value + b"}"))


TEXT_FIELDS = [
    ("label",), ("notes",), ("index_drug",), ("subject", "name"), ("diagnosis", "text"),
    ("anchor", "text"), ("provenance", "text"), ("provenance", "citation"),
]  # fmt: skip
RECORD_FIELDS = {
    "courses": ("drug", "route", "note", "source"),
    "assessments": ("assessor", "note", "source"),
    "labs": ("analyte", "unit", "text", "note"),
    "events": ("text", "grade_version", "drug", "note"),
}


def case_saying(text: str) -> dict[str, Any]:
    """Return a plain case with the text in every field that takes any text."""
    filled = plain_case()
    for *outer, field in TEXT_FIELDS:
        place = filled.setdefault(outer[0], {}) if outer else filled
        place[field] = text
    for kind, fields in RECORD_FIELDS.items():
        filled[kind][0].update(dict.fromkeys(fields, text))
    for field in ("unit", "as_written", "reason", "stop_reason", "note", "source"):
        filled["courses"][0]["doses"][0][field] = text
    filled["assessments"][0]["activity_reading"] = {"direction": "worse", "text": text}
    return filled


def test_naughty_strings_come_through_every_text_field_or_are_refused(shared_data: Path) -> None:
    strings = json.loads((shared_data / "json/blns/blns.json").read_bytes())
    assert len(strings) > 500
    through = 0
    for text in strings:
        saying = case_saying(text)
        data = json.dumps(envelope(cases=[saying]), ensure_ascii=False).encode()
        problems = told(data)
        if problems:
            reasons = ("control character", "is too long", "is too short", "visible text")
            assert all(any(why in one for why in reasons) for one in problems), problems
            continue
        through += 1
        (case,) = parse_cases(data).cases
        (again,) = parse_cases(write_cases([case])).cases
        assert again == case
        assert again.label == again.notes == again.labs[0].analyte == text
        assert again.courses[0].doses[0].as_written == text
    assert through > 450


def test_damaged_bytes_never_crash_the_reader() -> None:
    source = random.Random(2009)  # noqa: S311 - a repeatable choice, no secret
    for _ in range(4000):
        data = bytearray(GOOD)
        for _ in range(source.randint(1, 4)):
            at = source.randrange(len(data))
            match source.randrange(4):
                case 0:
                    data[at] = source.randrange(256)
                case 1:
                    del data[at : at + source.randint(1, 30)]
                case 2:
                    data[at:at] = data[at : at + source.randint(1, 30)]
                case _:
                    data[at:at] = source.choice([b'"', b"{", b"]", b"\\u", b"1e", b"null", b","])
            data = data or bytearray(GOOD)
        result = parse_cases(bytes(data))
        assert_all_or_nothing(result)
        assert bool(result.cases) or bool(result.problems) or b'"cases": []' in data
