"""A walk through the whole program with a hostile patient: every action, window, question, print.

Run as a program, so that what it opens and writes can be watched from outside. It looks at each
window for the red of the hostile picture and tells in JSON what it saw.
"""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path

import numpy as np
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTextBrowser,
    QToolTip,
    QWidget,
)

from dle_desktop.app.program import Program
from dle_desktop.app.start import the_application
from dle_desktop.plots.event_card import EventCard
from dle_desktop.plots.event_words import entries_of
from dle_desktop.services.settings import SettingsFile
from dle_desktop.storage.salvage import Salvaged
from dle_desktop.widgets.actions import TABLE
from dle_desktop.widgets.batch_dialog import BatchDialog
from dle_desktop.widgets.case_page_dialog import CasePageDialog
from dle_desktop.widgets.case_window import CaseWindow
from dle_desktop.widgets.import_dialog import ImportDialog
from dle_desktop.widgets.main_window import MainWindow
from dle_desktop.widgets.paper_dialog import PaperDialog
from dle_desktop.widgets.passphrase_dialogs import RecoveryDialog, UnlockDialog
from dle_desktop.widgets.prompts import QtPrompts
from dle_desktop.widgets.salvage_dialog import SalvageDialog
from dle_desktop.widgets.why import Why
from tests.fakes import FakePrompts
from tests.walls.hostile import CANARY, FIRST_ID, hostile_text, write_hostile_files
from tests.walls.places import Places

RED = 0xFF0000
ENDS = {"quit", "open_library"}  # which would take away what is walked through
DAYS = (0.0, 90.0, 125.0, 235.0)


