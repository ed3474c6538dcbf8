"""The header: the case's label, what it is about, and its figures.

The figures and their reasons come from `domain.summary`; nothing is computed here.
"""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dle_desktop import wording
from dle_desktop.domain.case import Case
from dle_desktop.domain.lab_figures import COUNTS, without_unreported_counts
from dle_desktop.domain.summary import Figure, summarise
from dle_desktop.drawing.palette import Palette
from dle_desktop.widgets.case_glance import followed_text
from dle_desktop.widgets.elided_label import ElidedLabel
from dle_desktop.widgets.figure_button import FigureButton
from dle_desktop.widgets.plain_text import plain_label, set_role
from dle_desktop.widgets.subject_line import SubjectLine
from dle_desktop.widgets.theme import GRID, SMALL, TITLE
from dle_desktop.widgets.why import Why

HEIGHT = 67
# The figures of the header, each with those its popover tells besides.
SHOWN = {
    "index_drug": ("index_total",),
    "activity": (
        "activity_baseline",
        "activity_best",
        "response",
        "response_points",
        "response_percent",
        "response_clasi-50",
        "response_clasi-70",
        "response_complete",
        "lag",
    ),
    "damage": ("damage_baseline",),
    "prednisone": ("steroid_sparing", "steroid_total"),
    "blood_count": COUNTS,
    "monitoring": ("pregnancy_tests", "last_event"),
}


class HeaderLine(QWidget):
    """The line above the timeline."""

    why_requested = Signal(object)  # Why

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(self, "surface")
        self._figures: dict[str, Figure] = {}
        self.title = ElidedLabel("title")
        self.tag = plain_label(role="warning")
        self.subject = SubjectLine()
        self.buttons = {key: FigureButton() for key in SHOWN}
        self._lay_out()
        for key, button in self.buttons.items():
            button.clicked.connect(partial(self.explain, key))
        self.subject.clicked.connect(partial(self.explain, "followed"))

    def show_case(self, case: Case | None) -> None:
        """Show a case's label and figures."""
        self.setVisible(case is not None)
        if case is None:
            return
        self.title.setText(case.label)
        self.tag.setText(wording.ILLUSTRATIVE if case.synthetic else "")
        self.tag.setVisible(case.synthetic)
        self.subject.setText(_about(case, followed_text(case)))
        self._figures = {figure.key: figure for figure in summarise(case)}
        for key, button in self.buttons.items():
            button.show_figure(self._figures[key])

    def set_palette(self, colours: Palette) -> None:
        """Paint in these colours from now on."""
        for button in self.buttons.values():
            button.set_palette(colours)

    def set_unit(self, unit: float) -> None:
        """Show label and figures larger, such as 1.4 times, or as usual (1)."""
        self.setFixedHeight(round(HEIGHT * unit))
        for button in self.buttons.values():
            button.set_unit(unit)
        sizes = {"title": TITLE, "warning": SMALL, "muted": SMALL}
        larger = (
            f'QLabel[role="{role}"] {{ font-size: {round(size * unit)}px; }}'
            for role, size in sizes.items()
        )
        self.setStyleSheet("" if unit == 1.0 else "\n".join(larger))

    def explain(self, key: str, *_: object) -> None:
        """Open the reasons of a figure below it."""
        told = (key, *SHOWN.get(key, ()))
        figures = [self._figures[name] for name in told if name in self._figures]
        told_figures = tuple(without_unreported_counts(figures))
        self.why_requested.emit(Why(told_figures, self.buttons.get(key, self.subject)))

    def explain_here(self, at: QPoint | None) -> bool:
        """Explain the figure at a point of the screen, else the one with the focus, if any."""
        for key, widget in {**self.buttons, "followed": self.subject}.items():
            held = widget.hasFocus() if at is None else widget.rect().contains(
                widget.mapFromGlobal(at)
            )  # fmt: skip
            if held:
                self.explain(key)
                return True
        return False

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        for part in (self.title, self.tag, self.subject):
            words.addWidget(part)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(6 * GRID, GRID, 3 * GRID, GRID)
        row.setSpacing(GRID)
        row.addLayout(words, 3)
        for button in self.buttons.values():
            row.addWidget(button, 2)
        rule = QFrame()
        rule.setFixedHeight(1)
        set_role(rule, "rule")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(rule)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


def _about(case: Case, followed: str) -> str:
    # Where no end of follow-up is reported the records say how far they reach, and no more.
    reach = "records over" if case.follow_up_end is None else "followed"
    parts = (f"{reach} {followed}" if followed else None, case.diagnosis.text)
    words = "; ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]
