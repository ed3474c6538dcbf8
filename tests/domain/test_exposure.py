"""What was taken over time: stretches of one level, the changes between, and what is in doubt."""

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Case, Course, Dose, Taper
from dle_desktop.domain.exposure import changes, pauses, pieces, steps
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.moments import Moment
from tests.domain.cases import CASE_ID
from tests.domain.courses import course, day, dose, review

END = 500


def stretches(*doses: Dose) -> list[tuple[float, float, float | None, bool]]:
    seen = review(course(*doses), end=END)
    found = steps(seen, seen.case.courses)
    return [(one.start, one.end, one.level, one.sure) for one in found]


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        ((), []),
        ((dose(0, 300, 5),), [(0, 300, 5, True)]),
        ((dose(0, 300, 5), dose(300, 400, 10)), [(0, 300, 5, True), (300, 400, 10, True)]),
        ((dose(0, None, 5), dose(300, 400, 10)), [(0, 300, 5, True), (300, 400, 10, True)]),
        ((dose(0, None, 5, ongoing=True),), [(0, END, 5, True)]),
        ((dose(0, None, 5),), [(0, END, 5, False)]),
        ((dose(0, None, 5, last_known=day(200)),), [(0, 200, 5, True), (200, END, 5, False)]),
        ((dose(0, 300, 5), dose(100, 200, 5)), [(0, 100, 5, True), (100, 200, 10, True),
                                                (200, 300, 5, True)]),
        ((dose(0, 300, 0),), []),
        ((dose(0, 300, None),), [(0, 300, None, True)]),
        ((dose(10, None, 500, frequency="single"),), []),
        ((dose(10, 30, 5, frequency="PRN"),), []),
        ((dose(0, 300, 15, frequency="weekly"),), [(0, 300, None, True)]),
        ((dose(0, 300, 5), dose(0, 300, 1, id="tablet", unit="tablet")), [(0, 300, None, True)]),
        ((dose(0, 300, 5), dose(0, 300, 15, id="weekly", frequency="weekly")),
         [(0, 300, None, True)]),
        ((dose(0, 300, 0.05, unit="%"),), [(0, 300, None, True)]),  # a strength, no amount a day
        # an open end gives way to the next dose, not to a single one nor to the last
        ((dose(0, None, 5), dose(100, None, 10), dose(200, 300, 20)),
         [(0, 100, 5, True), (100, 200, 10, True), (200, 300, 20, True)]),
        ((dose(0, None, 5, ongoing=True), dose(100, None, 500, frequency="single")),
         [(0, END, 5, True)]),
        ((dose(0, 300, 5), dose(0, None, 1)), [(0, 300, 6, False), (300, END, 1, False)]),
        ((dose(0, 100, None, taper=Taper(from_amount=10, to_amount=0)),), [(0, 100, None, True)]),
        ((dose(None, None, 5, ongoing=True),), [(END, END, 5, True)][:0]),
    ],
)  # fmt: skip
def test_a_course_is_told_in_stretches_of_one_level(
    doses: tuple[Dose, ...], expected: list[tuple[float, float, float | None, bool]]
) -> None:
    assert stretches(*doses) == expected


@pytest.mark.parametrize("known", [{}, {"end": day(400)}, {"last_known": day(200)}])
def test_a_dose_begun_after_some_day_is_never_sure(known: dict[str, Moment]) -> None:
    start = Moment(offset="P100D", certainty="after")
    late = replace(dose(100, None, 5), start=start, **known)
    seen = review(course(late), end=END)
    (found,) = pieces(seen, seen.case.courses)
    assert (found.start, found.sure_until) == (100, 100)


def test_pieces_come_in_order_of_their_start_and_none_lasts_no_time() -> None:
    early = course(dose(0, 50, 5), dose(70, 70, 10), drug="Revlimid")
    seen = review(course(dose(100, 200, 5)), early, end=END)
    assert [one.start for one in pieces(seen, seen.case.courses)] == [0, 100]


