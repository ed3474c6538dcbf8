"""Copying what a timeline shows: the picture as SVG and PNG, the values as a table.

It fills the clipboard and says so. What paints on paper is loaded when it is first asked for.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from dle_desktop.plots.timeline_view import TimelineView
from dle_desktop.services.messages import Messages
from dle_desktop.widgets.clipboard import copy_picture, copy_text


class CopyGestures(QObject):
    """Handlers for the clipboard, for one timeline."""

    def __init__(self, timeline: TimelineView, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._messages = messages

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to call for each action."""
        return {"copy_picture": self.copy_picture, "copy_values": self.copy_values}

    def copy_picture(self) -> None:
        """Copy the days, tracks and options shown, drawn as on paper."""
        case, figure = self._timeline.case, self._timeline.figure
        if case is None or figure is None:
            return
        from dle_desktop.printing.view_picture import ViewPicture  # noqa: PLC0415 - see above

        wide, high = self._timeline.track_area()
        shown = self._timeline
        folds = shown.stack.folds
        picture = ViewPicture(case, figure, shown.visible(), shown.time, wide, high, folds)
        if not copy_picture(picture.svg(), picture.png()):
            self._messages.warn(self.tr("There is not enough memory to copy the picture."))
            return
        self._messages.say(
            self.tr("The picture is copied, with the case's label. Other programs can read it.")
        )

    def copy_values(self) -> None:
        """Copy the records in the tracks and days shown as tab-separated text."""
        case, figure = self._timeline.case, self._timeline.figure
        if case is None or figure is None:
            return
        from dle_desktop.drawing.shown_records import shown_records  # noqa: PLC0415 - see above
        from dle_desktop.exchange.values_table import values_table  # noqa: PLC0415

        drawn = shown_records(figure, *self._timeline.visible())
        copy_text(values_table(case, drawn))
        count = len(drawn)
        words = self.tr("1 value is") if count == 1 else self.tr("{count} values are")
        text = self.tr("{values} copied as a table. Other programs can read it.")
        self._messages.say(text.format(values=words.format(count=count)))
