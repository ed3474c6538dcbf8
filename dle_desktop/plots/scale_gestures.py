"""The scale of a score on the picture: a double click on its figures shows all of it, or what fits.

It asks for view options and changes nothing itself.
"""

from msgspec.structs import replace
from PySide6.QtCore import Qt

from dle_desktop.drawing.figure import Plot
from dle_desktop.drawing.measure import Measure
from dle_desktop.drawing.plot_ground import scale_room
from dle_desktop.plots.gestures import Pointer, QuietGesture
from dle_desktop.plots.stack_view import StackView
from dle_desktop.plots.track_gestures import Choose


class TurnScale(QuietGesture):
    """Double click on the figures left of a score: the full scale, or the one that fits."""

    def __init__(self, stack: StackView, choose: Choose) -> None:
        self._stack = stack
        self._choose = choose

    def begins(self, pointer: Pointer) -> bool:
        """Take no press: only a double click means something here."""
        del pointer
        return False

    def moves(self, pointer: Pointer) -> None:
        """Follow nothing."""

    def ends(self, pointer: Pointer) -> None:
        """End nothing."""

    def doubles(self, pointer: Pointer) -> bool:
        """Turn the scale of both scores."""
        figure = self._stack.figure
        if figure is None or not self._on_scale(pointer):
            return False
        options = figure.options
        self._choose(replace(options, full_scale=not options.full_scale))
        return True

    def hovers(self, pointer: Pointer) -> Qt.CursorShape | None:
        """Show that the figures can be clicked."""
        return Qt.CursorShape.PointingHandCursor if self._on_scale(pointer) else None

    def _on_scale(self, pointer: Pointer) -> bool:
        layout, track = self._stack.layout_, pointer.track
        if layout is None or track is None or not isinstance(track.content, Plot):
            return False
        plot = track.content
        if plot.kind == "lab" or not plot.points or not track.top <= pointer.at.y() <= track.bottom:
            return False
        room = scale_room(Measure(layout.unit), plot, track.height)
        return bool(layout.left - room <= pointer.at.x() < layout.left)
