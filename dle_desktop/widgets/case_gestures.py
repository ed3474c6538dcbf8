"""What a person does with whole cases: new, duplicate, delete, trash, import, export, library.

It asks through `Prompts` and acts through the services. Dialogs are loaded when they are first
asked for: no start should wait for them.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError, FileUnwritable
from dle_desktop.services.library import FilePreview, Library
from dle_desktop.services.messages import Messages, Remedy
from dle_desktop.services.session import Session
from dle_desktop.services.settings import SettingsFile
from dle_desktop.storage.atomic_file import WriteUnconfirmed
from dle_desktop.widgets.opening import notes_of, open_or_make
from dle_desktop.widgets.prompts import CASE_FILES, LIBRARY_FILES, Prompts
from dle_desktop.wording import file_name

if TYPE_CHECKING:
    from dle_desktop.exchange.preview import Policy
    from dle_desktop.widgets.deidentify_dialog import DeidentifyDialog
    from dle_desktop.widgets.trash_dialog import TrashDialog


class CaseGestures(QObject):
    """Handlers for whole cases and libraries."""

    def __init__(
        self,
        session: Session,
        library: Library,
        messages: Messages,
        prompts: Prompts,
        settings: SettingsFile,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._library = library
        self._messages = messages
        self._prompts = prompts
        self._settings = settings
        self._window = window
        self._trash: TrashDialog | None = None
        self._reducing: DeidentifyDialog | None = None
        self._previews: tuple[FilePreview, ...] = ()
        session.failed.connect(self._on_failed)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to call for each action."""
        return {
            "new_case": self._library.new_case,
            "duplicate_case": self.duplicate,
            "delete_case": self.delete,
            "trash": self.show_trash,
            "import_files": self.import_files,
            "export_case": self.export_case,
            "export_all": self.export_all,
            "export_reduced": self.export_reduced,
            "open_library": self.open_library,
            "undo": self._session.undo,
            "redo": self._session.redo,
        }

    def duplicate(self) -> None:
        """Copy the open case."""
        if self._session.case is not None:
            self._library.duplicate(self._session.case)

    def delete(self) -> None:
        """Move the open case to the trash; no question, for it can be undone."""
        case = self._session.case
        if case is not None and self._library.delete(case):
            text = self.tr("{label} is in the trash.").format(label=case.label)
            self._messages.say(text, Remedy(self.tr("Undo"), self._session.undo))

    def show_trash(self) -> None:
        """Open the trash."""
        from dle_desktop.widgets.trash_dialog import TrashDialog  # noqa: PLC0415 - see above

        self._trash = TrashDialog(self._window)
        self._trash.restore_requested.connect(self._on_restore)
        self._trash.emptying_requested.connect(self._on_empty_trash)
        self._refresh_trash()
        self._trash.open()

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Show what files would bring; asks for them if none are given."""
        files = tuple(paths) or self._prompts.open_files(
            self.tr("Import"), CASE_FILES, self._folder()
        )
        if not files:
            return
        self._remember(files[0])
        from dle_desktop.widgets.import_dialog import ImportDialog  # noqa: PLC0415

        self._previews = self._library.preview(files)
        dialog = ImportDialog(self._previews, self._window)
        dialog.confirmed.connect(self._on_import_confirmed)
        dialog.open()

    def export_case(self) -> None:
        """Export the open case."""
        case = self._session.case
        if case is not None:
            self._export((case,), file_name(case.label))

    def export_all(self) -> None:
        """Export all cases."""
        self._export(self._session.cases, self.tr("cases"))

    def export_reduced(self) -> None:
        """Ask what of the open case may leave, and where to."""
        case = self._session.case
        if case is None:
            return
        from dle_desktop.widgets.deidentify_dialog import DeidentifyDialog  # noqa: PLC0415

        self._reducing = DeidentifyDialog(case, self._window)
        self._reducing.save_requested.connect(self._on_reduced)
        self._reducing.finished.connect(self._on_reducing_finished)
        self._reducing.open()

    def open_library(self) -> None:
        """Change to another library, or make one where there is none."""
        path = self._prompts.open_file(self.tr("Open library"), LIBRARY_FILES, self._folder())
        if path is not None and path != self._session.store.path:
            self.use_library(path)

    def use_library(self, path: Path) -> bool:
        """Change to the library at a path; return whether it is open."""
        try:
            store = open_or_make(path, self._prompts)
        except DleError as error:
            self._messages.fail(error)
            return False
        if store is None:
            return False
        self._remember(path)
        self._settings.change(library=str(path))
        self._session.use_store(store)
        cases = self._session.briefs
        self._session.open_case(cases[0].id if cases else None)
        if notes := notes_of(store):
            self._messages.warn(" ".join(notes))
        return True

    def save_copy(self) -> None:
        """Save what is in memory as a library elsewhere: the way out of a failing disk."""
        wanted = self._folder() / f"{self._session.store.path.stem}-copy.json"
        path = self._prompts.save_file(self.tr("Save a copy"), LIBRARY_FILES, wanted)
        if path is None:
            return
        try:
            self._session.store.copy_to(path)
        except DleError as error:
            self._messages.fail(error)
        else:
            self._messages.say(self.tr("A copy was saved as {path}.").format(path=path))

    def _export(self, cases: tuple[Case, ...], name: str) -> None:
        wanted = self._folder() / f"{name}.json"
        path = self._prompts.save_file(self.tr("Export"), CASE_FILES, wanted)
        if path is not None and self._library.export(cases, path):
            self._remember(path)

    def _on_reduced(self, case: Case) -> None:
        """Save what is left of a case; the choices stay where it was not."""
        wanted = self._folder() / f"{file_name(case.label)}.json"
        path = self._prompts.save_file(self.tr("Export"), CASE_FILES, wanted)
        if path is not None and self._library.export_reduced(case, path):
            self._remember(path)
            if self._reducing is not None:
                self._reducing.accept()

    def _on_reducing_finished(self) -> None:
        """Let go of the case: nothing of it stays behind a lock."""
        if self._reducing is not None:
            self._reducing.deleteLater()
            self._reducing = None

    def _folder(self) -> Path:
        folder = self._settings.values.folder
        return Path(folder) if folder and Path(folder).is_dir() else Path.home()

    def _remember(self, path: Path) -> None:
        self._settings.change(folder=str(path.absolute().parent))

    def _on_import_confirmed(self, choices: "dict[str, Policy]") -> None:
        count = self._library.import_cases(self._previews, choices)
        self._previews = ()
        if count:
            words = self.tr("1 case was imported.") if count == 1 else self.tr(
                "{count} cases were imported."
            )  # fmt: skip
            undo = Remedy(self.tr("Undo"), self._session.undo)
            self._messages.say(words.format(count=count), undo)

    def _on_restore(self, cases: list[Case]) -> None:
        self._library.restore(cases)
        self._refresh_trash()

    def _on_empty_trash(self) -> None:
        words = self.tr("Empty trash")
        text = self.tr(
            "The cases in the trash will be gone for good. This cannot be undone, and no Undo will "
            "bring them back."
        )
        if self._prompts.choose(words, text, (words,), safe=False) == 0:
            self._session.empty_trash()
        self._refresh_trash()

    def _refresh_trash(self) -> None:
        if self._trash is not None:
            read_only = self._session.read_only
            self._trash.show_trash(self._session.trash(), read_only=read_only)

    def _on_failed(self, error: DleError) -> None:
        copy = Remedy(self.tr("Save a copy elsewhere…"), self.save_copy)
        told = not isinstance(error, FileUnwritable) or isinstance(error, WriteUnconfirmed)
        outcome = "" if told else self.tr("The change was not made.")
        self._messages.fail(error, None if self._session.read_only else copy, outcome=outcome)
