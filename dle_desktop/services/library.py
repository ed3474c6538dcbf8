"""What a person does with whole cases: make, copy, delete, bring back, import, export.

Each is one named step of the session. It knows files of cases but no dialogs: questions are asked
by whoever calls, X
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from msgspec import Struct
from PySide6.QtCore import QObject

from dle_desktop import wording
from dle_desktop.domain import edits
from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError
from dle_desktop.services.messages import Messages
from dle_desktop.services.session import Session
from dle_desktop.storage.output_file import write_export

if TYPE_CHECKING:
    from dle_desktop.exchange.preview import ImportItem, Policy
    from dle_desktop.exchange.problems import Problem


class FilePreview(Struct, frozen=True):
    """What one file would bring: its cases beside the library's, or why it was refused."""

    path: Path
    items: "tuple[ImportItem, ...]" = ()
    problems: "tuple[Problem, ...]" = ()
    notes: "tuple[Problem, ...]" = ()
    error: DleError | None = None


INDEX_DRUG = "lenalidomide"  # what the program is for


class Library(QObject):
    """The use cases of whole cases."""

    def __init__(self, session: Session, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._messages = messages

    def new_case(self) -> bool:
        """Add an empty case with a label of its own and open it; its index drug can be changed."""
        case = edits.new_case(self._free_label(self.tr("New case")), case_id=str(uuid4()))
        case = edits.set_case_fields(case, index_drug=INDEX_DRUG)
        return self._add((case,), self.tr("New case"))

    def duplicate(self, case: Case) -> bool:
        """Add a copy of a case and open it."""
        label = self._free_label(self.tr("{label} (copy)").format(label=case.label[:100]))
        copy = edits.duplicate_case(case, case_id=str(uuid4()), label=label)
        return self._add((copy,), self.tr("Duplicate case"))

    def delete(self, case: Case) -> bool:
        """Move a case to the trash."""
        return self._session.apply([(case, None)], self.tr("Delete case"))

    def restore(self, cases: Sequence[Case]) -> bool:
        """Bring cases back from the trash."""
        return self._add(cases, self.tr("Restore case"))

    def preview(self, paths: Sequence[Path]) -> tuple[FilePreview, ...]:
        """Read files of cases and return what they would bring; nothing is stored.

        A file with a case that an earlier one has too is refused: which holds cannot be known.
        """
        from dle_desktop.exchange.problems import Problem, json_path  # noqa: PLC0415 - see above

        previews: list[FilePreview] = []
        seen: set[str] = set()
        for path in paths:
            preview = self._preview(path)
            ids = [item.incoming.id for item in preview.items]
            repeated = tuple(
                Problem("case-elsewhere", json_path(("cases", at, "id")), (case_id,))
                for at, case_id in enumerate(ids)
                if case_id in seen
            )
            if repeated:
                preview = FilePreview(path, problems=repeated, notes=preview.notes)
            else:
                seen.update(ids)
            previews.append(preview)
        return tuple(previews)

    def import_cases(
        self, previews: Sequence[FilePreview], choices: "Mapping[str, Policy]"
    ) -> int | None:
        """Store what previews bring as one step; return how many cases, None if it failed.

        Parameters
        ----------
        previews
            What the files would bring.
        choices
            What becomes of a changed case, by id; a case without a choice is kept as it is.
        """
        from dle_desktop.exchange.preview import resolve_import  # noqa: PLC0415 - see above

        incoming: dict[str, Case] = {}
        for preview in previews:
            for case in resolve_import(preview.items, "keep", choices):
                incoming[case.id] = case
        if not self._add(tuple(incoming.values()), self.tr("Import")):
            return None
        return len(incoming)

    def export(self, cases: Sequence[Case], path: Path) -> bool:
        """Write cases to a case file; return whether it is there."""
        from dle_desktop.exchange.case_json import write_cases  # noqa: PLC0415 - see above

        try:
            write_export(path, write_cases(cases))
        except DleError as error:
            self._messages.fail(error)
            return False
        count = wording.case_count(len(cases))
        self._messages.say(self.tr("{count} exported to {path}.").format(count=count, path=path))
        return True

    def export_reduced(self, case: Case, path: Path) -> bool:
        """Write a case with reduced identifiers, and nothing about the program that does."""
        from dle_desktop.exchange.case_json import write_cases  # noqa: PLC0415 - see above

        try:
            write_export(path, write_cases((case,), app=None))
        except DleError as error:
            self._messages.fail(error)
            return False
        text = self.tr("{label} was exported with reduced identifiers to {path}.")
        self._messages.say(text.format(label=case.label, path=path))
        return True

    def _add(self, cases: Sequence[Case], text: str) -> bool:
        pairs = [(self._session.case_of(case.id), case) for case in cases]
        if not self._session.apply(pairs, text):
            return False
        if cases:
            self._session.open_case(cases[0].id)
        return True

    def _preview(self, path: Path) -> FilePreview:
        from dle_desktop.exchange.case_json import read_cases  # noqa: PLC0415 - see above
        from dle_desktop.exchange.preview import compare  # noqa: PLC0415 - see above

        try:
            read = read_cases(path)
        except DleError as error:
            return FilePreview(path, error=error)
        known = (self._session.case_of(case.id) for case in read.cases)
        items = compare(read.cases, tuple(case for case in known if case is not None))
        return FilePreview(path, items, read.problems, read.notes)

    def _free_label(self, wanted: str) -> str:
        """Return a label no case has yet: the wanted one, else with a number behind."""
        taken = {brief.label for brief in self._session.briefs}
        label, number = wanted, 1
        while label in taken:
            number += 1
            label = f"{wanted} {number}"
        return label
