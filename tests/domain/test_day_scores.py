"""The CLASI of a day: value with age, band and change; words where they are later."""

import pytest

from dle_desktop.domain.case import Assessment, Reading
from dle_desktop.domain.clasi import Side
from dle_desktop.domain.day_scores import DayScores
from tests.domain.courses import course, day, dose, review, visit

TREATED = course(dose(0, 400, 5))


def scores(*visits: Assessment, side: Side = "activity") -> DayScores:
    return DayScores(review(TREATED, visits=visits, end=400), side)


def words(start: int, until: int | None = None, text: str | None = "better") -> Assessment:
    reading = Reading(direction="improved", text=text)
    end = None if until is None else day(until)
    return Assessment(id=f"w{start}", moment=day(start), until=end, activity_reading=reading)


@pytest.mark.parametrize(
    ("number", "value", "detail"),
    [
        (-1, None, ""),
        (0, "18 moderate", "same day"),
        (12, "18 moderate", "12 days old"),
        (30, "5 mild", "same day, −13 (−72 %)"),
        (31, "5 mild", "1 day old, −13 (−72 %)"),
        (90, "18 moderate", "same day, unchanged"),
        (95, "25 severe", "same day, +7 (+39 %)"),
    ],
)
def test_a_day_tells_the_last_total(number: int, value: str | None, detail: str) -> None:
    figure = scores(visit(0, 18), visit(30, 5), visit(90, 18), visit(95, 25)).on(number)
    assert (figure.value, figure.detail) == (value, detail)


def test_damage_has_no_band() -> None:
    found = scores(visit(0, 9, 8), visit(30, 9, 10), side="damage")
    assert (found.on(40).value, found.on(40).detail) == ("10", "10 days old, +2 (+25 %)")
    assert "mild" not in found.explain(40).rule


def test_below_a_baseline_of_8_points_stand_alone() -> None:
    assert scores(visit(0, 6), visit(30, 3)).on(30).detail == "same day, −3"


@pytest.mark.parametrize(
    ("visits", "arithmetic", "records"),
    [
        ((visit(0, 18), visit(30, 5)), "5 − 18 = −13 points; −13 ÷ 18 = −72.2 %", ("a30", "a0")),
        ((visit(0, 18), visit(30, 18)), "18 − 18 = 0 points; 0 ÷ 18 = +0.0 %", ("a30", "a0")),
        ((visit(0, 0), visit(30, 5)), "5 − 0 = +5 points; per cent of 0 is undefined",
         ("a30", "a0")),
        ((visit(0, 18),), None, ("a0",)),
        ((visit(20, 5),), None, ("a20",)),
        ((), None, ()),
    ],
)  # fmt: skip
def test_the_change_is_shown_as_it_was_computed(
    visits: tuple[Assessment, ...], arithmetic: str | None, records: tuple[str, ...]
) -> None:
    figure = scores(*visits).explain(40)
    assert (figure.arithmetic, figure.records) == (arithmetic, records)
    assert figure.label == "CLASI activity on day 40"


@pytest.mark.parametrize(
    ("visits", "number", "value", "detail"),
    [
        ((words(10),), 12, "improved", "better, 2 days old"),
        ((words(10, text=None),), 12, "improved", "in words, no number, 2 days old"),
        ((words(10, until=60),), 30, "improved", "better, same day"),
        ((words(10, until=60),), 70, "improved", "better, 10 days old"),
        ((words(10, until=60), visit(30, 5)), 40, "improved", "better, same day"),
        ((words(10, until=60), visit(30, 5)), 30, "5 mild", "same day"),
        ((words(10), visit(30, 5)), 40, "5 mild", "10 days old"),
        ((words(10),), 9, None, ""),
    ],
)
def test_words_stand_before_an_older_total(
    visits: tuple[Assessment, ...], number: int, value: str | None, detail: str
) -> None:
    figure = scores(*visits).on(number)
    assert (figure.value, figure.detail) == (value, detail)


def test_words_are_explained_by_their_own_record() -> None:
    figure = scores(visit(0, 18), words(10)).explain(12)
    assert (figure.records, figure.arithmetic) == (("w10",), None)


def test_words_without_a_date_are_not_told_on_any_day() -> None:
    undated = Assessment(id="w", activity_reading=Reading(direction="worse"))
    assert scores(undated).on(100).value is None
