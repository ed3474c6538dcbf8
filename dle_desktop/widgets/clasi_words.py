"""What the items of a CLASI sheet are called on screen, and what their values mean, in our words.

No wording of the printed form is used. It knows no layout.
"""

from dle_desktop.domain.case import CLASI_ACTIVITY_MAX, CLASI_DAMAGE_MAX
from dle_desktop.domain.clasi_items import ZONE_NAMES, Cell, ClasiItems, missing, totals
from dle_desktop.widgets.plain_text import tr


def zone_name(zone: str) -> str:
    """Return what a zone is called."""
    return tr(ZONE_NAMES[zone])


def item_name(item: str) -> str:
    """Return what an item is called."""
    return {
        "erythema": tr("Erythema"),
        "scale": tr("Scale"),
        "dyspigmentation": tr("Pigment"),
        "scarring": tr("Scarring"),
        "mucosa": tr("Mucous membranes"),
        "recent_hair_loss": tr("Recent hair loss"),
        "alopecia_nonscarring": tr("Hair loss without scars"),
        "dyspig_ge_12m": tr("Colour lasts 12 months"),
        "scalp_scarring": tr("Scarring of the scalp"),
    }[item]


def cell_name(cell: Cell) -> str:
    """Return what one item of one zone is called: "Ears, erythema"."""
    if not cell.zone:
        return item_name(cell.item)
    return f"{zone_name(cell.zone)}, {item_name(cell.item).lower()}"


def meanings(item: str) -> dict[int, str]:
    """Return what each value of an item means."""
    no_yes = {0: tr("no"), 1: tr("yes")}
    return {
        "erythema": {0: tr("none"), 1: tr("pink"), 2: tr("red"), 3: tr("dark red or crusted")},
        "scale": {0: tr("none"), 1: tr("scale"), 2: tr("warty or thickened")},
        "dyspigmentation": {0: tr("none"), 1: tr("darker or lighter")},
        "scarring": {0: tr("none"), 1: tr("scar"), 2: tr("deep scar or panniculitis")},
        "mucosa": {0: tr("no active lesion"), 1: tr("active lesion")},
        "recent_hair_loss": no_yes,
        "alopecia_nonscarring": {
            0: tr("none"),
            1: tr("diffuse"),
            2: tr("patchy, one quarter"),
            3: tr("patchy, more"),
        },
        "dyspig_ge_12m": {0: tr("no"), 1: tr("yes: pigment counts twice")},
        "scalp_scarring": {
            0: tr("none"),
            3: tr("one quarter"),
            4: tr("two quarters"),
            5: tr("three quarters"),
            6: tr("the whole scalp"),
        },
    }[item]


def levels_text(item: str) -> str:
    """Return all values of an item with their meanings, in one line."""
    return " · ".join(f"{value} {words}" for value, words in meanings(item).items())


def totals_text(items: ClasiItems) -> str:
    """Return both totals with their maxima, side by side and never added."""
    found = totals(items)
    rows = (
        (tr("activity"), found.activity, CLASI_ACTIVITY_MAX),
        (tr("damage"), found.damage, CLASI_DAMAGE_MAX),
    )
    return "   ".join(
        tr("{name} not complete").format(name=name) if value is None else f"{name} {value} / {most}"
        for name, value, most in rows
    )


def state_text(items: ClasiItems) -> str:
    """Return what the totals still wait for, or what to know about them."""
    lacking = [*missing(items, "activity"), *missing(items, "damage")]
    if len(lacking) == 1:
        return tr("Still to be answered: {name}.").format(name=cell_name(lacking[0]))
    if lacking:
        return tr("{count} items are not examined yet.").format(count=len(lacking))
    found = totals(items)
    if found.damage != found.undoubled:
        return tr("Pigment counts twice; not doubled the damage is {value}.").format(
            value=found.undoubled
        )
    return tr("Complete.")
