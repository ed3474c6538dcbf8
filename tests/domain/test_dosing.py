"""Doses as they were taken: mean daily amounts and segments of one amount."""

from datetime import date
from math import inf, isfinite

import pytest
from hypothesis import given

from dle_desktop.domain.case import Assessment, Case, Course, Dose, Frequency, Taper, TaperStep
from dle_desktop.domain.dates import day_zero
from dle_desktop.domain.dosing import (
    Daily,
    Segment,
    Span,
    figure_text,
    in_force,
    known_span,
    mean_daily,
    number_text,
    segments,
)
from dle_desktop.domain.moments import Moment
from tests.domain.cases import CASE_ID, cases

SPAN = Span(-30, 400)


def day(number: int) -> Moment:
    return Moment(offset=f"{'-' if number < 0 else ''}P{abs(number)}D")


def cut(*doses: Dose, zero: date | None = None, span: Span = SPAN) -> tuple[Segment, ...]:
    return segments(Course(id="c", drug="prednisone", doses=doses), zero, span)


def levels(found: tuple[Segment, ...]) -> list[tuple[float, float, float | None]]:
    return [(one.start.at, one.end.at, one.level_from) for one in found]


@pytest.mark.parametrize(
    ("amount", "unit", "frequency", "daily"),
    [
        (5, "mg", "QD", Daily(5, "mg")),
        (200, "mg", "BID", Daily(400, "mg")),
        (1, "mg", "TID", Daily(3, "mg")),
        (1, "mg", "QID", Daily(4, "mg")),
        (1, "mg", "Q4H", Daily(6, "mg")),
        (1, "mg", "Q6H", Daily(4, "mg")),
        (1, "mg", "Q8H", Daily(3, "mg")),
        (1, "mg", "Q12H", Daily(2, "mg")),
        (5, "mg", "QOD", Daily(2.5, "mg")),
        (10, "mg", "21-of-28", Daily(7.5, "mg")),
        (1, "g", "BID", Daily(2000, "mg")),
        (1, "MG", "QD", Daily(1, "mg")),
        (500, "mcg", "QD", Daily(0.5, "mg")),
        (500, "ug", "QD", Daily(0.5, "mg")),
        (500, "\N{MICRO SIGN}g", "QD", Daily(0.5, "mg")),
        (500, "\N{GREEK SMALL LETTER MU}g", "QD", Daily(0.5, "mg")),
        (2, " tablet ", "BID", Daily(4, "tablet")),
        (2, None, "QD", Daily(2, "")),
        (15, "mg", "weekly", None),
        (15, "mg", "PRN", None),
        (500, "mg", "single", None),
        (5, "mg", None, None),
        (None, "mg", "QD", None),
    ],
)
def test_the_mean_daily_amount(
    amount: float | None, unit: str | None, frequency: Frequency | None, daily: Daily | None
) -> None:
    assert mean_daily(Dose(id="d", amount=amount, unit=unit, frequency=frequency)) == daily


def test_a_step_has_its_own_amount() -> None:
    assert mean_daily(Dose(id="d", amount=60, frequency="BID"), 20) == Daily(40, "mg")


def test_a_known_taper_adds_up_to_its_cumulative_dose() -> None:
    steps, start = [], 0
    for amount, length in ((60, 14), (50, 14), (40, 14), (30, 14), (20, 28), (10, 28), (5, 28)):
        steps.append(TaperStep(start=day(start), amount=amount))
        start += length
    taper = Taper(from_amount=60, to_amount=0, steps=tuple(steps))
    found = cut(Dose(id="d", start=day(0), end=day(start), frequency="QD", taper=taper))
    days = [(one.end.at - one.start.at, one.level_from or 0) for one in found]
    assert sum(length for length, _ in days) == 140
    assert sum(length * level for length, level in days) == 3500


def test_the_known_span_reaches_from_the_first_to_the_last_record() -> None:
    case = Case(
        id=CASE_ID,
        label="Case",
        assessments=(
            Assessment(id="a", moment=day(-14)),
            Assessment(id="b", moment=day(90)),
            Assessment(id="c"),
        ),
    )
    assert known_span(case) == Span(-14, 90)
    assert known_span(Case(id=CASE_ID, label="Case")) is None


def test_constant_doses_are_steps_in_order_of_their_start() -> None:
    found = cut(
        Dose(id="d2", start=day(100), ongoing=True, last_known=day(200), amount=10, frequency="QD"),
        Dose(id="d1", start=day(0), end=day(100), amount=5, frequency="QD"),
    )
    assert levels(found) == [(0, 100, 5), (100, 200, 10)]
    assert [(one.kind, one.per, one.end_kind) for one in found] == [
        ("step", "d", "closed"),
        ("step", "d", "ongoing"),
    ]


def test_an_ongoing_dose_is_never_carried_beyond_the_last_record() -> None:
    assert cut(Dose(id="d", start=day(0), ongoing=True))[0].end.at == SPAN.last


