"""The cases of the library as Qt's list model, filtered as the person types.

The search looks through a text folded once per case; a longer search only narrows the hits before.
What is overdue is not in that text: it is worked out when it is asked for.
"""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dle_desktop.domain.briefs import CaseBrief
from dle_desktop.domain.case import Case
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.monitoring_figures import overdue_text
from dle_desktop.widgets.case_glance import Glance, glance, haystack

Index = QModelIndex | QPersistentModelIndex
CaseOf = Callable[[str], Case | None]
GLANCE_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_INDEX = QModelIndex()
OVERDUE = "overdue"  # typed as a word, it also finds the cases with something overdue
_DIGITS = re.compile(r"(\d+)")


class CaseListModel(QAbstractListModel):
    """Cases by label; only those the search finds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cases: list[CaseBrief | Case] = []
        self._case_of: CaseOf | None = None
        self._haystacks: list[str] = []
        self._hits: list[int] = []
        self._search = ""
        self._glances: dict[str, tuple[CaseBrief | Case, Glance]] = {}
        self._warned: dict[str, tuple[CaseBrief | Case, bool]] = {}
        self._folded: dict[str, tuple[CaseBrief | Case, str, list[str | int]]] = {}

    def set_cases(self, cases: Sequence[CaseBrief | Case], case_of: CaseOf | None = None) -> None:
        """Show these cases, sorted by label as a person counts: 2 before 10.

        Parameters
        ----------
        cases
            The cases, whole or in brief.
        case_of
            Returns the case of a brief by its id; asked for those that are seen.
        """
        self.beginResetModel()
        self._case_of = case_of
        folded = {case.id: self._fold(case) for case in cases}
        self._folded = folded
        self._cases = sorted(cases, key=self._label_key)
        self._haystacks = [folded[case.id][1] for case in self._cases]
        self._hits = self._find(range(len(self._cases)))
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only the cases that hold every word of the text."""
        wanted = " ".join(text.casefold().split())
        if wanted == self._search:
            return
        narrower = wanted.startswith(self._search) and OVERDUE not in wanted.split()
        self._search = wanted
        self.beginResetModel()
        self._hits = self._find(self._hits if narrower else range(len(self._cases)))
        self.endResetModel()

    @property
    def total(self) -> int:
        """The number of cases, shown or not."""
        return len(self._cases)

    def case(self, row: int) -> Case:
        """Return the case of a row."""
        return self._whole(self._cases[self._hits[row]])

    def id_of(self, row: int) -> str:
        """Return the id of the case of a row."""
        return self._cases[self._hits[row]].id

    def row_of(self, case_id: str | None) -> int:
        """Return the row of a case, -1 if it is not shown."""
        for row, hit in enumerate(self._hits):
            if self._cases[hit].id == case_id:
                return row
        return -1

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of cases shown."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the label, or the case at a glance."""
        case = self._cases[self._hits[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return case.label
        if role == GLANCE_ROLE:
            return self._glance(case)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            seen = self._glance(case)
            last = self.tr("CLASI activity {total}").format(total=seen.last) if seen.last else ""
            parts = (seen.label, seen.state, seen.warning, seen.detail, last)
            return ", ".join(part for part in parts if part)
        return None

    def _find(self, rows: "range | list[int]") -> list[int]:
        words = self._search.split()
        if not words:
            return list(rows)
        stacks = self._haystacks
        plain = [word for word in words if word != OVERDUE]
        found = [row for row in rows if all(word in stacks[row] for word in plain)]
        if len(plain) == len(words):
            return found
        return [row for row in found if OVERDUE in stacks[row] or self._overdue(row)]

    def _overdue(self, row: int) -> bool:
        case = self._cases[row]
        known = self._warned.get(case.id)
        if known is None or known[0] is not case:
            known = (case, bool(overdue_text(review_of(self._whole(case)))))
            self._warned[case.id] = known
        return known[1]

    def _whole(self, case: CaseBrief | Case) -> Case:
        if isinstance(case, Case):
            return case
        found = self._case_of(case.id) if self._case_of is not None else None
        return found if found is not None else Case(id=case.id, label=case.label)

    def _fold(self, case: CaseBrief | Case) -> tuple[CaseBrief | Case, str, list[str | int]]:
        known = self._folded.get(case.id)
        if known is not None and known[0] is case:
            return known
        parts = _DIGITS.split(case.label.casefold())
        key: list[str | int] = [
            int(part[:18]) if number % 2 else part for number, part in enumerate(parts)
        ]
        return case, haystack(case), key

    def _label_key(self, case: CaseBrief | Case) -> tuple[list[str | int], str]:
        return self._folded[case.id][2], case.id

    def _glance(self, case: CaseBrief | Case) -> Glance:
        known = self._glances.get(case.id)
        if known is None or known[0] is not case:
            known = (case, glance(self._whole(case)))
            self._glances[case.id] = known
        return known[1]
