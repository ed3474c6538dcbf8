"""The shapes of the body map: front and back, a path for each zone, drawn by us.

Units are hundredths of the figure's width; the figure is 100 wide and 240 high. It knows no scores.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QTransform

View = Literal["front", "back"]
WIDTH: Final = 100.0
HEIGHT: Final = 240.0
_Points = Sequence[tuple[float, float]]

# Right half or right limb, clockwise on screen; the left one is its mirror image.
_TORSO: Final = (
    (50, 32), (55.5, 33), (56, 41), (59, 45.5), (65, 48.5), (71, 51.5), (72.5, 57), (70, 66),
    (66.5, 78), (64, 92), (64.5, 106), (68, 119), (65, 126), (57, 134), (50, 138),
)  # fmt: skip
_ARM: Final = (
    (69, 52), (72, 51.5), (77.5, 55), (80, 63), (82, 76), (84.5, 92), (87.5, 108), (90, 124),
    (92.5, 134), (91.5, 144), (87.5, 148), (84.5, 142), (83.5, 133), (82.5, 124), (78, 108),
    (73.5, 94), (71, 80), (69, 68),
)  # fmt: skip
_LEG: Final = (
    (50.5, 130), (60, 126), (67.5, 116), (69, 130), (66.5, 154), (64, 172), (64.5, 186),
    (62.5, 204), (60.5, 217), (63, 226), (66, 232), (60, 234.5), (54, 232), (53.5, 222),
    (54, 208), (52.5, 190), (53, 172), (51, 150),
)  # fmt: skip
_EAR: Final = ((64, 17), (68.5, 15), (69.5, 20), (67.5, 26), (64, 26))
_V_NECK: Final = ((50, 30), (56.5, 30), (57.5, 45.8), (50, 63))
_NAPE: Final = (
    (50, 30), (57, 32), (57, 42), (64, 47), (76, 51), (75.5, 59), (64, 62.5), (50, 63.5),
)  # fmt: skip
_HEAD: Final = QRectF(33.5, 1, 33, 38)
_NOSE_AND_CHEEKS: Final = (
    QRectF(46.8, 12.5, 6.4, 18.5), QRectF(48.5, 18.5, 15, 10.5), QRectF(36.5, 18.5, 15, 10.5),
)  # fmt: skip
_WRIST, _ANKLE, _WAIST, _HAIR, _HAIR_BEHIND = 126.0, 217.0, 86.0, 11.0, 30.0


@cache
def zone_paths(view: View) -> dict[str, QPainterPath]:
    """Return the path of every zone to be seen in a view, those in front last."""
    head = _ellipses(_HEAD)
    torso, arms, legs = _both(_TORSO), _both(_ARM), _both(_LEG)
    arms = arms.subtracted(torso)
    legs = legs.subtracted(torso)
    ears = _both(_EAR).subtracted(head)
    limbs = {
        "arms": arms.intersected(_above(_WRIST)),
        "hands": arms.subtracted(_above(_WRIST)),
        "legs": legs.intersected(_above(_ANKLE)),
        "feet": legs.subtracted(_above(_ANKLE)),
        "ears": ears,
    }
    torso = torso.subtracted(head)
    if view == "back":
        nape = _both(_NAPE).intersected(torso.united(arms))
        scalp = head.intersected(_above(_HAIR_BEHIND))
        limbs["arms"] = limbs["arms"].subtracted(nape)
        return {
            **limbs,
            "back_buttocks": torso.subtracted(nape),
            "post_neck_shoulders": nape.united(head.subtracted(scalp)),
            "scalp": scalp,
        }
    v_neck = _both(_V_NECK, straight=True).intersected(torso)
    trunk = torso.subtracted(v_neck)
    scalp = head.intersected(_above(_HAIR))
    cheeks = _ellipses(*_NOSE_AND_CHEEKS)
    return {
        **limbs,
        "chest": trunk.intersected(_above(_WAIST)),
        "abdomen": trunk.subtracted(_above(_WAIST)),
        "v_neck": v_neck,
        "face_rest": head.subtracted(scalp).subtracted(cheeks),
        "nose_malar": cheeks,
        "scalp": scalp,
    }


def zone_at(view: View, point: QPointF) -> str:
    """Return the zone at a point of a figure, "" where there is none."""
    return next((zone for zone, path in zone_paths(view).items() if path.contains(point)), "")


def _both(points: _Points, *, straight: bool = False) -> QPainterPath:
    if points[0][0] == points[-1][0] == WIDTH / 2:  # one shape across the middle
        left = [(WIDTH - x, y) for x, y in reversed(points[1:-1])]
        return _smooth([*points, *left], straight=straight)
    right = _smooth(points, straight=straight)
    return right.united(QTransform(-1, 0, 0, 1, WIDTH, 0).map(right)).simplified()


def _ellipses(*boxes: QRectF) -> QPainterPath:
    whole = QPainterPath()
    for box in boxes:
        ellipse = QPainterPath()
        ellipse.addEllipse(box)
        whole = whole.united(ellipse)
    return whole


def _above(y: float) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(0, 0, WIDTH, y))
    return path


def _smooth(points: _Points, *, straight: bool) -> QPainterPath:
    """Return a closed line through the points, curved (Catmull-Rom) unless it is straight."""
    places = [QPointF(x, y) for x, y in points]
    count = len(places)
    path = QPainterPath(places[0])
    for at in range(count):
        before, start = places[at - 1], places[at]
        end, after = places[(at + 1) % count], places[(at + 2) % count]
        if straight:
            path.lineTo(end)
        else:
            path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)
    path.closeSubpath()
    return path
