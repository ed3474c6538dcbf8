"""The keys of the timeline: what each of them asks of it.

Arrows walk tracks and days, Enter opens, Space pins. It moves what the timeline shows through its
own doors and keeps nothing.
"""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from dle_desktop.drawing.figure import Figure, Lane
from dle_desktop.plots import walk
from dle_desktop.plots.pointing import Pointing

_SIGNS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Walked(Protocol):
    """The timeline, as far as keys move it."""

    pointing: Pointing

    @property
    def figure(self) -> Figure | None:
        """The figure shown."""
        ...

    def cursor_day(self) -> float | None:
        """Return the study day the cursor is on."""
        ...

    def go_to(self, day: float | None) -> None:
        """Bring the cursor to a study day."""
        ...

    def escape(self) -> None:
        """Take back what is under way, pins, cursor."""
        ...

    def show_ring(self) -> None:
        """Show that the keys are here."""
        ...


def press(view: Walked, event: QKeyEvent) -> bool:
    """Do what a key means; return whether it means anything here."""
    if view.figure is None:
        return False
    key, keys = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
        return _walk_days(view, view.figure, _SIGNS[key], keys)
    if keys:
        return False
    if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
        _walk_tracks(view, _SIGNS[key])
        return True
    do = _plain(view, view.figure).get(key)
    if do is not None:
        do()
    return do is not None


def _plain(view: Walked, figure: Figure) -> dict[Qt.Key, Callable[[], object]]:
    """Return what the keys mean that need no other key held."""
    span, pointing = figure.known or figure.span, view.pointing
    return {
        Qt.Key.Key_Home: partial(view.go_to, float(round(span.first))),
        Qt.Key.Key_End: partial(view.go_to, float(round(span.last))),
        Qt.Key.Key_Escape: view.escape,
        Qt.Key.Key_Space: partial(_pin, view),
        Qt.Key.Key_Delete: pointing.remove_pin,
        Qt.Key.Key_Return: pointing.open_record,
        Qt.Key.Key_Enter: pointing.open_record,
    }


def _walk_days(view: Walked, figure: Figure, sign: int, keys: Qt.KeyboardModifier) -> bool:
    span = figure.known or figure.span
    cursor = view.cursor_day()
    here = float(round(span.last if sign < 0 else span.first)) if cursor is None else cursor
    content = view.pointing.track_content()
    if keys == Qt.KeyboardModifier.ControlModifier:
        visits = walk.visit_days(figure)
        own = visits if content is None else [at for at, _ in walk.record_days(content)]
        day = walk.step(own, here, sign)
    elif keys == Qt.KeyboardModifier.ShiftModifier:
        lanes = (content,) if isinstance(content, Lane) else figure.lanes
        day = walk.step(walk.edge_days(lanes), here, sign)
    elif not keys:
        day = float(round(here) + sign)
    else:
        return False
    view.go_to(cursor if day is None else day)
    return True


def _walk_tracks(view: Walked, sign: int) -> None:
    pointing = view.pointing
    keys = pointing.track_keys()
    if not keys:
        return
    if pointing.track_key not in keys:
        place = 0 if sign > 0 else len(keys) - 1
    else:
        place = min(max(keys.index(pointing.track_key) + sign, 0), len(keys) - 1)
    pointing.choose_track(keys[place])
    view.show_ring()
    pointing.walked.emit()


def _pin(view: Walked) -> None:
    pointing, cursor = view.pointing, view.cursor_day()
    if cursor is None:
        return
    same = pointing.pins.nearest(cursor)
    if same is not None and same.day == cursor:
        pointing.remove_pin(same.letter)
    else:
        pointing.pin(cursor)
