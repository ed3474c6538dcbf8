"""Colours with one meaning everywhere, for screen and paper, light, dark and grey.

The hues are Okabe and Ito's colour-blind-safe set. A drug's colour is bound to the drug: the group
gives the hue, the place in the group the shade, so it is the same in every case and session.
"""

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtGui import QColor

from dle_desktop.domain.case import DrugGroup
from dle_desktop.domain.drugs import place_in_group

# A family's shades, told apart by everyone and, as lines, at a contrast of 3 on their ground: a
# share of the value below 1; on a dark ground also lighter, white mixed in by the share above 1.
# The first of a family are the furthest apart.
_SHADES = (1.0, 0.61, 0.80, 0.42, 0.90, 0.70, 0.51, 0.33)
_SHADES_ON_DARK = (1.0, 0.70, 1.45, 0.85, 1.22, 1.65, 0.775, 0.925)
SHADE_COUNT = len(_SHADES)


class Palette(Struct, frozen=True):
    """One set of colours; `hatched` says that groups differ by hatch and not by hue."""

    name: str
    surface: str
    side: str
    field: str
    ink: str
    muted: str
    line: str
    selection: str
    accent: str
    warning: str
    error: str
    activity: str
    damage: str
    lab: str
    lab_text: str
    done: str
    band: str
    groups: dict[DrugGroup, str]
    fill: float = 0.2
    hatched: bool = False

    @property
    def _on_dark(self) -> bool:
        return _is_dark(self.surface)

    def color(self, name: str, alpha: float = 1.0) -> QColor:
        """Return a named colour of the set, `alpha` 0 to 1."""
        color = QColor(getattr(self, name))
        color.setAlphaF(alpha)
        return color

    def drug(self, group: DrugGroup, drug: str, alpha: float = 1.0) -> QColor:
        """Return the colour bound to a drug: the group's hue in the member's shade."""
        return self.member(group, place_in_group(group, drug), alpha)

    def member(self, group: DrugGroup, place: int, alpha: float = 1.0) -> QColor:
        """Return the colour of a member of a group by its place."""
        color = QColor(_shaded(self.groups[group], place, self._on_dark))
        color.setAlphaF(alpha)
        return color


@lru_cache(maxsize=64)
def _is_dark(surface: str) -> bool:
    return QColor(surface).lightnessF() < 0.5  # noqa: PLR2004 - the middle grey


@lru_cache(maxsize=512)
def _shaded(hue: str, place: int, on_dark: bool) -> QColor:
    share = (_SHADES_ON_DARK if on_dark else _SHADES)[place % SHADE_COUNT]
    color = QColor(hue)
    if share > 1:
        return mixed(color, QColor("white"), share - 1)
    return QColor.fromRgbF(color.redF() * share, color.greenF() * share, color.blueF() * share)


LIGHT = Palette(
    name="light",
    surface="#FBFAF7",
    side="#F3F1EC",
    field="#FFFFFF",
    ink="#22272E",
    muted="#5C626C",
    line="#D9D6CF",
    selection="#E4EBF3",
    accent="#0069A5",
    warning="#95590B",
    error="#B3261E",
    activity="#22272E",
    damage="#A8427B",
    lab="#2B83BA",
    lab_text="#1F6E9F",
    done="#00825F",
    band="#22272E",
    groups={
        "index": "#0072B2",
        "steroid": "#D55E00",
        "antimalarial": "#009E73",
        "immunosuppressant": "#7A5AA8",
        "retinoid": "#8C6D1F",
        "biologic": "#3D7C8C",
        "topical": "#8A7F72",
        "other": "#64707F",
    },
)

DARK = replace(
    LIGHT,
    name="dark",
    surface="#1A1D21",
    side="#202428",
    field="#262B30",
    ink="#E8E6E1",
    muted="#9BA1AA",
    line="#343A41",
    selection="#2A3744",
    accent="#59B0E3",
    warning="#E0A94A",
    error="#F2857B",
    activity="#E8E6E1",
    damage="#E08DBB",
    lab="#74B8E3",
    lab_text="#74B8E3",
    done="#4CC6A0",
    band="#E8E6E1",
    groups={
        "index": "#56A9DB",
        "steroid": "#F0833A",
        "antimalarial": "#2FB98F",
        "immunosuppressant": "#B094DA",
        "retinoid": "#C7A652",
        "biologic": "#6FB3C2",
        "topical": "#B3A899",
        "other": "#99A5B3",
    },
    fill=0.22,
)

PAPER = replace(
    LIGHT,
    name="paper",
    surface="#FFFFFF",
    side="#FFFFFF",
    muted="#5A606A",
    line="#CFCCC5",
    warning="#95590B",
)

GREY = replace(
    PAPER,
    name="grey",
    ink="#000000",
    muted="#4A4A4A",
    line="#BDBDBD",
    selection="#EEEEEE",
    accent="#000000",
    warning="#000000",
    error="#000000",
    activity="#000000",
    damage="#555555",
    lab="#333333",
    lab_text="#333333",
    done="#333333",
    band="#000000",
    groups=dict.fromkeys(LIGHT.groups, "#3A3A3A"),
    fill=0.10,
    hatched=True,
)


def mixed(ground: QColor, color: QColor, share: float) -> QColor:
    """Return `share` of a colour laid over a ground, as an opaque colour."""
    return QColor.fromRgbF(
        ground.redF() * (1 - share) + color.redF() * share,
        ground.greenF() * (1 - share) + color.greenF() * share,
        ground.blueF() * (1 - share) + color.blueF() * share,
    )
