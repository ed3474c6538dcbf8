"""What a person does with time: which days are shown, what they are counted from and in.

Which days a preset means is `drawing.ranges`' business, what can be counted from `origins`'.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from dle_desktop.domain.dosing import Span
from dle_desktop.drawing.origins import origins_of
from dle_desktop.drawing.ranges import around_record, last_months, on_drug
from dle_desktop.drawing.time_axis import Origin, TimeAxis
from dle_desktop.services.session import Session
from dle_desktop.services.settings import SettingsFile
from dle_desktop.widgets.actions import COUNT_FROM, Actions
from dle_desktop.widgets.workspace import Workspace

_UNITS: tuple[Literal["auto", "day", "week", "month"], ...] = ("auto", "day", "week", "month")
# Keys that mean something else elsewhere: they are heard where the timeline has the focus.
_ON_TIMELINE = ("earlier", "later")


class TimeGestures(QObject):
    """Handlers for the range of time and its axis."""

    def __init__(self, workspace: Workspace, session: Session, settings: SettingsFile) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._session = session
        self._settings = settings
        self._actions: Actions | None = None
        self._origins: QActionGroup | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to call for each action."""
        timeline = self._workspace.timeline
        return {
            **{f"unit_{unit}": partial(self.choose_unit, unit) for unit in _UNITS},
            "calendar": self.turn_axis,
            "count_day_zero": partial(timeline.count_from, ""),
            "fold_empty": self.turn_folds,
            "zoom_in": timeline.zoom_in,
            "zoom_out": timeline.zoom_out,
            "zoom_all": timeline.zoom_all,
            "on_drug": self.show_on_drug,
            "last_months": self.show_last_months,
            "around_record": self.show_around_record,
            "type_range": self._workspace.open_range_bar,
            "back": timeline.go_back,
            "forward": timeline.go_forward,
            "earlier": partial(timeline.page, -1),
            "later": partial(timeline.page, 1),
        }

    def start(self, actions: Actions) -> None:
        """Show the choices of the last time."""
        self._actions = actions
        timeline = self._workspace.timeline
        for name in _ON_TIMELINE:
            action = actions.action(name)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            timeline.addAction(action)
        actions.menu(COUNT_FROM).aboutToShow.connect(self._offer_origins)
        timeline.visible_changed.connect(self._enable_history)
        self.show_choices()

    def show_choices(self) -> None:
        """Tell time as it was chosen, and tick the choices."""
        chosen = self._settings.values
        self._workspace.timeline.set_time(
            mode=chosen.axis, unit=chosen.unit, folded=chosen.empty_folded
        )
        if self._actions is not None:
            self._actions.tick("calendar", chosen.axis == "calendar")
            self._actions.tick("fold_empty", chosen.empty_folded)
            for unit in _UNITS:
                self._actions.tick(f"unit_{unit}", chosen.unit == unit)

    def enable(self) -> None:
        """Enable what can be shown of this case; called after the actions got what they need."""
        figure = self._workspace.timeline.figure
        if self._actions is not None and figure is not None:
            self._actions.action("on_drug").setEnabled(on_drug(figure) is not None)
            self._actions.action("last_months").setEnabled(figure.known is not None)
        self._enable_history()

    def turn_axis(self) -> None:
        """Count in months since the origin, or by the calendar."""
        relative = self._settings.values.axis == "relative"
        self._settings.change(axis="calendar" if relative else "relative")
        self.show_choices()

    def choose_unit(self, unit: Literal["auto", "day", "week", "month"]) -> None:
        """Count in days, weeks or months, or in what fits."""
        self._settings.change(unit=unit)
        self.show_choices()

    def turn_folds(self) -> None:
        """Fold empty time, or show it as it is."""
        self._settings.change(empty_folded=not self._settings.values.empty_folded)
        self.show_choices()

    def show_on_drug(self) -> None:
        """Show the days on the index drug."""
        figure = self._workspace.timeline.figure
        self._show(on_drug(figure) if figure is not None else None)

    def show_last_months(self) -> None:
        """Show the last six months anything is known of."""
        figure = self._workspace.timeline.figure
        self._show(last_months(figure) if figure is not None else None)

    def show_around_record(self) -> None:
        """Show three months on either side of the record selected in the tables."""
        panel, case = self._workspace.side.current_panel(), self._session.case
        record_id = panel.table.selected_id() if panel is not None else None
        if case is not None and record_id is not None:
            self._show(around_record(case, record_id))

    def time(self) -> TimeAxis:
        """Return how time is told, so that paper tells it the same way."""
        return self._workspace.timeline.time

    def _show(self, span: Span | None) -> None:
        if span is not None:
            self._workspace.timeline.set_visible(span.first, span.last)

    def _enable_history(self) -> None:
        if self._actions is not None:
            history, open_ = self._workspace.timeline.history, self._session.case is not None
            self._actions.action("back").setEnabled(open_ and history.can_go_back)
            self._actions.action("forward").setEnabled(open_ and history.can_go_forward)

    # -- what can be counted from -------------------------------------------------------------

    def _offer_origins(self) -> None:
        """Fill the menu from the case, kinds that occur often in a menu of their own."""
        case, figure = self._session.case, self._workspace.timeline.figure
        if self._actions is None or case is None or figure is None:
            return
        menu, zero = self._actions.menu(COUNT_FROM), self._actions.action("count_day_zero")
        for action in menu.actions():
            if action is not zero:
                menu.removeAction(action)
        if self._origins is not None:
            self._origins.deleteLater()  # with the actions and menus of the last time
        self._origins = QActionGroup(self)
        self._origins.addAction(zero)
        first, *others = origins_of(case, figure)
        chosen = self.time().origin
        zero.setText(first.label.replace("&", "&&"))
        zero.setChecked(chosen is None)
        groups: dict[str, list[Origin]] = {}
        for origin in others:
            groups.setdefault(origin.group or origin.key, []).append(origin)
        for group, members in groups.items():
            place = menu
            if len(members) > 1:
                place = QMenu(f"{group[:1].upper()}{group[1:]}", menu)
                self._origins.destroyed.connect(place.deleteLater)
                menu.addMenu(place)
            for origin in members:
                self._offer(place, origin, ticked=chosen is not None and chosen.key == origin.key)

    def _offer(self, menu: QMenu, origin: Origin, *, ticked: bool) -> None:
        assert self._origins is not None  # noqa: S101 - the menu is being filled
        action = QAction(origin.label.replace("&", "&&"), self._origins)
        action.setCheckable(True)
        action.setChecked(ticked)
        action.triggered.connect(partial(self._count_from, origin.key))
        self._origins.addAction(action)
        menu.addAction(action)

    def _count_from(self, key: str, _ticked: bool = True) -> None:
        self._workspace.timeline.count_from(key)
