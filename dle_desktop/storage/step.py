"""One durable step: the documents it writes, their entries in the history, and what it means.

It decides nothing and writes nothing; the store gathers a step, commits it and takes it over.
"""

from dle_desktop.domain.case import Case
from dle_desktop.storage import history
from dle_desktop.storage.case_documents import CASES, TRASH, TrashedCase, to_document
from dle_desktop.storage.history import HISTORY, Author, Chain, Entry
from dle_desktop.storage.table_ops import Change


class Step:
    """The documents of one durable step, and what they mean for what is in memory."""

    def __init__(self, chain: Chain, author: Author) -> None:
        self.chain = chain.copy()
        self.changes: list[Change] = []
        self.cases: dict[int, Case | None] = {}
        self.trash: dict[int, TrashedCase | None] = {}
        self.forgotten: list[str] = []
        self._author = author

    def put(self, number: int, before: Case | None, case: Case, *, from_trash: bool) -> None:
        """Keep a whole case in place of what was there."""
        text, self.cases[number] = to_document(case)
        self.changes.append(Change(CASES, number, text))
        if from_trash:
            self.trash[number] = None
            self.changes.append(Change(TRASH, number, None))
        kind: history.Kind = "created" if before is None else "changed"
        self._tell("brought back" if from_trash else kind, before, case, case.id)

    def remove(self, number: int, case: Case, when: str) -> None:
        """Move a case to the trash."""
        text, self.trash[number] = to_document(TrashedCase(case=case, when=when))
        self.cases[number] = None
        self.changes += [Change(CASES, number, None), Change(TRASH, number, text)]
        self._tell("deleted", None, None, case.id)

    def forget(self, number: int, case_id: str) -> None:
        """Take a case out of the trash for good."""
        self.trash[number] = None
        self.forgotten.append(case_id)
        self.changes.append(Change(TRASH, number, None))
        self._tell("gone for good", None, None, case_id)

    def replace_entry(self, entry: Entry) -> None:
        """Keep an entry of the history in place of the one of its number."""
        self.changes.append(Change(HISTORY, entry.n, to_document(entry)[0]))

    def _tell(
        self, kind: history.Kind, before: Case | None, after: Case | None, case_id: str
    ) -> None:
        entry = self.chain.added(self._author, kind, before, after, case_id)
        self.replace_entry(entry)
