"""Checks of CLASI sheets: totals beside their items, damage that only seems to jump."""

import pytest

from dle_desktop.domain.case import Assessment, Case
from dle_desktop.domain.checks import findings
from dle_desktop.domain.clasi_items import TWELVE_MONTHS, Cell, ClasiItems, with_value
from dle_desktop.domain.moments import Moment
from tests.domain.cases import CASE_ID
from tests.domain.test_clasi_items import T0, T3, T4

UNANSWERED = with_value(T3, TWELVE_MONTHS, None)


def visits(*sheets: ClasiItems | None) -> Case:
    made = tuple(
        Assessment(id=f"a{at}", moment=Moment(offset=f"P{at}M"), damage=None if items else 14,
                   items=items)
        for at, items in enumerate(sheets)
    )  # fmt: skip
    return Case(id=CASE_ID, label="x", assessments=made)


def test_totals_that_differ_from_the_items_are_told_with_both_numbers() -> None:
    typed = Assessment(id="a", moment=Moment(offset="P0D"), items=T4, activity=18, damage=14)
    found = findings(Case(id=CASE_ID, label="x", assessments=(typed,)))
    assert [(one.code, one.severity, one.records, one.message) for one in found] == [
        ("total-differs", "fault", ("a",),
         "The activity of the CLASI of day 0 is recorded as 18, but its zones give 17."),
        ("total-differs", "fault", ("a",),
         "The damage of the CLASI of day 0 is recorded as 14, but its zones give 19."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "items", [T4, None, ClasiItems(), with_value(T4, Cell("ears", "scale"), None)]
)
def test_totals_are_not_doubted_where_the_items_agree_or_cannot_tell(
    items: ClasiItems | None,
) -> None:
    made = Assessment(id="a", moment=Moment(offset="P0D"), items=items, activity=17, damage=19)
    assert findings(Case(id=CASE_ID, label="x", assessments=(made,))) == ()


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [(T3, T4, "from 14 to 19"), (T4, T3, "from 19 to 14"), (T0, T4, "from 0 to 19")],
)
def test_damage_that_jumps_with_the_answer_about_twelve_months_is_asked_about(
    first: ClasiItems, second: ClasiItems, numbers: str
) -> None:
    (found,) = findings(visits(first, None, second))
    assert (found.code, found.severity) == ("damage-doubling", "question")
    assert found.records == ("a0", "a2")
    assert numbers in found.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(T3, T3, id="same answer"),
        pytest.param(T0, with_value(T0, TWELVE_MONTHS, 1), id="nothing to double"),
        pytest.param(UNANSWERED, T4, id="no damage before"),
        pytest.param(with_value(T0, TWELVE_MONTHS, None), T4, id="not asked before"),
        pytest.param(None, T4, id="totals only before"),
    ],
)
def test_damage_that_moves_otherwise_is_not_asked_about(
    first: ClasiItems | None, second: ClasiItems
) -> None:
    assert findings(visits(first, second)) == ()
