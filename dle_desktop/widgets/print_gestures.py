"""Printing, its preview and the snapshot as a file: the open case on paper, from one painter.

What paints on paper is loaded when it is first asked for: no start should wait for it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError
from dle_desktop.services.messages import Messages
from dle_desktop.services.session import Session
from dle_desktop.services.settings import SettingsFile
from dle_desktop.widgets.case_gestures import file_name
from dle_desktop.widgets.prompts import SNAPSHOT_FILES, Prompts

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from dle_desktop.drawing.time_axis import TimeAxis
    from dle_desktop.drawing.view_options import ViewOptions
    from dle_desktop.printing.snapshot import SnapshotOptions


class PrintGestures(QObject):
    """Handlers for paper."""

    def __init__(
        self,
        session: Session,
        messages: Messages,
        prompts: Prompts,
        settings: SettingsFile,
        view: "Callable[[], ViewOptions]",
        time: "Callable[[], TimeAxis]",
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._messages = messages
        self._prompts = prompts
        self._settings = settings
        self._view = view
        self._time = time

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to call for each action."""
        return {"snapshot": self.snapshot, "preview": self.preview, "print": self.print}

    def snapshot(self) -> None:
        """Write the open case as PDF, SVG or PNG."""
        case = self._session.case
        if case is None:
            return
        folder = Path(self._settings.values.folder or Path.home())
        wanted = folder / f"{file_name(case.label)}.pdf"
        path = self._prompts.save_file(self.tr("Export snapshot"), SNAPSHOT_FILES, wanted)
        if path is None:
            return
        from dle_desktop.printing.snapshot import write_snapshot  # noqa: PLC0415 - see above

        try:
            files = write_snapshot([case], path, self._options())
        except DleError as error:
            self._messages.fail(error)
            return
        self._settings.change(folder=str(path.absolute().parent))
        if len(files) == 1:
            self._messages.say(self.tr("The snapshot is in {path}.").format(path=path))
        else:
            text = self.tr("The snapshot is in {count} files from {path}.")
            self._messages.say(text.format(count=len(files), path=path))

    def preview(self) -> None:
        """Show what printing would give."""
        case = self._session.case
        if case is not None:
            self._prompts.preview(self._printer(), _Painting(case, self._options()).paint)

    def print(self) -> None:
        """Print the open case."""
        case = self._session.case
        if case is None:
            return
        printer = self._printer()
        if self._prompts.printer(printer):
            _Painting(case, self._options()).paint(printer)
            self._messages.say(self.tr("Printed."))

    def _options(self) -> "SnapshotOptions":
        from dle_desktop.printing.snapshot import SnapshotOptions  # noqa: PLC0415

        chosen, time = self._settings.values, self._time()
        return SnapshotOptions(
            page=chosen.page, axis=time.mode, unit=time.unit, origin=time.origin,
            folded=time.folded, palette=chosen.palette, view=self._view(),
        )  # fmt: skip

    def _printer(self) -> "QPrinter":
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415

        from dle_desktop.printing.snapshot import page_layout_of  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout_of(self._options()))
        printer.setFullPage(True)
        printer.setDocName(self.tr("Case snapshot"))  # no label: print queues are read by others
        return printer


class _Painting:
    """One case with the options it is painted by."""

    def __init__(self, case: Case, options: "SnapshotOptions") -> None:
        self._case = case
        self._options = options

    def paint(self, printer: "QPrinter") -> None:
        """Paint the pages asked for."""
        from dle_desktop.printing.snapshot import paint_pages  # noqa: PLC0415

        paint_pages(
            [self._case], printer, self._options,
            from_page=max(1, printer.fromPage()), to_page=printer.toPage(),
        )  # fmt: skip
