"""The controls a field is typed into: one line, a choice, a tick or a text, all read as text.

It knows no record; a table cell and a form row use the same controls.
"""

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QStyleOptionButton,
    QWidget,
)

from dle_desktop.widgets.fields import YES, Field, tick_text
from dle_desktop.widgets.plain_text import set_role, tr

Control = QLineEdit | QComboBox | QCheckBox | QPlainTextEdit
TEXT_LINES = 4


class NoteEdit(QPlainTextEdit):
    """A text of several lines that tells when it is left; Tab goes on instead of indenting."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * TEXT_LINES + 16)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that typing has ended."""
        super().focusOutEvent(event)
        self.left.emit()


class TickBox(QCheckBox):
    """A box to tick with an outline that shows on every ground, and shows the focus."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, then its outline."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        outline = QtWidgets.QStyle.SubElement.SE_CheckBoxIndicator
        box = self.style().subElementRect(outline, option, self)
        role = QPalette.ColorRole.Accent if self.hasFocus() else QPalette.ColorRole.PlaceholderText
        painter = QPainter(self)
        painter.setPen(self.palette().color(role))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()


class WheelGuard(QObject):
    """Keeps the wheel from changing a control that is only scrolled past."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to what lies behind, unless the control has the focus."""
        passing = isinstance(watched, QWidget) and not watched.hasFocus()
        if passing and event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def make_control(field: Field, parent: QWidget | None = None) -> Control:
    """Return a control for a field, named for those who cannot see it."""
    control: Control
    if field.editor == "tick":
        control = TickBox(parent)
    elif field.editor == "text":
        control = NoteEdit(parent)
        control.setPlaceholderText(field.hint or tr("not reported"))
    elif field.editor == "choice":
        control = QComboBox(parent)
        for choice in field.choices:
            control.addItem(choice.words, choice.text)
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.installEventFilter(WheelGuard(control))
    else:
        control = QLineEdit(parent)
        control.setPlaceholderText(field.hint or tr("not reported"))
        if field.choices:
            control.setCompleter(_completer(field, control))
    control.setAccessibleName(field.title)
    control.setObjectName(field.key)
    return control


def _completer(field: Field, parent: QWidget) -> QCompleter:
    completer = QCompleter([choice.text for choice in field.choices], parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    popup = completer.popup()
    if popup is not None:  # never: it is made when asked for
        set_role(popup, "popover")  # lists have no ground of their own
    return completer


def control_text(control: Control) -> str:
    """Return what the control holds, as a draft's text."""
    if isinstance(control, QCheckBox):
        return tick_text(control.isChecked())
    if isinstance(control, QComboBox):
        return str(control.currentData() or "")
    if isinstance(control, QPlainTextEdit):
        # Qt makes plain spaces of others: what was not typed into is given back as it came.
        touched = control.document().isModified()
        return control.toPlainText() if touched else str(control.property("given") or "")
    return control.text()


def set_control_text(control: Control, text: str) -> None:
    """Show a draft's text without telling of a change."""
    if control_text(control) == text:
        return
    blocker = QSignalBlocker(control)
    if isinstance(control, QCheckBox):
        control.setChecked(text == YES)
    elif isinstance(control, QComboBox):
        control.setCurrentIndex(max(0, control.findData(text)))
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(text)
        control.setProperty("given", text)
        control.document().setModified(False)
    else:
        control.setText(text)
        control.setCursorPosition(0)
    blocker.unblock()


def mark_wrong(control: Control, reason: str) -> None:
    """Show that a control's text is wrong, and why, also to those who cannot see it."""
    wrong = "true" if reason else "false"
    control.setAccessibleDescription(reason)
    if control.property("wrong") != wrong:
        control.setProperty("wrong", wrong)
        control.style().unpolish(control)
        control.style().polish(control)


def set_read_only(control: Control, read_only: bool) -> None:
    """Let a control be read but not changed."""
    if isinstance(control, (QLineEdit, QPlainTextEdit)):
        control.setReadOnly(read_only)
    else:
        control.setEnabled(not read_only)
