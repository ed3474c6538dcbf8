"""Asking for a passphrase, choosing one, and showing the recovery code once."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

Attempt = Callable[[str], str]
_ENOUGH = 10  # letters; a shorter one is guessed too soon
_WIDTH = 440


class UnlockDialog(QDialog):
    """Asks for a passphrase or a recovery code until it opens the library.

    Parameters
    ----------
    name
        The file's name.
    attempt
        Tries a secret; returns what is wrong in words, nothing where it opens.
    """

    def __init__(self, name: str, attempt: Attempt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Protected library"))
        self._attempt = attempt
        text = plain_label(wrap=True)
        text.setText(
            self.tr("{name} is protected. Type its passphrase, or its recovery code.").format(
                name=name
            )
        )
        self.secret = _secret_line(self.tr("Passphrase or recovery code"))
        self.wrong = plain_label(wrap=True, role="error")
        self.wrong.hide()
        offered = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(offered.Ok | offered.Cancel)
        self.ok = buttons.button(offered.Ok)
        self.ok.setText(self.tr("&Open"))
        buttons.accepted.connect(self._on_ok)
        buttons.rejected.connect(self.reject)
        _column(self, text, self.secret, self.wrong, buttons)

    def _on_ok(self) -> None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)  # a guess is costly on purpose
        wrong = self._attempt(self.secret.text())
        QApplication.restoreOverrideCursor()
        if not wrong:
            self.secret.clear()
            self.accept()
            return
        self.wrong.setText(wrong)
        self.wrong.show()
        self.adjustSize()
        self.secret.selectAll()
        self.secret.setFocus()


class NewPassphraseDialog(QDialog):
    """Asks for a new passphrase, twice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Passphrase of this library"))
        text = plain_label(wrap=True)
        text.setText(
            self.tr(
                "Cases, journal and backups will be encrypted. Whoever has neither the passphrase "
                "nor the recovery code, which is shown next, can never open them again: not even "
                "the makers of this program. An encrypted disk protects more; this is a second "
                "lock. How many cases there are, and when they were saved, can still be seen."
            )
        )
        self.first = _secret_line(self.tr("Passphrase"))
        self.second = _secret_line(self.tr("Once more"))
        form = QFormLayout()
        form.addRow(plain_label(self.tr("Passphrase")), self.first)
        form.addRow(plain_label(self.tr("Once more")), self.second)
        self.first.textChanged.connect(self._on_typed)
        self.second.textChanged.connect(self._on_typed)
        self.note = plain_label(role="muted", wrap=True)
        offered = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(offered.Ok | offered.Cancel)
        self.ok = buttons.button(offered.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        _column(self, text, form, self.note, buttons)
        self._on_typed()

    def passphrase(self) -> str:
        """Return what was typed."""
        return self.first.text()

    def _on_typed(self) -> None:
        first, second = self.first.text(), self.second.text()
        words = ""
        if first and len(first) < _ENOUGH:
            words = self.tr("Short: a few words in a row are easier to keep and harder to guess.")
        if second and first != second:
            words = self.tr("The two are not the same.")
        self.note.setText(words or " ")
        self.ok.setEnabled(bool(first) and first == second)


class RecoveryDialog(QDialog):
    """Shows the recovery code, the only time.

    Signals
    -------
    print_requested()
        The code is to be printed.
    """

    print_requested = Signal()

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recovery code"))
        self.code = code
        text = plain_label(wrap=True)
        text.setText(
            self.tr(
                "The library is protected. With this code it opens where the passphrase is "
                "forgotten. It is shown only now: print it, or write it down, and keep it where "
                "the computer is not."
            )
        )
        shown = plain_label()
        shown.setText(code)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        shown.setAccessibleName(self.tr("Recovery code"))
        font = shown.font()
        font.setWeight(QFont.Weight.DemiBold)
        shown.setFont(font)
        self.print = QPushButton(self.tr("&Print…"))
        self.print.setAutoDefault(False)
        self.print.clicked.connect(self.print_requested)
        offered = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(offered.Ok)
        buttons.button(offered.Ok).setText(self.tr("I have &kept it"))
        buttons.addButton(self.print, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self.accept)
        _column(self, text, shown, buttons)


def _secret_line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setAccessibleName(name)
    hints = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
    line.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoPredictiveText)
    return line


def _column(dialog: QDialog, *parts: QWidget | QFormLayout) -> None:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
    column.setSpacing(3 * GRID)
    for part in parts:
        if isinstance(part, QFormLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
        if isinstance(part, QLabel) and part.wordWrap():
            # A dialog gives wrapped words the height of its first guess at their width.
            part.ensurePolished()
            part.setMinimumHeight(max(0, part.heightForWidth(_WIDTH - 10 * GRID)))
    dialog.setMinimumWidth(_WIDTH)
