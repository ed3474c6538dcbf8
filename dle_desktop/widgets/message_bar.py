"""The message bar: one line below the header that says what happened, with what can be done.

It shows what `services.messages` posts. News of something done goes with the next edit; warnings
and errors stay until they are put away or replaced.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.services.messages import Message, Messages
from dle_desktop.widgets import icons
from dle_desktop.widgets.plain_text import plain_label, set_role, set_tip
from dle_desktop.widgets.theme import GRID


class MessageBar(QFrame):
    """Shows the last message."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message: Message | None = None
        self._colours: Palette = LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Message"))
        self._sign = QLabel()
        self.text = plain_label(wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.remedy = QPushButton()
        self._close = QPushButton()
        self._close.setAccessibleName(self.tr("Put the message away"))
        set_tip(self._close, self.tr("Put the message away"))
        set_role(self._close, "link")
        set_role(self.remedy, "link")
        row = QHBoxLayout(self)
        row.setContentsMargins(6 * GRID, GRID, 3 * GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self._sign)
        row.addWidget(self.text, 1)
        row.addWidget(self.remedy)
        row.addWidget(self._close)
        self.hide()
        messages.posted.connect(self.show_message)
        messages.withdrawn.connect(self.put_away)
        self.remedy.clicked.connect(self._on_remedy)
        self._close.clicked.connect(self.put_away)

    def show_message(self, message: Message) -> None:
        """Show a message in place of the one before."""
        self.message = message
        self.text.setText(message.text)
        self.setAccessibleDescription(message.text)
        self.remedy.setVisible(message.remedy is not None)
        if message.remedy is not None:
            self.remedy.setText(message.remedy.text)
        set_role(self, f"message-{message.level}")
        self._paint_signs()
        self.show()

    def put_away(self) -> None:
        """Hide the message."""
        self.message = None
        self.hide()

    def let_go(self) -> None:
        """Hide news of something done: something else is being done now."""
        if self.message is not None and self.message.level == "info":
            self.put_away()

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        self._colours = colours
        self._paint_signs()

    def _paint_signs(self) -> None:
        if self.message is None:  # hidden: no start waits for its pictures
            return
        self._close.setIcon(icons.icon("close", self._colours))
        colour = {"info": "accent", "warning": "warning", "error": "error"}[self.message.level]
        ratio = self.devicePixelRatioF()
        picture = icons.pixmap(
            self.message.level, getattr(self._colours, colour), round(icons.SIDE * ratio)
        )
        picture.setDevicePixelRatio(ratio)
        self._sign.setPixmap(picture)

    def _on_remedy(self) -> None:
        message = self.message
        self.put_away()
        if message is not None and message.remedy is not None:
            message.remedy.call()
