"""The only undo command: some cases become others.

It knows the values before and after and the name of the step. It does not know files: the session
stores a step first and lets the undo stack move only when the step is safe on disk.
"""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QUndoCommand

from dle_desktop.domain.case import Case

Pair = tuple[Case | None, Case | None]


class ReplaceCases(QUndoCommand):
    """Cases before and after one named step; None means there was or is no such case."""

    def __init__(
        self,
        pairs: Sequence[Pair],
        text: str,
        show: Callable[[Sequence[Pair]], None],
    ) -> None:
        super().__init__(text)
        self.pairs: tuple[Pair, ...] = tuple(pairs)
        self._show = show

    @property
    def reversed_pairs(self) -> tuple[Pair, ...]:
        """Return the pairs of the step taken back."""
        return tuple((after, before) for before, after in self.pairs)

    @property
    def case_ids(self) -> frozenset[str]:
        """Return the ids of all cases the step touches."""
        return frozenset(case.id for pair in self.pairs for case in pair if case is not None)

    def redo(self) -> None:
        """Show what the step made."""
        self._show(self.pairs)

    def undo(self) -> None:
        """Show what was before the step."""
        self._show(self.reversed_pairs)
