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


def test_only_what_was_read_in_a_text_is_called_published() -> None:
    levels = {one.key: one.source.level for one in SCHEDULES}
    assert levels.pop("label-myeloma") == "unchecked"
    assert set(levels.values()) == {"published"}
