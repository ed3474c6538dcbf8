"""All gestures that change a case, in the order they are asked."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF

from dle_desktop.plots.dose_draw import DoseDraw
from dle_desktop.plots.dose_gestures import DoseDrag, EdgeDrag
from dle_desktop.plots.edit_requests import EditRequests
from dle_desktop.plots.gestures import Gesture
from dle_desktop.plots.mark_gestures import MarkDrag, MarkDraw
from dle_desktop.plots.menu_gestures import MenuPan, Refused
from dle_desktop.plots.range_gestures import ShowRange


def edit_gestures(
    requests: EditRequests,
    show_range: ShowRange,
    click: Callable[[float], None],
    on_screen: Callable[[QPointF], QPoint],
) -> list[Gesture]:
    """Return the gestures; they win over those that only move in time."""
    return [
        MenuPan(show_range, requests, on_screen),
        Refused(requests),
        DoseDrag(requests),
        DoseDraw(requests),
        MarkDrag(requests),
        MarkDraw(requests),
        EdgeDrag(requests, click),
    ]
