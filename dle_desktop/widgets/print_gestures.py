"""Printing, its preview and the snapshot as a file: the open case on paper, from one painter.

What paints on paper is loaded when it is first asked for: no start should wait for it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError
from dle_desktop.services.messages import Messages
from dle_desktop.services.session import Session
from dle_desktop.services.settings import SettingsFile
from dle_desktop.widgets.clipboard import copy_picture, copy_text
from dle_desktop.widgets.prompts import SNAPSHOT_FILES, Prompts
from dle_desktop.wording import file_name

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from dle_desktop.domain.printed import Printed
    from dle_desktop.drawing.time_axis import TimeAxis
    from dle_desktop.drawing.view_options import ViewOptions
    from dle_desktop.printing.options import SnapshotOptions
    from dle_desktop.widgets.paper_dialog import PaperDialog
    from dle_desktop.widgets.printed_dialog import PrintedDialog


class PrintGestures(QObject):
    """Handlers for paper.

    Signals
    -------
    remembered()
        Choices for paper are kept: menus that show them should look again.
    """

    remembered = Signal()

    def __init__(
        self,
        session: Session,
        messages: Messages,
        prompts: Prompts,
        settings: SettingsFile,
        view: "Callable[[], ViewOptions]",
        time: "Callable[[], TimeAxis]",
        days: "Callable[[], tuple[float, float] | None]",
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._messages = messages
        self._prompts = prompts
        self._settings = settings
        self._view = view
        self._time = time
        self._days = days
        self._window = window
        self._paper: PaperDialog | None = None
        self._prints: PrintedDialog | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to call for each action."""
        return {
            "snapshot": self.snapshot, "preview": self.preview, "print": self.print,
            "printed": self.show_printed,
        }  # fmt: skip

    def snapshot(self) -> None:
        """Write the open case as PDF, SVG or PNG."""
        case = self._session.case
        if case is not None:
            self._save([case], self.options())

    def print(self) -> None:
        """Print the open case."""
        case = self._session.case
        if case is not None:
            self._print([case], self.options())

    def preview(self) -> None:
        """Show what printing would give, with every choice beside it."""
        case = self._session.case
        if case is not None:
            self._show(case, self._options())
            if self._paper is not None:
                self._remember(self._paper.options())

    def show_printed(self) -> None:
        """Show what was printed of the open case."""
        case = self._session.case
        if case is None:
            return
        from dle_desktop.widgets.printed_dialog import PrintedDialog  # noqa: PLC0415

        self._prints = PrintedDialog(self._window)
        self._prints.show_prints(case, read_only=self._session.read_only)
        self._prints.again_requested.connect(self._show_again)
        self._prints.removal_requested.connect(self._forget)
        self._prompts.show(self._prints)

    def _show_again(self, printed: "Printed") -> None:
        from dle_desktop.printing.reprint import options_of  # noqa: PLC0415 - see above

        case = self._session.case
        if case is not None:
            self._show(case, options_of(case, printed, datetime.now().astimezone().date()))

    def _forget(self, printed: "Printed") -> None:
        from dle_desktop.domain.print_changes import without  # noqa: PLC0415 - see above

        case = self._session.case
        if case is None:
            return
        text = self.tr("Delete snapshot {id}").format(id=printed.id)
        self._session.edit(without(case, printed), text)
        case = self._session.case
        if self._prints is not None and case is not None:
            self._prints.show_prints(case, read_only=self._session.read_only)

    def _show(self, case: Case, options: "SnapshotOptions") -> None:
        from dle_desktop.widgets.paper_dialog import PaperDialog  # noqa: PLC0415 - see above

        others = sorted(
            ((one.id, one.label) for one in self._session.briefs if one.id != case.id),
            key=lambda one: one[1].casefold(),
        )
        dialog = PaperDialog(
            case, others, self._found, options, self._days(), self._window
        )  # fmt: skip
        dialog.print_requested.connect(self._print_shown)
        dialog.save_requested.connect(self._save_shown)
        dialog.copy_requested.connect(self._copy_page)
        dialog.caption_requested.connect(self._copy_caption)
        self._paper = dialog
        self._prompts.show(dialog)

    def _print_shown(self) -> None:
        if self._paper is not None:
            self._print(self._paper.cases(), self._paper.options())

    def _save_shown(self) -> None:
        if self._paper is not None:
            self._save(self._paper.cases(), self._paper.options())

    def _found(self, case_id: str) -> Case | None:
        return self._session.case_of(case_id)

    def _save(self, cases: Sequence[Case], options: "SnapshotOptions") -> None:
        folder = Path(self._settings.values.folder or Path.home())
        bare = options.template == "figure" and not options.identified
        name = self.tr("Figure") if bare else file_name(cases[0].label)
        wanted = folder / f"{name}.pdf"
        path = self._prompts.save_file(self.tr("Export snapshot"), SNAPSHOT_FILES, wanted)
        if path is None:
            return
        from dle_desktop.printing.snapshot import write_snapshot  # noqa: PLC0415 - see above

        cases = self._as_stored(cases)
        kept, options = self._numbered(cases, options)
        try:
            files = write_snapshot(cases, path, options)
        except DleError as error:
            self._messages.fail(error)
            return
        self._settings.change(folder=str(path.absolute().parent))
        text = self.tr("The snapshot is in {path}.")
        if len(files) > 1:
            text = self.tr("The snapshot is in {count} files from {path}.")
        self._keep(kept, options, text.format(count=len(files), path=path))

    def _print(self, cases: Sequence[Case], options: "SnapshotOptions") -> None:
        if not self._told_of_the_queue():
            return
        from dle_desktop.printing.paged import as_on  # noqa: PLC0415 - see above
        from dle_desktop.printing.snapshot import paint_pages  # noqa: PLC0415

        printer = self._printer(options)
        if not self._prompts.printer(printer):
            return
        chosen = as_on(printer.pageLayout(), options)  # paper may have been chosen in the dialog
        cases = self._as_stored(cases)
        kept, chosen = self._numbered(cases, chosen)
        try:
            painted = paint_pages(
                cases, printer, chosen,
                from_page=max(1, printer.fromPage()), to_page=printer.toPage(),
            )  # fmt: skip
        except DleError as error:
            self._messages.fail(error)
            return
        if painted:
            self._keep(kept, chosen, self.tr("Printed."))
        else:
            self._messages.warn(self.tr("Nothing was printed: there are no such pages."))

    def _as_stored(self, cases: Sequence[Case]) -> list[Case]:
        """Return cases as they are now: a print before this one is kept with them."""
        return [self._session.case_of(case.id) or case for case in cases]

    def _numbered(
        self, cases: Sequence[Case], options: "SnapshotOptions"
    ) -> "tuple[Case | None, SnapshotOptions]":
        """Return the case as it is with this print, None where none is kept, and its number."""
        from dle_desktop.domain.print_changes import kept  # noqa: PLC0415 - see above
        from dle_desktop.printing.reprint import can_be_kept, printed_of  # noqa: PLC0415

        if self._session.read_only or len(cases) != 1 or not can_be_kept(options):
            return None, options
        printed = printed_of(cases[0], options, datetime.now().astimezone())
        return kept(cases[0], printed), replace(options, snapshot_id=printed.id)

    def _keep(self, case: Case | None, options: "SnapshotOptions", done: str) -> None:
        """Store a print with its case; tell what was done, and where the print is not kept."""
        snapshot_id = options.snapshot_id
        text = self.tr("Keep snapshot {id}").format(id=snapshot_id)
        if case is not None and not self._session.edit(case, text):
            told = self.tr("Its number {id} could not be stored: it cannot be drawn again by it.")
            self._messages.warn(f"{done} {told.format(id=snapshot_id)}")
        elif self._session.read_only and not snapshot_id:
            told = self.tr("This library is open for reading only: the snapshot is not kept.")
            self._messages.say(f"{done} {told}")
        else:
            self._messages.say(done)

    def _told_of_the_queue(self) -> bool:
        """Say once that a print queue keeps copies; return whether to go on."""
        if self._settings.values.spool_told:
            return True
        told = self.tr(
            "A print queue keeps a copy of what is printed: on Linux usually for a day, elsewhere "
            "until it is deleted, and others with access to the printer may read its title. The "
            "title names no patient. This is said only once."
        )
        if self._prompts.choose(self.tr("Before the first print"), told, (self.tr("Go on"),)) != 0:
            return False
        self._settings.change(spool_told=True)
        return True

    def _copy_page(self) -> None:
        """Copy the page shown as SVG and PNG."""
        from dle_desktop.printing.devices import png_bytes, svg_bytes  # noqa: PLC0415

        page = self._paper.view.page if self._paper is not None else None
        if page is None or page.document is None:
            return
        paint = partial(page.document.paint, number=page.number)
        size, palette = page.document.size, page.document.palette
        png = png_bytes(size, palette, paint, 2.0)
        if not copy_picture(svg_bytes(size, palette, paint), png):
            self._messages.warn(self.tr("There is not enough memory to copy the page."))
            return
        self._messages.say(self.tr("The page is copied. Other programs can read it."))

    def _copy_caption(self) -> None:
        from dle_desktop.printing.publication import Publication  # noqa: PLC0415

        document = self._paper.view.page.document if self._paper is not None else None
        if isinstance(document, Publication):
            copy_text(document.caption)
            self._messages.say(self.tr("The caption is copied. Other programs can read it."))

    def options(self) -> "SnapshotOptions":
        """Return what was chosen last, for one case alone."""
        return self._one_case(self._options())

    def _options(self) -> "SnapshotOptions":
        from dle_desktop.printing.options import SnapshotOptions  # noqa: PLC0415

        chosen, time = self._settings.values, self._time()
        return SnapshotOptions(
            template=chosen.template, page=chosen.page, orientation=chosen.orientation,
            figure_width=chosen.figure_width, axis=time.mode, unit=time.unit, origin=time.origin,
            folded=time.folded, palette=chosen.palette, view=self._view(),
            header=chosen.paper_header, footer=chosen.paper_footer, dpi=int(chosen.png_dpi),
        )  # fmt: skip

    @staticmethod
    def _one_case(options: "SnapshotOptions") -> "SnapshotOptions":
        """Return the options for a case alone: there is nothing to compare it with."""
        return replace(options, template="sheet") if options.template == "comparison" else options

    def _remember(self, options: "SnapshotOptions") -> None:
        """Keep what was chosen; not what a figure may show: that is asked for each time."""
        self._settings.change(
            template=options.template, page=options.page, orientation=options.orientation,
            figure_width=options.figure_width, palette=options.palette,
            paper_header=options.header, paper_footer=options.footer, png_dpi=str(options.dpi),
        )  # fmt: skip
        self.remembered.emit()

    def _printer(self, options: "SnapshotOptions") -> "QPrinter":
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415

        from dle_desktop.printing.paged import page_layout_of  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout_of(options))
        printer.setFullPage(True)
        printer.setDocName(self.tr("Case snapshot"))  # no label: print queues are read by others
        return printer
