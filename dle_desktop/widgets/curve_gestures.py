"""What a person does with curves: response lines, grade bands, the full scale, laboratory plots.

Each is a view option of the main timeline and is remembered with the others. It does not know how
they are drawn.
"""

from collections.abc import Callable, Mapping
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from dle_desktop.drawing.series import analytes_of
from dle_desktop.drawing.track_choices import (
    TrackChoice,
    choices_of,
    is_lab,
    with_next_lab,
    with_shown,
)
from dle_desktop.plots.timeline_view import TimelineView
from dle_desktop.widgets.actions import LABS, Actions

_SWITCHES = ("response_lines", "grade_bands", "full_scale")


class CurveGestures(QObject):
    """Handlers for the curves of the main timeline."""

    def __init__(self, timeline: TimelineView, window: QWidget) -> None:
        super().__init__(window)
        self._timeline = timeline
        self._actions: Actions | None = None
        self._menu: QMenu | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to call for each action."""
        switches = {name: partial(self.turn, name) for name in _SWITCHES}
        return {**switches, "next_lab": self.next_lab}

    def start(self, actions: Actions) -> None:
        """Tick what is shown, and list the laboratory plots whenever they are asked for."""
        self._actions = actions
        self._menu = actions.menu(LABS)
        self._menu.aboutToShow.connect(self.fill_menu)
        self._timeline.figure_changed.connect(self.tick)
        self.tick()

    def turn(self, name: str) -> None:
        """Turn a view option on or off."""
        options = self._timeline.options
        self._timeline.set_options(replace(options, **{name: not getattr(options, name)}))
        self.tick()

    def next_lab(self) -> None:
        """Draw the case's next analyte in the first laboratory plot."""
        figure, case = self._timeline.figure, self._timeline.case
        if figure is not None and case is not None:
            self._timeline.set_options(with_next_lab(figure, analytes_of(case)))

    def tick(self) -> None:
        """Show in the menu what is on."""
        if self._actions is not None:
            for name in _SWITCHES:
                self._actions.tick(name, getattr(self._timeline.options, name))

    def fill_menu(self) -> None:
        """List what the case has, ticked where it is drawn, below what is always there."""
        menu = self._menu
        if menu is None:
            return
        for action in menu.actions()[1:]:
            menu.removeAction(action)
            action.deleteLater()
        figure, case = self._timeline.figure, self._timeline.case
        labs = choices_of(figure, analytes_of(case)) if figure and case else ()
        menu.addSeparator()
        for choice in labs:
            if is_lab(choice.key):
                action = menu.addAction(choice.name.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(choice.shown)
                action.triggered.connect(partial(self._choose, choice))

    def _choose(self, choice: TrackChoice, *_: bool) -> None:
        figure = self._timeline.figure
        if figure is not None:
            self._timeline.set_options(with_shown(figure, choice.key, shown=not choice.shown))
