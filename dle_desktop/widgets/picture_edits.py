"""What is asked for on the picture, done: moves, new records and menus, each one step to undo.

Requests come from the plots; changes go `domain function -> session.edit` like all others.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from dle_desktop.domain.case import Case, Dose, Record
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.dose_cuts import can_split, end_dose, hand_on, split_dose
from dle_desktop.domain.moves import Move, moved
from dle_desktop.domain.records import course_of, find_record, new_id
from dle_desktop.drawing.axes import day_text
from dle_desktop.plots.edit_requests import RecordName, Spot, Wanted, records_on
from dle_desktop.services.messages import Messages
from dle_desktop.services.session import Session
from dle_desktop.widgets.dose_kind import DoseRow
from dle_desktop.widgets.edit_words import move_words, record_words
from dle_desktop.widgets.prefilled import draft_of
from dle_desktop.widgets.side_panel import SidePanel

if TYPE_CHECKING:
    from dle_desktop.plots.timeline_view import TimelineView

_BELOW_TOP = 40  # pixels; where the menu of a day opens


class PictureEdits(QObject):
    """Does what the picture asks for."""

    def __init__(
        self, session: Session, messages: Messages, side: SidePanel, timeline: "TimelineView"
    ) -> None:
        super().__init__(side)
        self._session = session
        self._messages = messages
        self._side = side
        self._timeline = timeline
        self._requests = requests = timeline.edits
        timeline.installEventFilter(self)
        requests.move_requested.connect(self._on_move)
        requests.record_requested.connect(self._on_record)
        requests.menu_requested.connect(self._on_menu)
        requests.refused.connect(self._on_refused)

    def allow(self) -> None:
        """Let the picture ask for changes where the library may be written."""
        self._requests.allowed = not self._session.read_only

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the cursor's menu by key; the mouse asks by a click in a track."""
        if isinstance(event, QContextMenuEvent):
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                self.ask_at_cursor()
            return True
        return super().eventFilter(watched, event)

    def ask_at_cursor(self) -> None:
        """Open the menu of the cursor's day, of the middle of what is shown without one."""
        stack, figure = self._timeline.stack, self._timeline.figure
        scale, day = stack.scale_of_time(), self._timeline.cursor_day()
        if scale is None or figure is None:
            return
        day = float(round(scale.day((scale.left + scale.right) / 2) if day is None else day))
        at = stack.mapToGlobal(QPoint(round(scale.x(day)), _BELOW_TOP))
        ids = records_on(figure, day)
        self._on_menu(Spot(day=day, record_ids=ids, wanted=None, at=at))

    def menu(self, spot: Spot) -> QMenu | None:
        """Return the menu of a place, None where nothing can be done."""
        case = self._session.case
        if case is None:
            return None
        menu = QMenu(self._side.window())
        found = [record for one in spot.record_ids if (record := find_record(case, one))]
        for record in found:
            name = record_words(case, record)
            if len(found) == 1:
                self._fill(menu, case, record, spot.day)
            else:
                self._fill(menu.addMenu(_literal(name)), case, record, spot.day)
        if found:
            menu.addSeparator()
        for wanted in _offers(spot):
            action = menu.addAction(_literal(self._add_words(case, wanted)))
            action.triggered.connect(partial(self._on_record, wanted))
        return menu

    def _fill(self, menu: QMenu, case: Case, record: Record, day: float) -> None:
        name, on = record_words(case, record), self._day_words(case, day)
        edit = menu.addAction(_literal(self.tr("Edit {record}…").format(record=name)))
        edit.triggered.connect(partial(self._on_edit, record.id))
        if isinstance(record, Dose):
            split = menu.addAction(self.tr("Split on {day}").format(day=on))
            split.setEnabled(can_split(case, record, day))
            split.triggered.connect(partial(self._on_split, record.id, day))
            end = menu.addAction(self.tr("End on {day}").format(day=on))
            start = resolve(record.start, day_zero(case))
            end.setEnabled(start is None or start.at < day)
            end.triggered.connect(partial(self._on_end, record.id, day))
            if record.status == "taken":
                drug = course_of(case, record.id).drug
                hold = menu.addAction(self.tr("Hold from {day}…").format(day=on))
                asked = Wanted(kind="dose", day=day, drug=drug, like=record, status="held")
                hold.triggered.connect(partial(self._on_record, asked))
            if record.status != "held":
                step = menu.addAction(self.tr("Add next step…"))
                step.triggered.connect(partial(self._on_record, _next_step(case, record, day)))
        delete = menu.addAction(_literal(self.tr("Delete {record}").format(record=name)))
        delete.triggered.connect(partial(self._on_delete, record.id))

    def _add_words(self, case: Case, wanted: Wanted) -> str:
        words = {
            "dose": self.tr("Add dose on {day}…"),
            "assessment": self.tr("Add CLASI on {day}…"),
            "lab": self.tr("Add lab on {day}…"),
            "event": self.tr("Add event on {day}…"),
        }
        text = words[wanted.kind].format(day=self._day_words(case, wanted.day))
        if not wanted.drug:
            return text
        pattern = self.tr("Add dose of {drug} on {day}…")
        return pattern.format(drug=wanted.drug, day=self._day_words(case, wanted.day))

    def _day_words(self, case: Case, day: float) -> str:
        return day_text(day, self._requests.axis, day_zero(case))

    def _on_move(self, move: Move) -> None:
        case = self._session.case
        if case is not None and find_record(case, move.record_id) is not None:
            self._session.edit(moved(case, move), move_words(case, move))

    def _on_record(self, wanted: Wanted, _checked: bool = False) -> None:
        case = self._session.case
        if case is None:
            return
        also = partial(_hand_on, wanted.ends) if wanted.ends else None
        self._side.add_filled(wanted.kind, draft_of(case, wanted), also)

    def _on_menu(self, spot: Spot) -> None:
        if self._session.read_only:
            self._on_refused("read only")
            return
        menu = self.menu(spot)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(spot.at)

    def _on_edit(self, record_id: str, _checked: bool = False) -> None:
        self._side.edit_record(record_id)

    def _on_split(self, dose_id: str, day: float, _checked: bool = False) -> None:
        case = self._session.case
        dose = find_record(case, dose_id) if case is not None else None
        if case is not None and dose is not None:
            text = self.tr("Split {record}").format(record=record_words(case, dose))
            self._session.edit(split_dose(case, dose_id, day, new_id=new_id("dose")), text)

    def _on_end(self, dose_id: str, day: float, _checked: bool = False) -> None:
        case = self._session.case
        dose = find_record(case, dose_id) if case is not None else None
        if case is not None and dose is not None:
            text = self.tr("End {record}").format(record=record_words(case, dose))
            self._session.edit(end_dose(case, dose_id, day), text)

    def _on_delete(self, record_id: str, _checked: bool = False) -> None:
        case = self._session.case
        for panel in self._side.panels.values():
            if case is not None and panel.holds(record_id):
                self._session.edit(panel.kind.remove(case, record_id), panel.kind.remove_text)
                return

    def _on_refused(self, why: str) -> None:
        reasons = {
            "calculated": self.tr(
                "A calculated value follows its results: move those it comes from."
            ),
            "counted": self.tr("Several events stand here: zoom in to move one of them."),
            "read only": self.tr("This library is open for reading only: nothing can be changed."),
        }
        self._messages.warn(reasons[why])


def _hand_on(dose_id: str, case: Case, row: DoseRow) -> Case:
    return hand_on(case, dose_id, row.dose)


def _next_step(case: Case, dose: Dose, day: float) -> Wanted:
    """Return the dose that follows one: where it ends, or on the day if it has no end."""
    end = resolve(dose.end, day_zero(case))
    drug = course_of(case, dose.id).drug
    if end is not None:
        return Wanted(kind="dose", day=end.at, drug=drug, like=dose, status=dose.status)
    return Wanted(kind="dose", day=day, drug=drug, like=dose, ends=dose.id, status=dose.status)


def _offers(spot: Spot) -> tuple[Wanted, ...]:
    """Return what can be added on a day, what belongs to the place first."""
    kinds: tuple[RecordName, ...] = ("dose", "assessment", "lab", "event")
    here = spot.wanted
    first = () if here is None else (here,)
    rest = (Wanted(kind=kind, day=spot.day) for kind in kinds)
    return (*first, *(one for one in rest if here is None or one.kind != here.kind))


def _literal(text: str) -> str:
    """Return a text whose ampersands are letters, not mnemonics."""
    return text.replace("&", "&&")
