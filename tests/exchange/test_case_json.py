"""Reading and writing case files: round trips, and the bytes themselves."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from dle_desktop import __version__
from dle_desktop.domain.case import Anchor, Case, Course, Dose, Subject
from dle_desktop.exchange.case_json import parse_cases, read_cases, write_cases
from tests.exchange.files import CASE_ID, GOOD, envelope, plain_case
from tests.strategies import several_cases

CASE = Case(id=CASE_ID.format(1), label="Case 1")


@settings(max_examples=60, deadline=None)
@given(several_cases())
def test_what_is_written_reads_back_equal_and_writes_the_same_bytes(
    cases: tuple[Case, ...],
) -> None:
    data = write_cases(cases)
    result = parse_cases(data)
    assert result.problems == ()
    assert result.cases == cases
    assert write_cases(result.cases) == data


def test_equal_cases_give_equal_bytes_however_they_were_made() -> None:
    read = parse_cases(
        json.dumps(
            envelope(
                cases=[
                    plain_case(
                        subject={},
                        anchor={"kind": "first index dose"},
                        courses=[{"id": "c", "drug": "x", "doses": [{"id": "d", "unit": "mg"}]}],
                        assessments=[],
                        labs=[],
                        events=[],
                    )
                ]
            )
        ).encode()
    ).cases[0]
    made = replace(CASE, courses=(Course(id="c", drug="x", doses=(Dose(id="d"),)),))
    assert read == made
    assert write_cases([read]) == write_cases([made])
    assert b"subject" not in write_cases([read])


def test_a_whole_number_is_written_as_the_type_says() -> None:
    course = Course(id="c", drug="x", doses=(Dose(id="d", amount=5),))
    whole = replace(CASE, courses=(course,))
    assert b'"amount": 5.0' in write_cases([whole])


def test_the_file_says_what_it_is_and_who_wrote_it_when() -> None:
    data = write_cases([CASE], exported="2026-11-22T10:19:00Z")
    assert json.loads(data) == {
        "format": "dle-desktop-case",
        "version": 1,
        "app": f"DLE Desktop {__version__}",
        "exported": "2026-11-22T10:19:00Z",
        "cases": [{"id": CASE.id, "label": "Case 1"}],
    }


def test_the_bytes_are_utf_8_with_line_feeds_and_two_spaces() -> None:
    data = write_cases([replace(CASE, label="Müller–Köbner")])
    assert "Müller–Köbner".encode() in data
    assert data.startswith(b'{\n  "format"')
    assert data.endswith(b"}\n")
    assert b"\r" not in data


def test_a_file_with_made_up_values_says_so() -> None:
    real = replace(CASE, id=CASE_ID.format(2))
    notice = json.loads(write_cases([real, replace(CASE, synthetic=True)]))["synthetic_notice"]
    assert notice == "illustrative, not from the paper"
    assert "synthetic_notice" not in json.loads(write_cases([real]))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(CASE, label="two\nlines"),
        replace(CASE, subject=Subject(age_years=float("nan"))),
        replace(CASE, subject=Subject(age_years=float("inf"))),
        replace(CASE, anchor=Anchor(text="\x00")),
    ],
)
def test_what_no_reader_takes_is_not_written(wrong: Case) -> None:
    # NaN is encoded as null, the reader's "not reported": it must not come back as less.
    with pytest.raises(ValueError):  # noqa: PT011 - msgspec's own, or ours
        write_cases([wrong])


def test_a_file_is_read_by_its_path_also_through_a_link(tmp_path: Path) -> None:
    file = tmp_path / "fälle.json"
    file.write_bytes(GOOD)
    link = tmp_path / "link.json"
    link.symlink_to(file)
    assert read_cases(file) == read_cases(link) == parse_cases(GOOD)


def test_no_cases_are_a_valid_file() -> None:
    result = parse_cases(write_cases([]))
    assert result.cases == ()
    assert result.problems == ()