def test_a_dose_of_unknown_end_gives_way_to_the_next() -> None:
    found = cut(
        Dose(id="d1", start=day(0), amount=5, frequency="QD"),
        Dose(id="d2", start=day(0), amount=1, frequency="QD"),
        Dose(id="d3", start=day(50), amount=10, frequency="QD"),
    )
    assert levels(found) == [(0, 50, 5), (0, 50, 1), (50, 400, 10)]
    assert {one.end_kind for one in found} == {"not reported"}


def test_a_dose_of_unknown_start_begins_with_the_records() -> None:
    found = cut(Dose(id="d", end=day(100), amount=5, frequency="QD"))
    assert levels(found) == [(-30, 100, 5)]
    assert (found[0].start.low, found[0].start.high) == (-90, 100)


def test_open_sides_are_clipped_to_the_known_span() -> None:
    found = cut(
        Dose(
            id="d",
            start=Moment(offset="P10D", certainty="after"),
            end=Moment(offset="P100D", certainty="after"),
        ),
        Dose(
            id="e",
            start=Moment(offset="P10D", certainty="before"),
            end=Moment(offset="P100D", certainty="before"),
        ),
        Dose(id="f", start=day(20), end=Moment(offset="P390D", certainty="after")),
    )
    assert [(one.start.low, one.start.high) for one in found] == [(10, 100), (-50, 10), (20, 20)]
    assert [(one.end.low, one.end.high) for one in found] == [(100, 400), (10, 100), (390, 450)]


def test_a_dose_that_cannot_be_placed_is_not_drawn() -> None:
    dated = Moment(date="2024-01-01")
    assert cut(Dose(id="d", start=dated, end=day(3))) == ()
    assert cut(Dose(id="d", start=day(3), end=dated)) == ()


def test_a_dose_that_cannot_be_placed_hides_no_other() -> None:
    undated = Dose(id="d", start=Moment(date="2024-01-01"), end=day(3))
    found = cut(undated, Dose(id="e", start=day(0), end=day(9), amount=5, frequency="QD"))
    assert levels(found) == [(0, 9, 5)]


# clinical.md 5.2: of a taper without reported steps only the amounts at both ends are known.
@pytest.mark.parametrize(
    ("unit", "frequency", "expected"),
    [
        ("mg", "QD", (60, 10, "mg", "d")),
        ("mg", "BID", (120, 20, "mg", "d")),
        ("g", "QD", (60_000, 10_000, "mg", "d")),
        ("tablet", None, (60, 10, "tablet", "")),
        (None, None, (60, 10, "", "")),
    ],
)
def test_an_unknown_taper_is_a_wedge(
    unit: str | None, frequency: Frequency | None, expected: tuple[float, float, str, str]
) -> None:
    taper = Taper(from_amount=60, to_amount=10)
    dose = Dose(id="d", start=day(0), ongoing=True, unit=unit, frequency=frequency, taper=taper)
    (found,) = cut(dose)
    assert (found.kind, found.end_kind) == ("wedge", "ongoing")
    assert (found.level_from, found.level_to, found.unit, found.per) == expected


def _taper(*steps: tuple[Moment, float]) -> Taper:
    return Taper(
        from_amount=60,
        to_amount=0,
        steps=tuple(TaperStep(start=start, amount=amount) for start, amount in steps),
    )


def test_a_known_taper_is_a_staircase_from_its_first_amount() -> None:
    taper = _taper((day(60), 20), (day(30), 40))
    found = cut(Dose(id="d", start=day(0), end=day(90), frequency="QD", taper=taper))
    assert levels(found) == [(0, 30, 60), (30, 60, 40), (60, 90, 20)]


def test_a_taper_without_steps_to_place_keeps_its_first_amount() -> None:
    taper = _taper((Moment(date="2024-01-01"), 40))
    found = cut(Dose(id="d", start=day(0), end=day(90), frequency="QD", taper=taper))
    assert levels(found) == [(0, 90, 60)]


@pytest.mark.parametrize("late", [90, 120])
def test_a_step_not_before_the_end_of_a_taper_is_not_drawn(late: int) -> None:
    taper = _taper((day(0), 60), (day(late), 20))
    found = cut(Dose(id="d", start=day(0), end=day(90), frequency="QD", taper=taper))
    assert levels(found) == [(0, 90, 60)]


def test_an_ongoing_taper_is_known_until_its_last_step() -> None:
    taper = _taper((day(0), 60), (day(120), 20))
    dose = Dose(id="d", start=day(0), ongoing=True, last_known=day(90), frequency="QD", taper=taper)
    assert levels(cut(dose)) == [(0, 120, 60), (120, 120, 20)]
    assert [one.end_kind for one in cut(dose)] == ["closed", "ongoing"]


def test_an_ongoing_taper_keeps_its_last_step_until_the_day_it_is_last_known_of() -> None:
    steps = _taper((day(0), 60), (day(30), 20)), _taper((Moment(date="2024-01-01"), 40))
    found = [
        levels(cut(Dose(id="d", start=day(0), ongoing=True, frequency="QD", taper=taper)))
        for taper in steps
    ]
    assert found == [[(0, 30, 60), (30, 400, 20)], [(0, 400, 60)]]


