"""Pregnancy tests: which were due where they apply, and whether that is known."""

import pytest

from dle_desktop.domain.case import Dose, Event, EventKind
from dle_desktop.domain.figures import Review
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.pregnancy_tests import may_apply, pregnancy_tests, recorded_tests
from tests.domain.courses import course, day, dose, review


# clinical.md 4.5: "females of reproductive potential", which a case does not record.
@pytest.mark.parametrize(
    ("sex", "rule", "applies"),
    [
        ("male", None, False),
        ("male", "apply", False),
        ("female", None, None),
        (None, None, None),
        ("female", "apply", True),
        (None, "apply", True),
        ("female", "do not apply", False),
    ],
)
def test_whether_they_apply_is_said_by_the_rules_and_never_of_a_male(
    sex: str | None, rule: str | None, applies: bool | None
) -> None:
    assert may_apply(review(sex=sex, pregnancy_tests=rule).case) is applies


def a_case(*events: Event, doses: tuple[Dose, ...], end: int = 90, **rules: object) -> Review:
    rules = {"pregnancy_tests": "apply"} | rules
    return review(course(*doses), events=events, end=end, **rules)  # type: ignore[arg-type]


def a_test(number: int, kind: EventKind = "pregnancy test") -> Event:
    return Event(id=f"e{number}{kind}", kind=kind, moment=day(number))


LASTING = (dose(0, None, 5, ongoing=True),)


# clinical.md 4.5: "one 10-14 d before, one within 24 h before prescribing"; "weekly x first 4
# weeks; then every 4 weeks if cycles regular, every 2 weeks if irregular", interruptions included.
@pytest.mark.parametrize(
    ("doses", "cycles", "days"),
    [
        (LASTING, "regular", [-10, 0, 7, 14, 21, 28, 56, 84]),
        (LASTING, None, [-10, 0, 7, 14, 21, 28, 56, 84]),
        (LASTING, "irregular", [-10, 0, 7, 14, 21, 28, 42, 56, 70, 84]),
        ((dose(0, 20, 5),), "regular", [-10, 0, 7, 14]),
        ((dose(0, 20, 5), dose(60, 70, 5)), "regular", [-10, 0, 7, 14, 21, 28, 56]),
    ],
)
def test_the_days(doses: tuple[Dose, ...], cycles: str | None, days: list[float]) -> None:
    found = pregnancy_tests(a_case(doses=doses, cycles=cycles))
    assert found is not None
    assert [one.day for one in found.dues] == days


@pytest.mark.parametrize(
    ("doses", "rule"),
    [((), "apply"), ((dose(0, None, 5),), "apply"), (LASTING, None), (LASTING, "do not apply")],
)
def test_without_a_sure_dose_or_where_they_may_not_apply_there_are_none(
    doses: tuple[Dose, ...], rule: str | None
) -> None:
    assert pregnancy_tests(a_case(doses=doses, pregnancy_tests=rule)) is None


def test_only_lenalidomide_asks_for_them() -> None:
    taken = course(*LASTING, drug="methotrexate")
    seen = review(taken, index_drug="methotrexate", pregnancy_tests="apply", end=90)
    assert pregnancy_tests(seen) is None


@pytest.mark.parametrize(
    ("doses", "tested", "overdue", "next_day"),
    [
        (LASTING, (-12, -1, 7, 14, 21, 28, 56), [], 84),
        (LASTING, (-12, -1, 7, 14, 21, 28), [56], 84),
        (LASTING, (-12, -1, 7, 60), [], 84),
        ((dose(0, 50, 5),), (-12, -1, 7), [], None),
        ((dose(0, 80, 5),), (-12, -1, 7), [], None),  # stopped on the day of review
    ],
)
def test_overdue_tests_and_the_next(
    doses: tuple[Dose, ...], tested: tuple[int, ...], overdue: list[int], next_day: float | None
) -> None:
    found = pregnancy_tests(a_case(*(a_test(number) for number in tested), doses=doses, end=80))
    assert found is not None
    assert [one.day for one in found.of("overdue")] == overdue
    assert found.next_day == next_day


# clinical.md 4.5: until the drug was last taken, however that is known.
@pytest.mark.parametrize(
    ("doses", "end", "last", "next_day"),
    [
        (LASTING, 84, 84, 112),  # due that very day: the next is 4 weeks on
        ((dose(0, 21, 5),), 21, 14, None),
        ((dose(0, 90, 5),), 90, 84, None),
        ((dose(0, None, 5, ongoing=True), dose(0, 90, 1)), 90, 84, 112),
        # a later dose that may never have been taken further
        ((dose(0, None, 5, ongoing=True), dose(50, None, 5)), 90, 28, None),
    ],
)
def test_the_last_test_and_the_next(
    doses: tuple[Dose, ...], end: int, last: float, next_day: float | None
) -> None:
    found = pregnancy_tests(a_case(doses=doses, end=end))
    assert found is not None
    assert (found.dues[-1].day, found.next_day) == (last, next_day)


@pytest.mark.parametrize(
    ("drawn", "due"),
    [(-14, -10), (-15, None), (-10, -10), (-9, None), (-1, 0), (0, 0), (-2, None), (1, None),
     (4, 7), (10, 7), (11, 14), (59, 56), (60, None)],
)  # fmt: skip
def test_a_test_meets_a_day_within_its_window(drawn: int, due: float | None) -> None:
    found = pregnancy_tests(a_case(a_test(drawn), doses=LASTING))
    assert found is not None
    assert next((one.day for one in found.dues if one.status == "done"), None) == due


def test_only_tests_with_a_day_are_recorded_ones() -> None:
    open_ = Event(id="open", kind="pregnancy test", moment=Moment(offset="P1M", certainty="after"))
    bare = Event(id="bare", kind="pregnancy test")
    seen = a_case(a_test(5, "visit"), open_, bare, a_test(6), doses=LASTING)
    assert [event.id for _, event in recorded_tests(seen).found] == ["e6pregnancy test"]