class RealPrompts(FakePrompts):
    """Shows the real question and answers as the walk says."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.real = QtPrompts(window)

    def choose(self, title: str, text: str, options: object, *, safe: bool = True) -> int | None:
        """Show the message box; whoever looks at it closes it."""
        self.asked.append(f"{title} {options}")
        self.real.choose(title, text, ("First", "Second"), safe=safe)
        return self.choice

    def text(self, title: str, label: str, value: str) -> str | None:
        """Show the box for a line."""
        self.real.text(title, label, value)
        return self.answer

    def show(self, dialog: QDialog) -> None:
        """Show it until it was looked at."""
        dialog.open()
        super().show(dialog)


class Walk:
    """Goes through the program and keeps what was seen."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.text = hostile_text(places.picture)
        self.application = the_application()
        self.window = MainWindow("#FFFFFF")
        self.prompts = RealPrompts(self.window)
        self.program = Program(self.application, self.window, SettingsFile(), self.prompts)
        self.seen: dict[str, int] = {}
        self.windows: set[str] = set()
        self.rich: set[str] = set()
        self.literal: set[str] = set()
        self.tips: set[str] = set()
        self.titles: set[str] = set()
        self._looking = False
        self._onlooker = QTimer(interval=0)
        self._onlooker.timeout.connect(self.sweep)

    def go(self) -> None:
        """Walk."""
        self.window.resize(1440, 900)
        self.window.show()
        library = Namespace(demo=False, library=self.places.library, read_only=False)
        assert self.program.open_library(library)
        self._onlooker.start()
        self._import()
        self._look_around()
        self._do_everything()
        self._ask()
        self._put_on_paper()
        self._edit_and_restore()
        self._fail()
        self._control()
        self._onlooker.stop()
        self.window.close()

    # -- looking --------------------------------------------------------------------------

    def look(self, widget: QWidget, name: str) -> None:
        """Grab a widget, count its red, and read its labels."""
        self.seen[name] = self.seen.get(name, 0) + red(widget.grab().toImage())
        if widget.isWindow():
            self.titles.add(widget.windowTitle())
            self.windows.add(widget.metaObject().className())
        for label in (widget, *widget.findChildren(QLabel)):
            if isinstance(label, QLabel) and CANARY in label.text():
                self.literal |= {name, widget.metaObject().className()}
                if label.textFormat() != Qt.TextFormat.PlainText:
                    self.rich.add(f"{name}: {label.metaObject().className()}")
        for tip in set(tips_of(widget)) - self.tips:
            self._show_tip(tip, widget)

    def sweep(self) -> None:
        """Look at every other window that is open, and close it."""
        if self._looking:
            return
        self._looking = True
        for widget in self.application.topLevelWidgets():
            if widget.isVisible() and widget is not self.window and widget.isWindow():
                self.look(widget, widget.metaObject().className())
                if isinstance(widget, QFileDialog):
                    widget.accept()
                else:
                    widget.close()
        self._looking = False

    def settle(self) -> None:
        """Let what was put off happen, then look at all that is open."""
        self.application.processEvents()
        self.sweep()
        self.application.processEvents()

    def _show_tip(self, tip: str, widget: QWidget) -> None:
        self.tips.add(tip)
        QToolTip.showText(widget.mapToGlobal(QPoint(5, 5)), tip, widget)
        for shown in self.application.topLevelWidgets():
            if shown.inherits("QTipLabel"):
                assert isinstance(shown, QLabel)
                self.seen["tooltip"] = self.seen.get("tooltip", 0) + red(shown.grab().toImage())
                if shown.textFormat() != Qt.TextFormat.PlainText:
                    self.rich.add(f"tooltip: {tip}")
                shown.hide()

    # -- the way --------------------------------------------------------------------------

    def _import(self) -> None:
        for file in write_hostile_files(self.places.chosen, self.text):
            self.program.import_files([file])
            dialog = next(iter(self.window.findChildren(ImportDialog)))
            dialog.tree.expandAll()
            self.look(dialog, f"import of {file.stem}")
            if dialog.ok.isEnabled():
                dialog.ok.click()
            dialog.close()
            dialog.setParent(None)
            dialog.deleteLater()
            self.settle()
        self._reopen()

    def _reopen(self) -> None:
        self.program.session.open_case(FIRST_ID)
        self.settle()

    def _look_around(self) -> None:
        workspace = self.program.workspace
        workspace.cases.search.setText(CANARY)
        for tab in range(workspace.side.tabs.count()):
            workspace.side.tabs.setCurrentIndex(tab)
            self.settle()
            self.look(self.window, f"tab {tab}")
        for day in DAYS:
            workspace.timeline.set_cursor(day)
            workspace.timeline.pointing.pin(day)
            self.settle()
            self.look(self.window, "cursor and pins")
            for place in range(len(workspace.side.read_out.rows())):
                workspace.side.read_out.explain(place)
                self.settle()
        for key in (*workspace.header.buttons, "followed"):
            workspace.header.explain(key)
            self.settle()
        case, figure = self.program.session.case, workspace.timeline.figure
        assert case is not None
        assert figure is not None
        from dle_desktop.domain.summary import summarise  # noqa: PLC0415 - with the window

        workspace.side.findings.why_requested.emit(Why(tuple(summarise(case)), workspace.header))
        self.settle()
        card = EventCard(self.window)
        for pinned in (False, True):
            card.show_entries(
                entries_of(figure.events), workspace.timeline.geometry(), pinned=pinned
            )
            self.settle()
            self.look(self.window, "event card")
        card.dismiss()
        card.deleteLater()
        for name, panel in workspace.side.panels.items():
            workspace.side.tabs.setCurrentWidget(panel)
            self.settle()
            for row, column in product((0, 1), range(panel.model.columnCount())):
                index = panel.model.index(row, column)
                panel.table.setCurrentIndex(index)
                panel.table.edit(index)
                for line in panel.table.findChildren(QLineEdit):
                    line.setText(self.text)
                self.look(self.window, f"cells of {name}")
                panel.table.setCurrentIndex(panel.model.index(row, 0))
                self.application.sendEvent(panel.table, QFocusEvent(QFocusEvent.Type.FocusOut))
            panel.edit(panel.kind.record_id(panel.model.record(0)))
            self.settle()
        self.program.messages.warn(self.text)
        self.look(self.window, "message")

    def _do_everything(self) -> None:
        self.prompts.target = None
        self.prompts.answer = "<b>layout</b>"
        for spec in TABLE:
            if not spec.name or spec.name in ENDS:
                continue
            action = self.program.actions.action(spec.name)
            self.program.workspace.timeline.set_cursor(90.0)
            action.trigger()
            self.look(self.window, f"after {spec.name}")
            self.settle()
            if spec.name == "reading":
                action.trigger()
            self._reopen()
            if self.program.session.case is None:
                self.program.session.undo()
                self._reopen()
        for menu in self.window.findChildren(QMenu):
            menu.popup(self.window.pos())
            self.settle()

    def _ask(self) -> None:
        self.prompts.choose("Asked", self.text, ())
        self.prompts.text("Name", self.text, self.text)
        self.prompts.real.save_file("Export", "PDF (*.pdf)", self.places.chosen / "asked.pdf")
        for dialog in (
            SalvageDialog([Salvaged("whole", FIRST_ID, self.text)], self.window),
            UnlockDialog(self.text, str, self.window),
            RecoveryDialog(self.text, self.window),
            CasePageDialog(self.program.session.cases[0], self.window),
        ):
            dialog.show()
            self.look(dialog, dialog.windowTitle())
            dialog.close()
        self.program.actions.action("new_window").trigger()
        for window in self.program._windows.windows:
            assert isinstance(window, CaseWindow)
            self.look(window, "another window")
        self.settle()

    def _put_on_paper(self) -> None:
        from dle_desktop.printing.options import SnapshotOptions  # noqa: PLC0415
        from dle_desktop.printing.snapshot import write_snapshot  # noqa: PLC0415

        cases = self.program.session.cases[:2]
        for template in ("sheet", "timeline", "record", "comparison", "figure"):
            options = SnapshotOptions(
                template=template, header=self.text, footer=self.text, dpi=72,
                identified=True, words=True, named=True,
            )  # fmt: skip
            shown = cases if template == "comparison" else cases[:1]
            for ending in ("pdf", "svg", "png"):
                path = self.places.chosen / f"{template}.{ending}"
                for written in write_snapshot(shown, path, options):
                    if written.suffix == ".png":
                        self.seen[f"paper {template}"] = red(QImage(str(written)))
        for name in ("snapshot", "export_case", "export_all"):
            ending = "pdf" if name == "snapshot" else "json"
            self.prompts.target = self.places.chosen / f"{name}.{ending}"
            self.program.actions.action(name).trigger()
        self.prompts.prints_to = self.places.chosen / "printed.pdf"
        self.prompts.choice = 0
        self.program.actions.action("print").trigger()
        self.prompts.does = self._draw_several
        self.program.actions.action("several").trigger()
        self.prompts.does = self._preview_all
        self.program.actions.action("preview").trigger()
        self.prompts.does = None
        for name in ("copy_picture", "copy_values", "copy_read_out"):
            self.program.actions.action(name).trigger()

    def _draw_several(self, dialog: QDialog) -> None:
        assert isinstance(dialog, BatchDialog)
        self.look(dialog, "several")
        dialog.folder.setText(str(self.places.chosen))
        dialog.start()
        while dialog.under_way:
            dialog._step()

    def _preview_all(self, dialog: QDialog) -> None:
        assert isinstance(dialog, PaperDialog)
        for template in range(dialog.choices.template.count()):
            dialog.choices.template.setCurrentIndex(template)
            dialog.refresh()
            self.look(dialog, "preview")
        for button in dialog.findChildren(QPushButton):
            if "opy" in button.text():
                button.click()

    def _edit_and_restore(self) -> None:
        self._reopen()
        for name in ("duplicate_case", "delete_case", "undo", "redo", "undo"):
            self.program.actions.action(name).trigger()
            self.look(self.window, f"menu {self.program.actions.action('undo').text()}")
            self.settle()
        self._reopen()
        keeper, shown = self.program._keeper()
        keeper.make()
        shown.show()
        self.settle()
        self.program.actions.action("delete_case").trigger()
        backups = keeper.found()
        keeper.restore([one.case for one in keeper.held(backups[0])], whole=True, when="today")
        self._reopen()

    def _fail(self) -> None:
        """Fall over a hostile text in a slot, as the hook of the diagnostics tells."""
        timer = QTimer(self.program, singleShot=True, interval=0)
        timer.timeout.connect(partial(fall, self.text))
        timer.start()
        self.settle()

    def _control(self) -> None:
        """Show that the red of a picture would be seen, and its file's opening."""
        self.application.setStyleSheet("")
        page = QTextBrowser()
        page.setHtml(f'<img src="file://{self.places.control}">')
        page.show()
        self.look(page, "control")
        page.close()


