"""A widget that shows a range of days of a case: whole, closer, a page on, or as it was before."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dle_desktop.domain.case import Case
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.folding import whole_shown
from dle_desktop.plots.range_history import Range, RangeHistories, RangeHistory
from dle_desktop.plots.ringed import RingedWidget
from dle_desktop.plots.still_stack import StillStack

if TYPE_CHECKING:
    from dle_desktop.plots.stack_view import StackView

_ZOOM_STEP = 0.7


class RangedWidget(RingedWidget):
    """Shows some days of a case, and remembers which it showed.

    Signals
    -------
    visible_changed(float, float)
        The first and last study day shown.
    """

    visible_changed = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._figure: Figure | None = None
        self._cursor: float | None = None
        self._histories = RangeHistories()
        self.stack: StillStack | StackView = StillStack()

    def zoom_all(self) -> None:
        """Show the whole case."""
        if self._figure is not None:
            whole = whole_shown(self._figure, self.stack.folds)
            self.stack.set_range(whole.first, whole.last)

    def shows_all(self) -> bool:
        """Whether the whole case is in sight, and little else."""
        if self._figure is None:
            return False
        whole, (first, last) = whole_shown(self._figure, self.stack.folds), self.visible()
        near = (whole.last - whole.first) * 0.01
        return abs(first - whole.first) < near and abs(last - whole.last) < near

    def zoom_in(self) -> None:
        """Show less time, around the cursor if there is one."""
        self.stack.zoom(_ZOOM_STEP, self._cursor)

    def zoom_out(self) -> None:
        """Show more time, around the cursor if there is one."""
        self.stack.zoom(1 / _ZOOM_STEP, self._cursor)

    def set_visible(self, first: float, last: float) -> None:
        """Show the study days `first` to `last`."""
        self.stack.set_range(first, last)

    def visible(self) -> tuple[float, float]:
        """Return the first and last study day shown."""
        return self.stack.range_

    def page(self, screens: int) -> None:
        """Show what comes after (1) or before (-1) what is shown, as much of it."""
        scale = self.stack.scale_of_time()
        if scale is not None:
            self.set_visible(*scale.moved(-screens * scale.width))

    @property
    def history(self) -> RangeHistory:
        """What of the case was shown, to go back to."""
        return self._histories.of(self._case.id if self._case is not None else "")

    def go_back(self) -> None:
        """Show what was shown before."""
        self._travel(self.history.back())

    def go_forward(self) -> None:
        """Show again what was gone back from."""
        self._travel(self.history.forward())

    def _travel(self, shown: Range | None) -> None:
        if shown is not None:
            self._histories.travelling = True
            self.set_visible(*shown)
            self._histories.travelling = False
            self.visible_changed.emit(*self.visible())
