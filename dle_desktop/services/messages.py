"""What the program has to say: one line at a time, with at most one thing to do about it.

Code says what happened; the message bar shows it. Nothing here opens a dialog or knows a widget.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from dle_desktop.errors import DleError

Level = Literal["info", "warning", "error"]


class Remedy(Struct, frozen=True):
    """What can be done about a message: the words on the button and what it calls."""

    text: str
    call: Callable[[], object]


class Message(Struct, frozen=True):
    """One thing said: how grave it is, in words, with an optional remedy."""

    level: Level
    text: str
    remedy: Remedy | None = None


class Messages(QObject):
    """The service that code speaks to; whoever shows messages listens to `posted`."""

    posted = Signal(object)  # Message
    withdrawn = Signal()

    def __init__(
        self, word: Callable[[DleError], str] = str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._word = word

    def say(self, text: str, remedy: Remedy | None = None) -> None:
        """Tell what was done."""
        self.posted.emit(Message("info", text, remedy))

    def warn(self, text: str, remedy: Remedy | None = None) -> None:
        """Tell what the person should know before going on."""
        self.posted.emit(Message("warning", text, remedy))

    def fail(self, error: DleError, remedy: Remedy | None = None, *, outcome: str = "") -> None:
        """Tell in a sentence what could not be done, and what that means for the person."""
        text = f"{self._word(error)} {outcome}".rstrip()
        self.posted.emit(Message("error", text, remedy))

    def clear(self) -> None:
        """Take back what was said last: it no longer holds."""
        self.withdrawn.emit()
