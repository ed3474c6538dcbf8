"""What a person does with the rules of a case: look at them, choose them, in one undo step."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from dle_desktop import wording
from dle_desktop.domain import edits
from dle_desktop.domain.rules import Rules
from dle_desktop.errors import DleError
from dle_desktop.services.session import Session


class RuleGestures(QObject):
    """Handlers for the rules of the open case."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._failure = ""
        session.failed.connect(self._on_failed)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what to call for each action."""
        return {"case_rules": self.show_rules}

    def show_rules(self) -> None:
        """Open the dialog of the open case's rules; in a library read only they are just shown."""
        case = self._session.case
        if case is None:
            return
        from dle_desktop.widgets.rules_dialog import RulesDialog  # noqa: PLC0415 - no start waits

        read_only = self._session.read_only
        dialog = RulesDialog(case, self.store, self._window, read_only=read_only)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def store(self, rules: Rules) -> str:
        """Give the open case these rules as one step; return why it could not be stored."""
        case = self._session.case
        if case is None:
            return self.tr("No case is open.")
        self._failure = ""
        changed = edits.set_case_fields(case, rules=rules)
        stored = self._session.edit(changed, self.tr("Change rules"))
        return "" if stored else self._failure

    def _on_failed(self, error: DleError) -> None:
        self._failure = wording.sentence(error)
