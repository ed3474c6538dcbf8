"""Pointing at an awake timeline: places of days in tracks, and drags by real mouse events."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dle_desktop.drawing.figure import Blank, Lane
from dle_desktop.drawing.layout import Track
from dle_desktop.plots.timeline_view import TimelineView
from tests.plots.views import stack_of

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def track_of(view: TimelineView, name: str) -> Track:
    """Return the track of a drug, "events", "doses", or a kind of plot."""
    layout = stack_of(view).layout_
    assert layout is not None
    for track in layout.tracks:
        content = track.content
        if isinstance(content, Lane):
            found = content.drug
        elif isinstance(content, Blank):
            found = content.name
        else:
            found = getattr(content, "kind", "events")
        if found == name:
            return track
    raise AssertionError(name)


def place(view: TimelineView, name: str, day: float, share: float = 0.5) -> QPoint:
    """Return where a study day is in a track, `share` of the way down."""
    scale, track = view.stack.scale_of_time(), track_of(view, name)
    assert scale is not None
    return QPointF(scale.x(day), track.top + track.height * share).toPoint()


def hover(
    view: TimelineView, at: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton,
    keys: Qt.KeyboardModifier = NONE,
) -> None:  # fmt: skip
    """Move the pointer."""
    target = stack_of(view).viewport()
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(at), QPointF(target.mapToGlobal(at)),
        Qt.MouseButton.NoButton, held, keys,
    )  # fmt: skip
    QApplication.sendEvent(target, event)


def begin_drag(
    view: TimelineView, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE,
    then: Qt.KeyboardModifier | None = None, button: Qt.MouseButton = LEFT,
) -> None:  # fmt: skip
    """Press and move, and paint; `then` are the keys held while moving."""
    QTest.mousePress(stack_of(view).viewport(), button, keys, start)
    for share in (0.3, 0.7, 1.0):
        at = QPointF(start) + (QPointF(end) - QPointF(start)) * share
        hover(view, at.toPoint(), button, keys if then is None else then)
    view.grab()


def drag(
    view: TimelineView, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE,
    then: Qt.KeyboardModifier | None = None, button: Qt.MouseButton = LEFT,
) -> None:  # fmt: skip
    """Press, move and release."""
    begin_drag(view, start, end, keys, then, button)
    QTest.mouseRelease(stack_of(view).viewport(), button, keys, end)