def fall(text: str) -> None:
    """Raise with words that belong to a patient."""
    raise ValueError(text)


def red(image: QImage) -> int:
    """Return how many pixels are the hostile picture's."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(rgb.constBits(), np.uint32) & 0xFFFFFF
    return int(np.count_nonzero(pixels == RED))


def tips_of(widget: QWidget) -> Iterator[str]:
    """Yield the tooltips of a widget and all in it, those of cells too."""
    for part in (widget, *widget.findChildren(QWidget)):
        if CANARY in part.toolTip():
            yield part.toolTip()
        if isinstance(part, QAbstractItemView) and isinstance(part.model(), QAbstractItemModel):
            for tip in cell_tips(part.model()):
                if CANARY in tip:
                    yield tip


def cell_tips(model: QAbstractItemModel) -> Iterator[str]:
    """Yield the tooltips of a model's cells."""
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row, column in product(range(model.rowCount()), range(columns)):
        tip = model.index(row, column, QModelIndex()).data(Qt.ItemDataRole.ToolTipRole)
        if isinstance(tip, str):
            yield tip


def main(places: Places) -> None:
    """Walk and tell."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    walk = Walk(places)
    walk.go()
    told = {
        "seen": walk.seen,
        "windows": sorted(walk.windows), "rich": sorted(walk.rich), "literal": sorted(walk.literal),
        "tips": sorted(walk.tips), "titles": sorted(walk.titles),
    }  # fmt: skip
    places.report.write_text(json.dumps(told, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(Places(Path(sys.argv[1])))
