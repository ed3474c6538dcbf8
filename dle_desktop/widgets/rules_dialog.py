"""The rules of one case: what its figures follow wherever a convention can be chosen.

Each rule stands with its default and with what that is worth. It hands the rules over to be stored
in one step, and closes when that is done.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.domain.case import Case
from dle_desktop.domain.rules import Rules
from dle_desktop.widgets.field_editors import (
    Control,
    control_text,
    make_control,
    mark_wrong,
    set_control_text,
    set_read_only,
)
from dle_desktop.widgets.fields import Draft, Wrong
from dle_desktop.widgets.plain_text import plain_label, set_role
from dle_desktop.widgets.rule_fields import (
    DEFAULTS,
    RuleField,
    rule_sections,
    rules_draft,
    rules_from_draft,
    schedule_standing,
)
from dle_desktop.widgets.theme import GRID

WIDTH, HEIGHT = 780, 700
_TITLE_WIDTH, _NUMBER_WIDTH, _NOTE_WIDTH = 240, 64, 200
Store = Callable[[Rules], str]  # the rules -> why they were not stored


class RulesDialog(QDialog):
    """A dialog to choose the rules of a case."""

    def __init__(
        self, case: Case, store: Store, parent: QWidget | None = None, *, read_only: bool = False
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._read_only = read_only
        self._rules = {one.key: one for part in rule_sections(case) for one in part.fields}
        self._controls: dict[str, Control] = {}
        self._notes: dict[str, QLabel] = {}
        self._default_draft = rules_draft(DEFAULTS)
        self.setWindowTitle(self.tr("Rules of this case"))
        self._failure = plain_label(role="warning", wrap=True)
        self._failure.hide()
        self._lay_out(case)
        self._show(rules_draft(case.rules))
        for control in self._controls.values():
            set_read_only(control, read_only)
        self.resize(WIDTH, HEIGHT)

    def control(self, key: str) -> Control:
        """Return the control of a rule."""
        return self._controls[key]

    def note(self, key: str) -> str:
        """Return what stands beside a rule: its default and its standing, or what is wrong."""
        return self._notes[key].text()

    def draft(self) -> Draft:
        """Return what is chosen and typed."""
        return {key: control_text(control) for key, control in self._controls.items()}

    def _lay_out(self, case: Case) -> None:
        intro = self.tr(
            "The figures of this case follow these rules. “Our convention” is not published for "
            "this disease; what you choose here is marked as chosen for this case."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(plain_label(self.tr("Rules of {label}").format(label=case.label),
                                     role="heading", wrap=True))  # fmt: skip
        column.addWidget(plain_label(intro, role="muted", wrap=True))
        column.addWidget(self._scrolled(case), 1)
        column.addWidget(self._failure)
        column.addWidget(self._button_box())

    def _scrolled(self, case: Case) -> QScrollArea:
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 3 * GRID, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID + 2)
        grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
        grid.setColumnMinimumWidth(1, _NUMBER_WIDTH)
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(3, _NOTE_WIDTH)
        row = 0
        for section in rule_sections(case):
            heading = plain_label(section.title, role="heading")
            heading.setContentsMargins(0, 3 * GRID if row else 0, 0, GRID)
            grid.addWidget(heading, row, 0, 1, 4)
            row += 1
            for rule in section.fields:
                row = self._add_rule(grid, row, rule)
        grid.setRowStretch(row, 1)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        return area

    def _add_rule(self, grid: QGridLayout, row: int, rule: RuleField) -> int:
        """Add a rule to the grid; return the next row."""
        control = make_control(rule.field, self)
        control.setAccessibleName(f"{rule.field.title} {rule.unit}".strip())
        title = plain_label(rule.field.title)
        title.setBuddy(control)
        note = plain_label(role="muted", wrap=True)
        grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignVCenter)
        if isinstance(control, QComboBox):
            control.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            grid.addWidget(control, row, 1, 1, 3)
            row += 1
            grid.addWidget(note, row, 1, 1, 3)
        else:
            control.setFixedWidth(_NUMBER_WIDTH)
            grid.addWidget(control, row, 1)
            grid.addWidget(plain_label(rule.unit), row, 2)
            grid.addWidget(note, row, 3)
        self._controls[rule.key] = control
        self._notes[rule.key] = note
        changed = partial(self._on_changed, rule.key)
        if isinstance(control, QComboBox):
            control.currentIndexChanged.connect(changed)
        elif isinstance(control, QCheckBox):
            control.clicked.connect(changed)
        else:
            control.textChanged.connect(changed)
        return row + 1

    def _button_box(self) -> QDialogButtonBox:
        kinds = QDialogButtonBox.StandardButton
        box = QDialogButtonBox(kinds.Ok | (kinds.Close if self._read_only else kinds.Cancel))
        self.defaults = QPushButton(self.tr("&Back to the defaults"))
        set_role(self.defaults, "link")
        self.defaults.setAutoDefault(False)
        self.defaults.setEnabled(not self._read_only)
        box.addButton(self.defaults, QDialogButtonBox.ButtonRole.ResetRole)
        self.ok = box.button(kinds.Ok)
        self.ok.setText(self.tr("Change rules"))
        self.ok.setVisible(not self._read_only)
        self.defaults.clicked.connect(self._on_defaults)
        box.accepted.connect(self._on_accepted)
        box.rejected.connect(self.reject)
        return box

    def _show(self, draft: Draft) -> None:
        for key, control in self._controls.items():
            set_control_text(control, draft[key])
        self._check()

    def _check(self) -> Rules | None:
        """Say what is wrong, else what each default is and what was chosen; return the rules."""
        draft = self.draft()
        reasons: dict[str, str] = {}
        rules = None
        try:
            rules = rules_from_draft(draft)
        except Wrong as wrong:
            reasons = wrong.reasons
        for key, rule in self._rules.items():
            reason = reasons.get(key, "")
            mark_wrong(self._controls[key], reason)
            self._notes[key].setText(reason or self._note_text(rule, draft[key]))
            chosen = draft[key] not in ("", self._default_draft[key])
            set_role(self._notes[key], "warning" if reason else "chosen" if chosen else "muted")
        self.ok.setEnabled(rules is not None and not self._read_only)
        return rules

    def _note_text(self, rule: RuleField, text: str) -> str:
        source = schedule_standing(text) if rule.key == "blood_counts" else ""
        if text == self._default_draft[rule.key] or (not text and rule.field.hint):
            default = self.tr("default {default}").format(default=rule.default)
            return f"{default}; {source or rule.standing}"
        chosen = self.tr("chosen for this case; default {default}").format(default=rule.default)
        return f"{chosen}; {source}" if source else chosen

    def _on_changed(self, _key: str, *_: object) -> None:
        self._check()

    def _on_defaults(self) -> None:
        self._show(self._default_draft)

    def _on_accepted(self) -> None:
        rules = self._check()
        if rules is None:
            return
        failure = self._store(rules)
        if failure:  # what was chosen must not be lost with the dialog
            self._failure.setText(self.tr("Not stored. {reason}").format(reason=failure))
            self._failure.show()
        else:
            self.accept()
