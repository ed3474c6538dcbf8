"""CLASI sheets: the worked examples of `clinical.md` 1.4, and what must hold for any sheet."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dle_desktop.domain.case import CLASI_ACTIVITY_MAX, CLASI_DAMAGE_MAX
from dle_desktop.domain.clasi_items import (
    CELLS,
    SCALP_SCARRING,
    TWELVE_MONTHS,
    ZONES,
    Cell,
    ClasiItems,
    Totals,
    doubled_part,
    levels,
    missing,
    side_of,
    totals,
    value_at,
    with_value,
    zone_maximum,
    zone_score,
)
from tests.strategies import clasi_items

COMPLETE = clasi_items(complete=True)
SCALP_SCAR = Cell("scalp", "scarring")


def sheet(erythema: str, scale: str, pigment: str, scars: str, **asked: int) -> ClasiItems:
    """Return a sheet from digits in row order; scars from the ears on."""
    items = ClasiItems()
    columns = {"erythema": erythema, "scale": scale, "dyspigmentation": pigment}
    for item, digits in columns.items():
        for zone, digit in zip(ZONES, digits, strict=True):
            items = with_value(items, Cell(zone, item), int(digit))
    for zone, digit in zip(ZONES[1:], scars, strict=True):
        items = with_value(items, Cell(zone, "scarring"), int(digit))
    for item, value in asked.items():
        items = with_value(items, Cell("", item), value)
    return items


def filled(top: bool) -> ClasiItems:
    """Return a sheet of all lowest or all highest values."""
    items = ClasiItems()
    for cell in CELLS:
        items = with_value(items, cell, levels(cell)[-1 if top else 0])
    return items


T0, T1 = filled(top=False), filled(top=True)
T2 = with_value(T1, TWELVE_MONTHS, 0)
T3 = sheet(
    "2231000001000", "1120000001000", "1111000001000", "121000001000",
    mucosa=0, recent_hair_loss=1, alopecia_nonscarring=2, dyspig_ge_12m=0, scalp_scarring=4,
)  # fmt: skip
T4 = with_value(T3, TWELVE_MONTHS, 1)
T5 = sheet(
    "1110000000000", "0010000000000", "1111000001000", "121000001000",
    mucosa=0, recent_hair_loss=0, alopecia_nonscarring=1, dyspig_ge_12m=1, scalp_scarring=4,
)  # fmt: skip


@pytest.mark.parametrize(
    ("items", "activity", "damage", "undoubled"),
    [
        pytest.param(T0, 0, 0, 0, id="T0"),
        pytest.param(T1, 70, 56, 43, id="T1"),
        pytest.param(T2, 70, 43, 43, id="T2"),
        pytest.param(T3, 17, 14, 14, id="T3"),
        pytest.param(T4, 17, 19, 14, id="T4"),
        pytest.param(T5, 5, 19, 14, id="T5"),
    ],
)
def test_the_worked_examples_of_table_1_4(
    items: ClasiItems, activity: int, damage: int, undoubled: int
) -> None:
    assert totals(items) == Totals(activity, damage, undoubled)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (SCALP_SCARRING, 1),
        (SCALP_SCARRING, 2),
        (SCALP_SCARRING, 7),
        (Cell("ears", "erythema"), 4),
        (Cell("ears", "erythema"), -1),
        (Cell("feet", "scale"), 3),
        (Cell("feet", "dyspigmentation"), 2),
        (Cell("feet", "scarring"), 3),
        (SCALP_SCAR, 0),
        (SCALP_SCAR, 1),
        (Cell("", "mucosa"), 2),
        (Cell("", "recent_hair_loss"), 2),
        (Cell("", "alopecia_nonscarring"), 4),
        (TWELVE_MONTHS, 2),
    ],
)
def test_what_no_item_can_have_is_refused(cell: Cell, value: int) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        with_value(T0, cell, value)


@pytest.mark.parametrize(
    "text",
    [
        '{"scalp_scarring": 1}',
        '{"zones": {"ears": {"erythema": 4}}}',
        '{"zones": {"scalp": {"scarring": 0}}}',
    ],
)
def test_what_no_item_can_have_is_refused_in_a_file(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=ClasiItems)


@pytest.mark.parametrize("cell", CELLS)
def test_a_file_may_hold_what_an_item_can_have_and_no_more(cell: Cell) -> None:
    """`clinical.md` 1.2 and 1.3; the answer about the twelve months is yes or no."""
    taken = []
    for value in range(-1, 8):
        given = {cell.item: bool(value) if cell == TWELVE_MONTHS and value in {0, 1} else value}
        try:
            msgspec.convert({"zones": {cell.zone: given}} if cell.zone else given, ClasiItems)
        except msgspec.ValidationError:
            continue
        taken.append(value)
    assert tuple(taken) == levels(cell)


def test_the_answer_about_twelve_months_is_kept_as_yes_or_no_and_read_as_1_or_0() -> None:
    yes = with_value(T0, TWELVE_MONTHS, 1)
    assert yes.dyspig_ge_12m is True
    assert msgspec.json.decode(msgspec.json.encode(yes), type=ClasiItems) == yes
    assert repr(value_at(yes, TWELVE_MONTHS)) == "1"


def test_there_are_56_cells_and_none_for_a_scar_of_the_scalp_in_the_rows() -> None:
    assert len(CELLS) == len(set(CELLS)) == 13 * 4 - 1 + 5
    assert SCALP_SCAR not in CELLS


@pytest.mark.parametrize("cell", CELLS)
def test_a_missing_item_is_missing_and_not_zero(cell: Cell) -> None:
    gap = with_value(T1, cell, None)
    assert value_at(gap, cell) is None
    assert missing(gap, side_of(cell)) == (cell,)
    found = totals(gap)
    if side_of(cell) == "activity":
        assert (found.activity, found.damage) == (None, 56)
    else:
        assert (found.activity, found.damage) == (70, None)
        assert (found.undoubled is None) == (cell != TWELVE_MONTHS)


def test_nothing_examined_gives_no_totals_and_all_clear_gives_zero() -> None:
    assert totals(ClasiItems()) == Totals(None, None, None)
    assert totals(ClasiItems(rest_clear=True)) == Totals(0, 0, 0)


def test_the_answer_about_twelve_months_is_needed_only_where_colour_changed() -> None:
    assert totals(with_value(T0, TWELVE_MONTHS, None)) == Totals(0, 0, 0)
    spot = with_value(ClasiItems(rest_clear=True), Cell("hands", "dyspigmentation"), 1)
    assert totals(spot) == Totals(0, None, 1)
    assert missing(spot, "damage") == (TWELVE_MONTHS,)


@given(clasi_items())
def test_totals_stay_within_their_bounds(items: ClasiItems) -> None:
    activity, damage, undoubled = totals(items)
    assert activity is None or 0 <= activity <= CLASI_ACTIVITY_MAX
    assert damage is None or 0 <= damage <= CLASI_DAMAGE_MAX
    assert undoubled is None or 0 <= undoubled <= 43
    assert (activity is None) == bool(missing(items, "activity"))
    assert (damage is None) == bool(missing(items, "damage"))


@given(COMPLETE, st.sampled_from(CELLS), st.data())
def test_a_worse_item_never_lowers_a_total_and_moves_only_its_own(
    items: ClasiItems, cell: Cell, data: st.DataObject
) -> None:
    low, high = sorted(data.draw(st.tuples(*[st.sampled_from(levels(cell))] * 2)))
    better, worse = totals(with_value(items, cell, low)), totals(with_value(items, cell, high))
    for side in ("activity", "damage"):
        before, after = getattr(better, side), getattr(worse, side)
        assert before <= after
        assert side == side_of(cell) or before == after


@given(COMPLETE)
def test_twelve_months_double_the_dyspigmentation_and_nothing_else(items: ClasiItems) -> None:
    brief, lasting = (with_value(items, TWELVE_MONTHS, answer) for answer in (0, 1))
    pigment = sum(getattr(items.zones, zone).dyspigmentation for zone in ZONES)
    assert totals(brief).damage == totals(brief).undoubled == totals(lasting).undoubled
    assert totals(lasting).damage == (totals(brief).damage or 0) + pigment
    assert (doubled_part(brief), doubled_part(lasting)) == (0, pigment)


@given(clasi_items(), st.sampled_from(CELLS), st.data())
def test_what_is_put_into_a_cell_is_found_there_and_nowhere_else(
    items: ClasiItems, cell: Cell, data: st.DataObject
) -> None:
    value = data.draw(st.none() | st.sampled_from(levels(cell)))
    changed = with_value(items, cell, value)
    assert value_at(changed, cell) == value
    assert with_value(changed, cell, value_at(items, cell)) == items
    for other in CELLS:
        assert other == cell or value_at(changed, other) == value_at(items, other)


@given(clasi_items())
def test_the_rest_is_clear_where_it_was_not_examined_only(items: ClasiItems) -> None:
    clear = replace(items, rest_clear=True)
    assert totals(clear).activity is not None
    listed = items
    for cell in CELLS:
        if value_at(items, cell) is None and cell != TWELVE_MONTHS:
            listed = with_value(listed, cell, 0)
    assert totals(clear) == totals(listed)


def test_a_zone_has_its_part_of_each_score() -> None:
    assert [zone_score(T4, zone, "activity") for zone in ZONES] == [
        3, 3, 5, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0,
    ]  # fmt: skip
    assert [zone_score(T4, zone, "damage") for zone in ZONES] == [
        5, 2, 3, 2, 0, 0, 0, 0, 0, 2, 0, 0, 0,
    ]  # fmt: skip
    assert zone_score(ClasiItems(), "ears", "activity") is None
    assert zone_score(ClasiItems(rest_clear=True), "ears", "activity") == 0
    partly = with_value(ClasiItems(), Cell("ears", "erythema"), 2)
    assert zone_score(partly, "ears", "activity") == 2
    assert [zone_maximum(zone, "damage") for zone in ("scalp", "feet")] == [7, 3]
    assert [zone_maximum(zone, "activity") for zone in ("scalp", "feet")] == [5, 5]
