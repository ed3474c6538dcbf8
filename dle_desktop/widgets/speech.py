"""Speech: what a screen reader is told when keys move the cursor of the timeline.

With a track chosen it is the day and that track; else the whole read-out. A held key says only
where it stopped.
"""

from PySide6 import QtGui  # what speaks is built when it first does
from PySide6.QtCore import QObject, QTimer

from dle_desktop.plots.timeline_view import TimelineView
from dle_desktop.widgets.read_out import ReadOutPanel

_PAUSE = 150  # milliseconds without another key


class Speech(QObject):
    """Announces the read-out; `said` is what was said last."""

    def __init__(self, timeline: TimelineView, read_out: ReadOutPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._read_out = read_out
        self.said = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.say)
        timeline.pointing.walked.connect(self._pause.start)

    def say(self) -> None:
        """Say it now."""
        track = self._timeline.spoken.value(self._timeline.pointing.track_key)
        self.said = self._read_out.day_text(track) if track else self._read_out.text()
        event = QtGui.QAccessibleAnnouncementEvent(self._timeline, self.said)
        QtGui.QAccessible.updateAccessibility(event)
