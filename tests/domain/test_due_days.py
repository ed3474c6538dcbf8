"""Days that were due: which record meets which, and what is missed in a row."""

import pytest

from dle_desktop.domain.case import LabResult
from dle_desktop.domain.dates import Interval, exactly
from dle_desktop.domain.due_days import Due, Evidence, judged
from tests.domain.courses import count

ASKED = tuple(Due(day, day - 2, day + 2) for day in (0, 10, 20, 30, 40))


def done_on(*days: int) -> Evidence:
    return Evidence((exactly(day), count(day)) for day in days)


def statuses(*done: int, today: float, active: bool = True) -> list[str]:
    return [one.status for one in judged(ASKED, done_on(*done), today, active=active).dues]


@pytest.mark.parametrize(
    ("done", "today", "found"),
    [
        ((0, 10), 15, ["done", "done"]),
        ((0,), 12, ["done", "due"]),
        ((0,), 13, ["done", "overdue"]),
        ((0, 15), 21, ["done", "late", "due"]),
        ((0, 20), 45, ["done", "late", "done", "overdue", "overdue"]),
        ((), 21, ["overdue", "overdue", "due"]),
    ],
)
def test_what_is_missed_is_overdue_if_nothing_was_done_since(
    done: tuple[int, ...], today: float, found: list[str]
) -> None:
    assert statuses(*done, today=today) == found


def test_nothing_is_overdue_when_the_drug_is_not_taken_any_more() -> None:
    assert statuses(0, today=25, active=False) == ["done", "late", "late"]


def test_what_was_done_is_shown_on_its_own_day_and_what_was_missed_on_the_day_it_was_due() -> None:
    found = judged(ASKED, done_on(1), 13, active=True)
    assert [one.shown for one in found.dues] == [1, 10]
    assert found.records == ("ANC1",)
    assert found.next_day == 20


@pytest.mark.parametrize("high", [8, 10])  # the next window begins on day 8
def test_a_record_in_doubt_meets_one_day_only(high: float) -> None:
    lab: LabResult = count(5)
    found = judged(ASKED, Evidence([(Interval(0, high, 5), lab)]), 13, active=True)
    assert [one.status for one in found.dues] == ["done", "late"]


def test_records_are_found_in_whatever_order_they_come() -> None:
    assert statuses(20, 0, 10, today=21) == ["done", "done", "done"]


def test_a_record_in_doubt_is_found_beside_one_known_to_the_day() -> None:
    loose, near, far = (Interval(10, 60, 35), count(35)), count(12), count(90)
    evidence = Evidence([loose, (exactly(12), near), (exactly(90), far)])
    (found,) = judged(ASKED[2:3], evidence, 25, active=True).dues
    assert found.record is loose[1]


def test_missed_days_in_a_row_belong_together_and_overdue_ones_apart() -> None:
    found = judged(ASKED, done_on(24), 45, active=True)
    assert [[one.day for one in run] for run in found.missed_runs()] == [[0, 10, 20], [30, 40]]
    parted = judged(ASKED, done_on(20), 41, active=True)  # done between them, due at the end
    assert [[one.day for one in run] for run in parted.missed_runs()] == [[0, 10], [30]]
