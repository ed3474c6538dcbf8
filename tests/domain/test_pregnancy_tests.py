"""Pregnancy tests: which were due where they apply, and whether that is known."""

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Dose, Event, EventKind
from dle_desktop.domain.figures import Review
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.pregnancy_tests import may_apply, pregnancy_tests, recorded_tests
from tests.domain.courses import course, day, dose, review


@pytest.mark.parametrize(("sex", "applies"), [("male", False), ("female", None), (None, None)])
def test_whether_they_apply_is_known_of_males_only(sex: str | None, applies: bool | None) -> None:
    assert may_apply(review(sex=sex).case) is applies


def a_case(*events: Event, doses: tuple[Dose, ...]) -> Review:
    seen = review(course(*doses), end=90)
    return replace(seen, case=replace(seen.case, events=events))


def a_test(number: int, kind: EventKind = "pregnancy test") -> Event:
    return Event(id=f"e{number}{kind}", kind=kind, moment=day(number))


LASTING = (dose(0, None, 5, ongoing=True),)


# clinical.md 4.5: "one 10-14 d before, one within 24 h before prescribing"; "weekly x first 4
# weeks; then every 4 weeks if cycles regular, every 2 weeks if irregular", interruptions included.
@pytest.mark.parametrize(
    ("doses", "regular", "days"),
    [
        (LASTING, True, [-10, 0, 7, 14, 21, 28, 56, 84]),
        (LASTING, False, [-10, 0, 7, 14, 21, 28, 42, 56, 70, 84]),
        ((dose(0, 20, 5),), True, [-10, 0, 7, 14]),
        ((dose(0, 20, 5), dose(60, 70, 5)), True, [-10, 0, 7, 14, 21, 28, 56]),
        ((), True, []),
        ((dose(0, None, 5),), True, []),
    ],
)
def test_the_days(doses: tuple[Dose, ...], regular: bool, days: list[float]) -> None:
    found = pregnancy_tests(a_case(doses=doses), regular=regular)
    assert [one.day for one in found] == days


@pytest.mark.parametrize(
    ("drawn", "due"),
    [(-14, -10), (-15, None), (-10, -10), (-9, None), (-1, 0), (0, 0), (-2, None), (1, None),
     (4, 7), (10, 7), (11, 14), (59, 56), (60, None)],
)  # fmt: skip
def test_a_test_meets_a_day_within_its_window(drawn: int, due: float | None) -> None:
    found = pregnancy_tests(a_case(a_test(drawn), doses=LASTING))
    assert next((one.day for one in found if one.status == "done"), None) == due


def test_only_tests_with_a_day_are_recorded_ones() -> None:
    open_ = Event(id="open", kind="pregnancy test", moment=Moment(offset="P1M", certainty="after"))
    bare = Event(id="bare", kind="pregnancy test")
    seen = a_case(a_test(5, "visit"), open_, bare, a_test(6), doses=LASTING)
    assert [event.id for _, event in recorded_tests(seen).found] == ["e6pregnancy test"]
