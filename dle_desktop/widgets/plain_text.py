"""Text that stays text: the only place where labels and tooltips are made.

Qt guesses whether a text is HTML and then loads what it names; a case label could do that. Labels
made here are plain by construction and tooltips can be taken for nothing else; a test keeps labels,
tooltips and message boxes from being made anywhere else. The theme's sheet makes plain what Qt
itself makes. It does not know what the texts say.
"""

import textwrap

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget

_JOINER = "\u2060"  # shows nothing; what follows a < or & is then no name of a tag
# Of 72 characters: Qt breaks the lines of rich text only.
_LINES = textwrap.TextWrapper(72, expand_tabs=False, break_on_hyphens=False)
ISOLATE, POP = "\u2068", "\u2069"


def tr(text: str) -> str:
    """Return the translation of a text that belongs to no single widget."""
    return QCoreApplication.translate("dle_desktop", text)


def plain_label(text: str = "", *, role: str = "", wrap: bool = False) -> QLabel:
    """Return a label that shows its text letter by letter; `role` is its style in the theme."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if role:
        set_role(label, role)
    return label


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget a style of the theme, also after it was shown."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def tip(text: str) -> str:
    """Return a tooltip that shows its text letter by letter, in lines of readable length.

    It is not escaped: it would have to be shown as rich text then, and the sheet forbids that.
    """
    wrapped = "\n".join(_LINES.fill(line) for line in text.splitlines())
    return wrapped.replace("<", f"<{_JOINER}").replace("&lt;", f"&{_JOINER}lt;")


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that shows its text letter by letter.

    A screen reader would be given the tooltip with its line ends and joiners: it is told the text
    as the widget's description, unless that has one of its own.
    """
    if widget.accessibleDescription() == (widget.property("tip") or ""):
        widget.setAccessibleDescription(text)
        widget.setProperty("tip", text)
    widget.setToolTip(tip(text))


def isolated(text: str) -> str:
    """Return a name wrapped so that writing direction marks inside cannot reorder what follows."""
    return f"{ISOLATE}{text}{POP}" if any(char in text for char in _DIRECTION_MARKS) else text


_DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
