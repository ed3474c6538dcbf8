"""The schedules as they stand in `clinical.md` 4.1: their keys, sources and order."""

from typing import get_args

from dle_desktop.domain.rules import Rules, ScheduleKey
from dle_desktop.domain.schedules import SCHEDULES, schedule_of


def test_the_papers_advice_is_the_default() -> None:
    assert schedule_of(Rules()) is SCHEDULES[0]
    assert "Shah 2009" in SCHEDULES[0].source.text


def test_every_schedule_a_case_may_choose_is_there() -> None:
    assert tuple(one.key for one in SCHEDULES) == get_args(ScheduleKey)
    for one in SCHEDULES:
        assert schedule_of(Rules(blood_counts=one.key)) is one


def test_which_schedules_have_months_and_which_may_count_them_by_the_calendar() -> None:
    monthly = {one.key for one in SCHEDULES if one.monthly}
    assert monthly == {"paper", "label-del5q", "label-mcl", "label-myeloma"}
    by_calendar = {one.key for one in SCHEDULES if one.may_follow_the_calendar}
    assert by_calendar == {"paper", "label-del5q", "label-mcl"}


def test_the_last_day_asked_for_is_among_the_days() -> None:
    assert SCHEDULES[0].days(14, Rules(), float) == ((0, 3), (7, 3), (14, 3))


def test_only_what_was_read_in_a_text_is_called_published() -> None:
    levels = {one.key: one.source.level for one in SCHEDULES}
    assert levels.pop("label-myeloma") == "unchecked"
    assert set(levels.values()) == {"published"}