@pytest.mark.parametrize(
    ("frequency", "tick_days", "end", "text"),
    [
        ("weekly", 7, 90, "15 mg/week"),
        ("q2w", 14, 90, "15 mg/2 weeks"),
        ("q4w", 28, 90, "15 mg/4 weeks"),
        ("single", inf, 0, "15 mg"),
    ],
)
def test_rare_doses_are_ticks(
    frequency: Frequency, tick_days: float, end: float, text: str
) -> None:
    (found,) = cut(Dose(id="d", start=day(0), end=day(90), amount=15, frequency=frequency))
    assert (found.kind, found.tick_days, found.end.at) == ("ticks", tick_days, end)
    assert figure_text(found) == text


@pytest.mark.parametrize(
    ("dose", "kind", "text"),
    [
        (Dose(id="d", start=day(0), amount=5, frequency="QD"), "step", "5 mg/d"),
        (Dose(id="d", start=day(0), amount=0.25, unit="g", frequency="BID"), "step", "500 mg/d"),
        (Dose(id="d", start=day(0), amount=5, frequency="QOD"), "step", "5 mg alternate days"),
        (Dose(id="d", start=day(0), amount=0.05, unit="%", frequency="BID"), "step", "0.05 %"),
        (Dose(id="d", start=day(0), amount=0.05, unit="%", frequency="PRN"), "unknown", "0.05 %"),
        (Dose(id="d", start=day(0), amount=5, frequency="PRN"), "unknown", "5 mg"),
        (Dose(id="d", start=day(0), amount=5, unit=None, frequency="other"), "unknown", "5"),
        (Dose(id="d", start=day(0), frequency="QD"), "unknown", ""),
        (Dose(id="d", start=day(0), frequency="weekly"), "unknown", ""),
    ],
)
def test_the_amount_is_written_on_its_step(dose: Dose, kind: str, text: str) -> None:
    (found,) = cut(dose)
    assert (found.kind, figure_text(found)) == (kind, text)


@pytest.mark.parametrize(
    ("frequency", "unit", "end_kind"),
    [
        ("QD", "mg", "ongoing"),
        ("QD", "%", "ongoing"),
        ("weekly", "mg", "ongoing"),
        ("PRN", "mg", "ongoing"),
        ("single", "mg", "closed"),  # given once, it is over whatever was ticked
    ],
)
def test_only_a_single_dose_is_over_without_an_end(
    frequency: Frequency, unit: str, end_kind: str
) -> None:
    dose = Dose(id="d", start=day(0), ongoing=True, amount=5, unit=unit, frequency=frequency)
    assert [one.end_kind for one in cut(dose)] == [end_kind]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (1000, "1000"),
        (2.5, "2.5"),
        (0.1 + 0.2, "0.3"),
        (7.142857, "7.1429"),
        (0.00001, "0"),
        (0, "0"),
    ],
)
def test_numbers_are_written_short(value: float, text: str) -> None:
    assert number_text(value) == text


def test_the_day_of_change_belongs_to_the_new_dose() -> None:
    course = Course(
        id="c",
        drug="lenalidomide",
        doses=(
            Dose(id="d1", start=day(0), end=day(100), amount=5, frequency="QD"),
            Dose(id="d2", start=day(100), ongoing=True, last_known=day(200)),
        ),
    )
    found = {
        number: [one.dose.id for one in in_force(course, number, None, SPAN)]
        for number in (-1, 0, 99, 100, 200, 201)
    }
    assert found == {-1: [], 0: ["d1"], 99: ["d1"], 100: ["d2"], 200: ["d2"], 201: []}


@pytest.mark.parametrize(
    ("start", "on", "number"),
    [
        (day(10), 10, 1),
        (day(10), 10.9, 1),
        (day(10), 12, 3),
        (Moment(offset="P1M"), 30.9, 1),  # day 30.4375
        (Moment(offset="P1M"), 31, 2),
    ],
)
def test_the_day_a_dose_begins_is_its_first(start: Moment, on: float, number: int) -> None:
    (found,) = cut(Dose(id="d", start=start, end=day(90), amount=5, frequency="QD"))
    assert found.day_count(on) == number


@given(cases())
def test_segments_of_any_case_can_be_drawn(case: Case) -> None:
    span, zero = known_span(case), day_zero(case)
    if span is None:
        return
    for course in case.courses:
        found = segments(course, zero, span)
        assert [one.start.at for one in found] == sorted(one.start.at for one in found)
        for one in found:
            assert one.start.at <= one.end.at
            assert one.start.low <= one.start.at <= one.start.high
            assert one.end.low <= one.end.at <= one.end.high
            places = (one.start.low, one.start.high, one.end.low, one.end.high)
            assert all(isfinite(place) for place in places)
