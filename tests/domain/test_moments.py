"""Moments: a date or an offset, never both, never one that does not exist."""

import msgspec
import pytest
from hypothesis import given

from dle_desktop.domain.moments import Moment, first_day, split_offset
from tests.domain.cases import moments


@given(moments)
def test_a_moment_is_given_back_by_its_file(moment: Moment) -> None:
    assert msgspec.json.decode(msgspec.json.encode(moment), type=Moment) == moment


@pytest.mark.parametrize("fields", [{}, {"date": "2024", "offset": "P1M"}])
def test_a_moment_is_either_a_date_or_an_offset(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="either a date or an offset"):
        Moment(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-13", "no calendar"),
        ("2024-02-30", "no calendar"),
        ("2023-02-29", "no calendar"),
        ("1899", "between 1900 and 2199"),
        ("2200-01-01", "between 1900 and 2199"),
        ("24-01-01", "is written YYYY"),
        ("2024-1-1", "is written YYYY"),
        ("2024-01-01\n", "is written YYYY"),
        ("２０２４", "is written YYYY"),
        ("", "is written YYYY"),
    ],
)
def test_a_date_no_calendar_has_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Moment(date=text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("P", "is written like"),
        ("-P", "is written like"),
        ("5M", "is written like"),
        ("P1.5M", "is written like"),
        ("P5M\n", "is written like"),
        ("PT5M", "is written like"),
        ("P5D3M", "is written like"),
        ("P00000001D", "is written like"),
        ("P201Y", "200 years"),
        ("P99999M", "200 years"),
    ],
)
def test_an_offset_that_is_none_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Moment(offset=text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("P5M", (1, 0, 5, 0, 0)),
        ("-P2W", (-1, 0, 0, 2, 0)),
        ("P1Y2M3W4D", (1, 1, 2, 3, 4)),
        ("P0D", (1, 0, 0, 0, 0)),
    ],
)
def test_an_offset_is_split_into_its_units(text: str, parts: tuple[int, ...]) -> None:
    assert split_offset(text) == parts


def test_a_date_begins_on_its_first_day() -> None:
    assert first_day("2024").isoformat() == "2024-01-01"
    assert first_day("2024-02").isoformat() == "2024-02-01"
    assert first_day("2024-02-29").isoformat() == "2024-02-29"


@pytest.mark.parametrize(
    "raw", [b'{"date":"2024\\n"}', b'{"offset":"P5M\\n"}', b'{"date":"2024-99"}']
)
def test_a_file_gives_no_moment_that_could_not_be_made(raw: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(raw, type=Moment)