def test_a_dose_begun_after_some_day_that_gives_way_is_not_sure_either() -> None:
    start = Moment(offset="P100D", certainty="after")
    late = Dose(id="d", start=start, amount=5, frequency="QD")
    assert stretches(late, dose(300, 400, 10)) == [(100, 300, 5, False), (300, 400, 10, True)]


def told(*doses: Dose) -> list[tuple[float, str, float, bool]]:
    seen = review(course(*doses), end=END)
    found = changes(seen, seen.case.courses)
    return [(one.day, one.kind, one.gap, one.rises) for one in found]


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        ((dose(0, None, 5, ongoing=True),), []),
        ((dose(0, 300, 5),), [(300, "stop", 0, False)]),
        ((dose(0, 300, 5), dose(300, None, 10, ongoing=True)), [(300, "increase", 0, True)]),
        ((dose(0, 300, 10), dose(300, None, 5, ongoing=True)), [(300, "reduction", 0, False)]),
        ((dose(0, 299, 10), dose(300, None, 5, ongoing=True)), [(300, "reduction", 0, False)]),
        ((dose(0, 300, 5), dose(300, None, 5, ongoing=True)), []),
        ((dose(0, 300, None), dose(300, None, 5, ongoing=True)), []),
        ((dose(0, 300, 5), dose(300, None, None, ongoing=True)), []),
        ((dose(0, END, 5), dose(0, None, 1, ongoing=True)), []),  # only one of the two was stopped
        (
            (dose(0, 100, 5), dose(110, None, 10, ongoing=True)),
            [(100, "stop", 0, False), (110, "restart", 10, True)],
        ),
        (
            (dose(0, 100, None), dose(110, None, 10, ongoing=True)),
            [(100, "stop", 0, False), (110, "restart", 10, False)],
        ),
        ((dose(0, None, 5),), []),
    ],
)
def test_changes_of_the_level(
    doses: tuple[Dose, ...], expected: list[tuple[float, str, float, bool]]
) -> None:
    assert told(*doses) == expected


def test_a_doubtful_dose_is_not_said_to_have_stopped() -> None:
    start = Moment(offset="P0D", certainty="after")
    first = Dose(id="d", start=start, end=day(100), amount=5, frequency="QD")
    assert told(first) == []
    assert told(first, dose(200, None, 5, ongoing=True)) == [(200, "restart", 100, False)]
    seen = review(course(first, dose(200, None, 5, ongoing=True)), end=END)
    assert pauses(seen, seen.case.courses) == ()  # nor a pause to have begun


def test_a_change_rests_on_the_doses_of_both_sides() -> None:
    seen = review(course(dose(0, 300, 5), dose(300, None, 10, ongoing=True)), end=END)
    (found,) = changes(seen, seen.case.courses)
    assert found.records == ("dose-0-300-5", "dose-300-None-10")


def test_a_case_without_any_day_has_no_exposure() -> None:
    undated = Course(id="c", drug="lenalidomide", doses=(Dose(id="d", amount=5),))
    bare = Case(id=CASE_ID, label="Case", courses=(undated,))
    seen = review_of(bare)
    assert pieces(seen, seen.case.courses) == ()


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        ((dose(0, 100, 5), dose(101, 200, 5)), []),  # the last day taken, written as the end
        ((dose(0, 100, 5), dose(102, 200, 5)), [(100, 102, 2)]),
        (
            (dose(0, 100, 5), dose(130, 200, 10), dose(260, 300, 5)),
            [(100, 130, 30), (200, 260, 60)],
        ),
        ((dose(0, 100, 5), dose(100, 130, 0), dose(130, 200, 5)), [(100, 130, 30)]),  # a hold
        ((dose(0, None, 5, last_known=day(100)), dose(130, 200, 5)), []),  # perhaps no gap
        ((dose(0, 100, 5),), []),
    ],
)
def test_pauses_are_the_days_in_which_nothing_was_taken(
    doses: tuple[Dose, ...], expected: list[tuple[float, float, float]]
) -> None:
    seen = review(course(*doses), end=END)
    found = pauses(seen, seen.case.courses)
    assert [(one.start, one.end, one.days) for one in found] == expected
