"""What a person types into a number cell: numbers, results with a sign, steps of a taper."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.amounts import (
    format_number,
    format_result,
    format_steps,
    parse_amount,
    parse_number,
    parse_result,
    parse_steps,
)
from dle_desktop.domain.case import Comparator, TaperStep
from dle_desktop.domain.entry import EntryProblem
from dle_desktop.domain.moments import Moment
from tests.domain.cases import moments

comparators = st.sampled_from((None, "<", "<=", ">=", ">"))


@given(st.floats(-1e9, 1e9))
def test_a_number_is_read_back(number: float) -> None:
    text = format_number(number)
    assert "e" not in text
    assert len(text) > 40 or parse_number(text) == number


@given(comparators, st.floats(-1e9, 1e9).map(lambda number: round(number, 6)))
def test_a_result_is_read_back(comparator: Comparator | None, number: float) -> None:
    assert parse_result(format_result(comparator, number)) == (comparator, number)


@given(
    st.lists(
        st.builds(
            TaperStep,
            start=moments,
            amount=st.floats(0, 1e6).map(lambda amount: round(amount, 4)),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_steps_are_read_back(steps: list[TaperStep]) -> None:
    assert parse_steps(format_steps(tuple(steps))) == tuple(steps)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        ("  ", None),
        ("5", 5.0),
        ("7.5", 7.5),
        ("7,5", 7.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1.000", 1.0),
        ("0,125", 0.125),
        ("1000,5", 1000.5),
        ("12,3456", 12.3456),
        ("−3", -3.0),
        ("+3", 3.0),
        ("７.５", 7.5),
    ],
)
def test_numbers_are_read(text: str, number: float | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("1,000", "ambiguous number", "1,000 could be two numbers: write 1000 or 1.000"),
        ("-12,500", "ambiguous number", "write -12500 or -12.500"),
        ("1,000,000", "grouped number", "without separators"),
        ("1 000", "grouped number", "without separators"),
        ("1.000,5", "grouped number", "without separators"),
        ("5 mg", "words", "“5 mg”"),
        ("5-10", "words", "number alone"),
        ("1e3", "words", "number alone"),
        ("mg", "not a number", "“mg” is no number"),
        ("½", "words", "number alone"),
        ("nan", "not a number", "is no number"),
        ("1" * 41, "too long", "40 characters"),
    ],
)
def test_what_is_no_number_is_refused(text: str, code: str, reason: str) -> None:
    with pytest.raises(EntryProblem) as refused:
        parse_number(text)
    assert refused.value.code == code
    assert reason in refused.value.text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1.4", (None, 1.4)),
        ("<0,5", ("<", 0.5)),
        ("≤ 0.5", ("<=", 0.5)),
        (">= 2", (">=", 2.0)),
        ("", (None, None)),
    ],
)
def test_results_are_read(text: str, result: tuple[Comparator | None, float | None]) -> None:
    assert parse_result(text) == result


def test_a_sign_alone_is_no_result() -> None:
    with pytest.raises(EntryProblem, match="missing after <"):
        parse_result("< ")


def test_nothing_is_written_for_nothing() -> None:
    assert format_number(None) == format_result("<", None) == format_steps(None) == ""
    assert parse_steps(" ; ") is None


@pytest.mark.parametrize(("number", "text"), [(5.0, "5"), (7.5, "7.5"), (1e-7, "0.0000001")])
def test_numbers_are_written_short(number: float, text: str) -> None:
    assert format_number(number) == text


@pytest.mark.parametrize("text", ["-5", "1000001"])
def test_an_amount_has_bounds(text: str) -> None:
    with pytest.raises(EntryProblem, match="between 0 and 1000000"):
        parse_amount(text)


@pytest.mark.parametrize(("text", "amount"), [("", None), ("-0", 0.0), ("7,5", 7.5)])
def test_amounts_are_read(text: str, amount: float | None) -> None:
    assert str(parse_amount(text)) == str(amount)


@pytest.mark.parametrize(
    "text",
    [
        "60 from month 0; 40 from about month 1",
        "60 mg from month 0\n40 MG from ~month 1;",
        "60 @ m0; 40 at about 1 month",
    ],
)
def test_steps_are_read(text: str) -> None:
    assert parse_steps(text, "mg") == (
        TaperStep(start=Moment(offset="P0M"), amount=60),
        TaperStep(start=Moment(offset="P1M", certainty="about"), amount=40),
    )


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("60 from month 0; forty from month 1", "not a step", "“forty from month 1”"),
        ("60 g from month 0", "words", "without “g”"),
        ("60 from 03/04/05", "ambiguous date", "in “60 from 03/04/05”: 03/04/05 could be"),
        ("1,000 from month 0", "ambiguous number", "could be two numbers"),
        ("60 from not reported", "not a step", "does not say from when"),
        ("60 mg", "not a step", "40 from month 1"),
    ],
)
def test_what_is_no_step_is_refused(text: str, code: str, reason: str) -> None:
    with pytest.raises(EntryProblem) as refused:
        parse_steps(text, "mg")
    assert refused.value.code == code
    assert reason in refused.value.text


@given(st.text(max_size=25), st.sampled_from((parse_number, parse_result, parse_steps)))
def test_any_text_is_read_or_refused(text: str, parse: Callable[[str], object]) -> None:
    try:
        parse(text)
    except EntryProblem as problem:
        reason = problem.text
    else:
        reason = "read"
    assert reason
