"""Sheets of assessments: totals follow the items, and the visit before is found."""

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Assessment, Case
from dle_desktop.domain.clasi_items import Cell, ClasiItems, with_value
from dle_desktop.domain.clasi_sheet import sheet_before, with_items
from dle_desktop.domain.moments import Moment
from tests.domain.cases import CASE_ID
from tests.domain.test_clasi_items import T3, T4, T5

GAP = with_value(T4, Cell("ears", "erythema"), None)


def visit(name: str, day: int | None = None, items: ClasiItems | None = None) -> Assessment:
    moment = None if day is None else Moment(offset=f"P{day}D")
    return Assessment(id=name, moment=moment, items=items)


def test_a_sheet_without_totals_brings_its_own_and_with_some_keeps_them() -> None:
    made = Assessment(id="a", items=T4)
    assert (made.activity, made.damage) == (17, 19)
    typed = Assessment(id="a", items=T4, activity=18)
    assert (typed.activity, typed.damage) == (18, 19)
    assert Assessment(id="a", items=ClasiItems()).activity is None


def test_only_the_clasi_has_these_zones() -> None:
    with pytest.raises(ValueError, match="not to RCLASI"):
        Assessment(id="a", instrument="RCLASI", items=ClasiItems())


@pytest.mark.parametrize(
    ("before", "items", "activity", "damage"),
    [
        pytest.param(Assessment(id="a", activity=18), T4, 17, 19, id="typed totals give way"),
        pytest.param(Assessment(id="a", items=T4), T5, 5, 19, id="new items, new totals"),
        pytest.param(Assessment(id="a", items=T4), GAP, None, 19, id="no stale total"),
        pytest.param(Assessment(id="a", activity=18), GAP, 18, 19, id="typed, cannot be told"),
        pytest.param(
            Assessment(id="a", items=T4, activity=18), GAP, 18, 19, id="typed beside items"
        ),
    ],
)
def test_totals_follow_the_items_that_are_stored(
    before: Assessment, items: ClasiItems, activity: int | None, damage: int
) -> None:
    after = with_items(before, items)
    assert after == replace(before, items=items, activity=activity, damage=damage)
    assert (after.activity, after.damage) == (activity, damage)


def test_the_sheet_before_is_the_last_one_with_items_before_the_visit() -> None:
    first, third = visit("first", 0, T3), visit("third", 60, T4)
    bare, undated = visit("bare", 50), visit("undated", None, T5)
    case = Case(id=CASE_ID, label="x", assessments=(third, first, bare, undated))
    assert sheet_before(case, bare) == first
    assert sheet_before(case, third) == first
    assert sheet_before(case, None) == third
    assert sheet_before(case, undated) == third
    assert sheet_before(case, first) is None
