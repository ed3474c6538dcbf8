"""What a person types into a date cell: read, refused with a reason, and written back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.entry import EntryProblem, format_moment, parse_moment
from dle_desktop.domain.moments import Moment
from tests.domain.cases import moments


@given(moments)
def test_what_is_written_is_read_back(moment: Moment) -> None:
    assert parse_moment(format_moment(moment)) == moment


@given(st.text(max_size=30) | st.from_regex(r"(about |<)?[mwdy]? ?[0-9./, -]{0,8} ?(may|m)?"))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    try:
        moment = parse_moment(text)
    except EntryProblem as problem:
        moment, refused = None, bool(problem.code and problem.text)
    else:
        refused = False
    assert refused or parse_moment(format_moment(moment)) == moment


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "?", "not reported", "Not Reported", "nr", "N/A", "unknown"]
)
def test_nothing_is_none(text: str) -> None:
    assert parse_moment(text) is None


def test_none_is_written_as_nothing() -> None:
    assert format_moment(None) == ""


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("month 5", "P5M"),
        ("m 5", "P5M"),
        ("M5", "P5M"),
        ("5 months", "P5M"),
        ("5 mo.", "P5M"),
        ("month 05", "P5M"),
        ("week 3", "P3W"),
        ("w3", "P3W"),
        ("day 14", "P14D"),
        ("d-3", "-P3D"),
        ("day −3", "-P3D"),
        ("-3 days", "-P3D"),
        ("day +3", "P3D"),
        ("day 0", "P0D"),
        ("day zero", "P0D"),
        ("year 2", "P2Y"),
        ("2 yrs", "P2Y"),
        ("p5m", "P5M"),
        ("-P1Y2W", "-P1Y2W"),
        ("1 year 3 months", "P1Y3M"),
        ("1y6m", "P1Y6M"),
        ("2 months, 3 days", "P2M3D"),
    ],
)
def test_times_from_day_0_are_read(text: str, offset: str) -> None:
    assert parse_moment(text) == Moment(offset=offset)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        *[
            (f"{word} month 5", "about")
            for word in ("about", "~", "≈", "c.", "ca.", "circa", "Around", "approx.")
        ],
        ("~5 months", "about"),
        ("month 5?", "about"),
        ("about ~ month 5", "about"),
        *[(f"{word} month 5", "before") for word in ("before", "within", "by", "<", "<=", "≤")],
        ("no later than month 5", "before"),
        ("not after month 5", "before"),
        *[(f"{word} month 5", "after") for word in ("after", "from", "since", ">", ">=", "≥")],
        ("not before month 5", "after"),
    ],
)
def test_words_and_signs_of_certainty_are_read(text: str, certainty: str) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert (moment.offset, moment.certainty) == ("P5M", certainty)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (Moment(offset="P5M"), "month 5"),
        (Moment(offset="-P2W"), "week -2"),
        (Moment(offset="P1Y3M"), "1 year 3 months"),
        (Moment(offset="P2Y1D"), "2 years 1 day"),
        (Moment(offset="-P1Y3M"), "-P1Y3M"),
        (Moment(offset="-P0D"), "-P0D"),
        (Moment(offset="P05M"), "P05M"),
        (Moment(offset="P0M", certainty="about"), "about month 0"),
        (Moment(date="2024-05", certainty="before"), "before 2024-05"),
        (Moment(date="2024-05-17", certainty="after"), "after 2024-05-17"),
    ],
)
def test_moments_are_written_in_words(moment: Moment, text: str) -> None:
    assert format_moment(moment) == text


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("about before month 5", "two certainties", "“about” and “before”"),
        ("before month 5?", "two certainties", "choose one"),
        ("5", "no unit", "Write day 5, week 5 or month 5"),
        ("month 13.4", "a fraction", "day 408"),
        ("13,4 months", "a fraction", "day 408"),
        ("1.5 years", "a fraction", "day 548"),
        ("w 2.5", "a fraction", "day 18"),
        ("day 3.5", "a fraction", "days are whole"),
        ("month 5-7", "a range", "one moment"),
        ("5 to 7 months", "a range", "one moment"),
        ("2 weeks before", "counted from what", "write week 2, or week -2"),
        ("5 months later", "counted from what", "month 5"),
        ("today", "not a date", "write the date itself"),
        ("spring 2024", "not a date", "“spring 2024” is no date"),
        ("month five", "not a date", "month 5 or day -14"),
        ("about", "not a date", "is no date"),
        ("month 99999", "out of range", "200 years"),
        ("month 999999999999999999", "out of range", "200 years"),
        ("x" * 101, "too long", "100 characters"),
    ],
)
def test_what_is_unclear_is_refused_with_a_reason(text: str, code: str, reason: str) -> None:
    with pytest.raises(EntryProblem) as refused:
        parse_moment(text)
    assert refused.value.code == code
    assert reason in refused.value.text
