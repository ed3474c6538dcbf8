"""What is in memory of an open library: its cases in brief, those that were asked for, the trash.

It reads and remembers; what changes is decided by the store.
"""

from dle_desktop.domain.briefs import CaseBrief, brief_of
from dle_desktop.domain.case import Case
from dle_desktop.errors import LibraryDamaged
from dle_desktop.storage import case_documents, history
from dle_desktop.storage.case_documents import CASES, TRASH, TrashedCase, read_table
from dle_desktop.storage.history import HISTORY, Entry
from dle_desktop.storage.step import Step
from dle_desktop.storage.tinydb_storage import LibraryStorage


class Contents:
    """The cases of a library by the numbers of their documents.

    Raises
    ------
    LibraryDamaged
        If any document cannot be read, or is not as it was written.
    """

    def __init__(self, storage: LibraryStorage) -> None:
        self._storage = storage
        path = storage.path
        # All of a library of unknown writers is read; the briefs alone of one we know as ours.
        if storage.differing:
            table, doc_id = storage.differing[0]
            raise LibraryDamaged(path, f"{table} {doc_id}: not as it was written")
        texts = storage.documents(CASES)
        self._cases: dict[int, Case] = {}
        if storage.trusted:
            self.briefs = read_table(path, CASES, texts, CaseBrief)
        else:
            self._cases = read_table(path, CASES, texts, Case)
            self.briefs = {number: brief_of(case) for number, case in self._cases.items()}
        self.trash = read_table(path, TRASH, storage.documents(TRASH), TrashedCase)
        self.numbers = case_documents.numbers_by_case(path, self.briefs, self.trash)
        self.following = 1 + max(self.numbers.values(), default=0)  # the number of the next case
        try:
            self.chain = history.chain_of(storage.documents(HISTORY))
        except ValueError as error:
            raise LibraryDamaged(path, f"{HISTORY}: {error}") from error

    def case(self, number: int) -> Case:
        """Return the case of a number, decoded when it is first asked for."""
        known = self._cases.get(number)
        if known is None:
            text = {str(number): self._storage.document(CASES, number)}
            known = read_table(self._storage.path, CASES, text, Case)[number]
            self._cases[number] = known
        return known

    def entry(self, number: int, text: bytes) -> Entry:
        """Return an entry of the history from its text."""
        try:
            return history.entry_from(text)
        except ValueError as error:
            raise LibraryDamaged(self._storage.path, f"{HISTORY} {number}: {error}") from error

    def adopt(self, step: Step) -> None:
        """Take over what a step made."""
        self.chain = step.chain
        for number, case in step.cases.items():
            if case is None:
                self._cases.pop(number, None)
                self.briefs.pop(number, None)
            else:
                self._cases[number], self.briefs[number] = case, brief_of(case)
                self.numbers[case.id] = number
                self.following = max(self.following, number + 1)
        for number, trashed in step.trash.items():
            if trashed is None:
                self.trash.pop(number, None)
            else:
                self.trash[number] = trashed
        for case_id in step.forgotten:
            del self.numbers[case_id]
