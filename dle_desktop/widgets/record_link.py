"""A link to a record: its name in one line, cut where there is no room, whole in its tooltip."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from dle_desktop.widgets.plain_text import set_role, set_tip


class RecordLink(QPushButton):
    """A quiet button that reads as a line of text."""

    def __init__(self, name: str, room: int | None = None) -> None:
        super().__init__()
        set_role(self, "record")
        self.setAccessibleName(name)
        shown = name
        if room is not None:
            self.ensurePolished()
            shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
            set_tip(self, name)
        self.setText(shown.replace("&", "&&"))  # the name's own, not a mnemonic
