"""Where day 0 stands on the screen, in every lane, plot and strip: a program of its own, because
the scale factor of a screen is chosen when a program starts.

    python -m tests.plots.columns WIDTHxHEIGHT ...      (with QT_SCALE_FACTOR)

prints for each size what stood where, as JSON: the middle of the ink of each mark of day 0, in
pixels of the screen.
"""

import json
import sys

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from dle_desktop.drawing.figure import Lane
from dle_desktop.drawing.layout import Track
from dle_desktop.plots.stack_view import StackView
from dle_desktop.plots.timeline_view import TimelineView
from tests.drawing.pictures import a_case, a_course, a_dose, a_lab, a_score, an_event

_AWAY = (263, 37)  # where the timeline begins in the window: between two pixels at 125 %
_NEAR = 7.0  # pixels either side of day 0 in which its marks lie
_EDGE = 200  # lighter than the edge of a dose, darker than its area

CASE = a_case(
    courses=(a_course(a_dose(0, 200)), a_course(a_dose(-20, 0, 40.0), drug="prednisone")),
    assessments=(a_score(0, 20, 9),),
    labs=(a_lab(0, 2.5),),
    events=(an_event(0),),
)


class Screen:
    """A picture of a window, each column of a part of it weighed by its ink."""

    def __init__(self, shown: QWidget) -> None:
        self.ratio = shown.devicePixelRatioF()
        self.image: QImage = shown.grab().toImage()

    def middle(self, area: QRectF, *, darker_than: int = 255) -> float:
        """Return the middle of the ink in an area, in pixels of the screen.

        A column weighs as much as it is darker than `darker_than`, a lightness, so that a mark
        half a pixel further counts as such. What runs all along the area is no mark of a day.
        """
        edges = (area.left(), area.right(), area.top(), area.bottom())
        left, right, top, bottom = (round(edge * self.ratio) for edge in edges)
        columns = {
            x: sum(
                max(0, darker_than - self.image.pixelColor(x, y).lightness())
                for y in range(top, bottom + 1)
            )
            for x in range(left, right + 1)
        }
        least = min(columns.values())
        ink = {x: weight - least for x, weight in columns.items()}
        return sum((x + 0.5) * weight for x, weight in ink.items()) / sum(ink.values())


def _near(x: float, top: float, bottom: float) -> QRectF:
    return QRectF(x - _NEAR, top, 2 * _NEAR, bottom - top)


def _area(track: Track, x: float) -> QRectF:
    """Return where the mark of day 0 is looked for in a track."""
    if isinstance(track.content, Lane):  # below the words of the step, above the zero line
        return _near(x, track.bottom - 8, track.bottom - 3)
    return _near(x, track.top + 3, track.bottom - 3)


def columns(view: TimelineView) -> dict[str, float]:
    """Return where day 0 stands in each part of a shown timeline, in pixels of the screen."""
    stack, window = view.stack, view.window()
    assert isinstance(stack, StackView)
    assert stack.layout_ is not None
    scale = stack.scale_of_time()
    assert scale is not None
    at, x = stack.viewport().mapTo(window, QPointF(0, 0)), scale.x(0)
    view.set_cursor(None)
    screen = Screen(window)
    found: dict[str, float] = {}
    for track in stack.layout_.tracks:
        lane = isinstance(track.content, Lane)
        area = _area(track, x).translated(at)
        found[_name(track)] = screen.middle(area, darker_than=_EDGE if lane else 255)
    found["axis"] = screen.middle(_near(x, 1, 4).translated(view.axis.mapTo(window, QPointF())))
    view.set_cursor(0.0)
    found["cursor"] = Screen(window).middle(_near(x, 2, 6).translated(at))
    return found | {"asked": (at.x() + x) * screen.ratio}


def _name(track: Track) -> str:
    content = track.content
    if isinstance(content, Lane):
        return content.drug
    return "events" if isinstance(content, tuple) else str(getattr(content, "title", "blank"))


def main(sizes: list[str]) -> None:
    """Print the columns of each size."""
    application = QApplication.instance() or QApplication([])
    window = QWidget()
    view = TimelineView(window)
    view.show_case(CASE)
    shown = []
    for size in sizes:
        width, height = map(int, size.split("x"))
        window.resize(_AWAY[0] + width, _AWAY[1] + height)
        view.setGeometry(*_AWAY, width, height)
        window.show()
        QApplication.processEvents()
        shown.append({"size": size, "columns": columns(view)})
    sys.stdout.write(json.dumps({"ratio": window.devicePixelRatioF(), "shown": shown}))
    del application


if __name__ == "__main__":
    main(sys.argv[1:])
