"""The items a CLASI is made of: 13 zones and what is asked once, and the totals they give.

Ranges and sums follow Albrecht 2005 (`clinical.md` 1.2-1.4). An empty item was not examined; it is
0 only where the clinician ticked that all that is not listed is clear. It knows no visit and no
case.
"""

from typing import Annotated, Final, Literal, NamedTuple

from msgspec import Meta, Struct
from msgspec.structs import replace

Side = Literal["activity", "damage"]

Level1 = Annotated[int, Meta(ge=0, le=1)]
Level2 = Annotated[int, Meta(ge=0, le=2)]
Level3 = Annotated[int, Meta(ge=0, le=3)]


class _Items(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Immutable and strict, as all types of a case."""


class ScalpRow(_Items, frozen=True, kw_only=True):
    """The scalp's worst lesion; its scarring is asked by quadrants, outside the rows."""

    erythema: Level3 | None = None
    scale: Level2 | None = None
    dyspigmentation: Level1 | None = None


class ZoneRow(_Items, frozen=True, kw_only=True):
    """The worst lesion of one zone, both sides of the body together."""

    erythema: Level3 | None = None
    scale: Level2 | None = None
    dyspigmentation: Level1 | None = None
    scarring: Level2 | None = None


class ZoneRows(_Items, frozen=True, kw_only=True):
    """The 13 zones."""

    scalp: ScalpRow = ScalpRow()
    ears: ZoneRow = ZoneRow()
    nose_malar: ZoneRow = ZoneRow()
    face_rest: ZoneRow = ZoneRow()
    v_neck: ZoneRow = ZoneRow()
    post_neck_shoulders: ZoneRow = ZoneRow()
    chest: ZoneRow = ZoneRow()
    abdomen: ZoneRow = ZoneRow()
    back_buttocks: ZoneRow = ZoneRow()
    arms: ZoneRow = ZoneRow()
    hands: ZoneRow = ZoneRow()
    legs: ZoneRow = ZoneRow()
    feet: ZoneRow = ZoneRow()


class ClasiItems(_Items, frozen=True, kw_only=True):
    """All items of one CLASI; an absent item was not examined and is not 0.

    With `rest_clear` every absent item counts as 0, except the answer about the twelve months.
    """

    zones: ZoneRows = ZoneRows()
    mucosa: Level1 | None = None
    recent_hair_loss: Level1 | None = None
    alopecia_nonscarring: Level3 | None = None
    dyspig_ge_12m: bool | None = None
    scalp_scarring: Literal[0, 3, 4, 5, 6] | None = None
    rest_clear: bool = False


class Cell(NamedTuple):
    """Where one item stands: a row of a zone, or no zone for what is asked once."""

    zone: str
    item: str


class Totals(NamedTuple):
    """Activity and damage, never added; None while an item is missing.

    `undoubled` is the damage without the doubling of dyspigmentation, for comparison only.
    """

    activity: int | None
    damage: int | None
    undoubled: int | None


ZONES: Final[tuple[str, ...]] = ZoneRows.__struct_fields__
ZONE_NAMES: Final[dict[str, str]] = {
    "scalp": "Scalp",
    "ears": "Ears",
    "nose_malar": "Nose and cheeks",
    "face_rest": "Rest of the face",
    "v_neck": "Front of the neck",
    "post_neck_shoulders": "Nape and shoulders",
    "chest": "Chest",
    "abdomen": "Abdomen",
    "back_buttocks": "Back and buttocks",
    "arms": "Arms",
    "hands": "Hands",
    "legs": "Legs",
    "feet": "Feet",
}
ROW_ITEMS: Final[tuple[str, ...]] = ZoneRow.__struct_fields__
ASKED_ONCE: Final[dict[str, Side]] = {
    "mucosa": "activity",
    "recent_hair_loss": "activity",
    "alopecia_nonscarring": "activity",
    "dyspig_ge_12m": "damage",
    "scalp_scarring": "damage",
}
_ROW_SIDE: Final[dict[str, Side]] = {
    "erythema": "activity",
    "scale": "activity",
    "dyspigmentation": "damage",
    "scarring": "damage",
}
_LEVELS: Final[dict[str, tuple[int, ...]]] = {
    "erythema": (0, 1, 2, 3),
    "scale": (0, 1, 2),
    "dyspigmentation": (0, 1),
    "scarring": (0, 1, 2),
    "mucosa": (0, 1),
    "recent_hair_loss": (0, 1),
    "alopecia_nonscarring": (0, 1, 2, 3),
    "dyspig_ge_12m": (0, 1),
    "scalp_scarring": (0, 3, 4, 5, 6),
}
TWELVE_MONTHS: Final = Cell("", "dyspig_ge_12m")
SCALP_SCARRING: Final = Cell("", "scalp_scarring")
CELLS: Final[tuple[Cell, ...]] = (
    *(
        Cell(zone, item)
        for zone in ZONES
        for item in ROW_ITEMS
        if (zone, item) != ("scalp", "scarring")
    ),
    *(Cell("", item) for item in ASKED_ONCE),
)


def side_of(cell: Cell) -> Side:
    """Return the score an item belongs to."""
    return _ROW_SIDE[cell.item] if cell.zone else ASKED_ONCE[cell.item]


def levels(cell: Cell) -> tuple[int, ...]:
    """Return the values an item can have; none where the scalp has no cell."""
    return () if cell == ("scalp", "scarring") else _LEVELS[cell.item]


def value_at(items: ClasiItems, cell: Cell) -> int | None:
    """Return what an item says, a yes as 1; None if it was not examined."""
    holder = getattr(items.zones, cell.zone) if cell.zone else items
    value: int | None = getattr(holder, cell.item)
    return None if value is None else int(value)


def with_value(items: ClasiItems, cell: Cell, value: int | None) -> ClasiItems:
    """Return the items with one changed; None is not examined.

    Raises
    ------
    ValueError
        If the item cannot have that value.
    """
    if value is not None and value not in levels(cell):
        raise ValueError(f"{cell.item} cannot be {value}")
    if cell == TWELVE_MONTHS:
        return replace(items, dyspig_ge_12m=None if value is None else bool(value))
    if not cell.zone:
        return replace(items, **{cell.item: value})
    row = replace(getattr(items.zones, cell.zone), **{cell.item: value})
    return replace(items, zones=replace(items.zones, **{cell.zone: row}))


def counted(items: ClasiItems, cell: Cell) -> int | None:
    """Return what an item counts: itself, 0 where the rest is clear, None where it is missing."""
    value = value_at(items, cell)
    return 0 if value is None and items.rest_clear and cell != TWELVE_MONTHS else value


def missing(items: ClasiItems, side: Side) -> tuple[Cell, ...]:
    """Return the items a total still waits for."""
    return tuple(
        cell
        for cell in CELLS
        if side_of(cell) == side
        and counted(items, cell) is None
        and not (cell == TWELVE_MONTHS and _pigment(items) == 0)
    )


def totals(items: ClasiItems) -> Totals:
    """Return activity (0-70) and damage (0-56) as far as nothing is missing (`clinical.md` 1.4)."""
    activity = None if missing(items, "activity") else _sum(items, "activity")
    lacking = missing(items, "damage")
    undoubled = None if set(lacking) - {TWELVE_MONTHS} else _sum(items, "damage")
    if undoubled is None or lacking:
        return Totals(activity, None, undoubled)
    return Totals(activity, undoubled + doubled_part(items), undoubled)


def doubled_part(items: ClasiItems) -> int:
    """Return the points the answer about the twelve months adds: the dyspigmentation once more."""
    return _pigment(items) if items.dyspig_ge_12m else 0


def zone_score(items: ClasiItems, zone: str, side: Side) -> int | None:
    """Return a zone's part of a score, None if nothing of it was examined; scarring undoubled.

    The scalp's damage holds its scarring by quadrants.
    """
    found = [counted(items, cell) for cell in _zone_cells(zone, side)]
    known = [value for value in found if value is not None]
    return sum(known) if known else None


def zone_maximum(zone: str, side: Side) -> int:
    """Return the highest part of a score a zone can have."""
    return sum(levels(cell)[-1] for cell in _zone_cells(zone, side))


def _zone_cells(zone: str, side: Side) -> tuple[Cell, ...]:
    own = tuple(cell for cell in CELLS if cell.zone == zone and side_of(cell) == side)
    return (*own, SCALP_SCARRING) if (zone, side) == ("scalp", "damage") else own


def _sum(items: ClasiItems, side: Side) -> int:
    """Return the sum of the known items of one score, nothing doubled."""
    return sum(
        counted(items, cell) or 0
        for cell in CELLS
        if side_of(cell) == side and cell != TWELVE_MONTHS
    )


def _pigment(items: ClasiItems) -> int:
    return sum(getattr(items.zones, zone).dyspigmentation or 0 for zone in ZONES)
