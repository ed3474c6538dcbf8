"""A timeline whose case may be changed, and all it asks for."""

from dataclasses import dataclass, field

from pytestqt.qtbot import QtBot

from dle_desktop.domain.case import Case
from dle_desktop.domain.moves import Move
from dle_desktop.plots.edit_requests import Spot, Wanted
from dle_desktop.plots.timeline_view import TimelineView
from tests.plots.views import shown_view


@dataclass
class Asked:
    """What was asked for."""

    moves: list[Move] = field(default_factory=list)
    records: list[Wanted] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether nothing was."""
        return not (self.moves or self.records or self.spots or self.refusals)


def asking_view(qtbot: QtBot, case: Case, *, allowed: bool = True) -> tuple[TimelineView, Asked]:
    """Return a timeline on the screen and what it asks for from now on."""
    view, asked = shown_view(qtbot, case), Asked()
    view.edits.allowed = allowed
    view.edits.move_requested.connect(asked.moves.append)
    view.edits.record_requested.connect(asked.records.append)
    view.edits.menu_requested.connect(asked.spots.append)
    view.edits.refused.connect(asked.refusals.append)
    return view, asked
