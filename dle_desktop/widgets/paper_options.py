"""The choices for paper: template, sheet, colours, own lines, and what a figure may show."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.widgets.plain_text import plain_label, tr
from dle_desktop.widgets.theme import GRID

_LONGEST_LINE = 120
TEMPLATES = {
    "sheet": "One-page sheet", "timeline": "Timeline alone", "record": "Full record",
    "comparison": "Two cases compared", "figure": "Figure for publication",
}  # fmt: skip
_PAGES = {"a4": "A4", "letter": "Letter"}
_ORIENTATIONS = {"landscape": "Landscape", "portrait": "Portrait"}
_COLOURS = {"colour": "Colour", "grey": "Grey, told apart by hatch"}
_DPI = {"150": "150, for a screen", "200": "200", "300": "300, for print", "600": "600"}
_WIDTHS = {
    "single": "One column (85 mm)", "double": "Two columns (178 mm)", "slide": "Slide (16:9)",
}  # fmt: skip


class PaperOptions(QWidget):
    """A form of all choices.

    Signals
    -------
    changed()
        Something else was chosen.
    """

    changed = Signal()

    def __init__(
        self,
        options: SnapshotOptions,
        others: Sequence[tuple[str, str]],
        days: tuple[float, float] | None = None,
    ) -> None:
        super().__init__()
        self._options = options
        self._days = days  # on the screen, where that is not the whole case
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(2 * GRID)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.template = self._choice(tr("Template"), TEMPLATES, options.template)
        self.other = self._choice(tr("Compared with"), dict(others), "")
        self.page = self._choice(tr("Paper"), _PAGES, options.page)
        self.orientation = self._choice(tr("Orientation"), _ORIENTATIONS, options.orientation)
        self.width_ = self._choice(tr("Width of the figure"), _WIDTHS, options.figure_width)
        self.colours = self._choice(tr("Colours"), _COLOURS, options.palette)
        self.dpi = self._choice(tr("Dots per inch of a PNG"), _DPI, str(options.dpi))
        self.header = self._line(tr("Your line in the header"), options.header)
        self.footer = self._line(tr("Your line in the footer"), options.footer)
        self.days = self._tick(tr("Only the days on the screen"), on=False)
        self.identified = self._tick(tr("With the case's label and dates"), on=options.identified)
        self.named = self._tick(tr("Bookmarks of a PDF name patients"), on=options.named)
        self.words = self._tick(tr("With free texts"), on=options.words)
        if not others:  # nothing to compare with
            self.template.removeItem(self.template.findData("comparison"))
        self._show_what_fits()

    def options(self) -> SnapshotOptions:
        """Return what is chosen; chosen otherwise it is no longer the snapshot that was printed."""
        before = self._options
        made = replace(
            before, template=self.template.currentData(), page=self.page.currentData(),
            orientation=self.orientation.currentData(), palette=self.colours.currentData(),
            figure_width=self.width_.currentData(), header=_tidy(self.header.text()),
            footer=_tidy(self.footer.text()), identified=self.identified.isChecked(),
            words=self.words.isChecked(), named=self.named.isChecked(),
            dpi=int(self.dpi.currentData()),
            range_days=self._days if self.days.isChecked() else before.range_days,
        )  # fmt: skip
        if made == before:
            return made
        return replace(made, snapshot_id="", since="", revision=None)

    def compared(self) -> str | None:
        """Return the id of the case to compare with, None where none is compared."""
        if self.template.currentData() != "comparison":
            return None
        chosen: str | None = self.other.currentData()
        return chosen

    def _show_what_fits(self) -> None:
        """Show the choices that the template has."""
        figure = self.template.currentData() == "figure"
        shown = {
            self.other: self.template.currentData() == "comparison",
            self.page: not figure, self.orientation: not figure,
            self.header: not figure, self.footer: not figure, self.named: not figure,
            self.days: self._days is not None,
            self.width_: figure, self.identified: figure, self.words: figure,
        }  # fmt: skip
        for control, there in shown.items():
            self._form.setRowVisible(control, there)

    def _tell(self) -> None:
        self._show_what_fits()
        self.changed.emit()

    def _choice(self, name: str, choices: dict[str, str], chosen: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for key, words in choices.items():
            box.addItem(words, key)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.currentIndexChanged.connect(self._tell)
        self._form.addRow(plain_label(name, role="muted"), box)
        return box

    def _line(self, name: str, text: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setMaxLength(_LONGEST_LINE)
        line.setAccessibleName(name)
        line.textEdited.connect(self._tell)
        self._form.addRow(plain_label(name, role="muted"), line)
        return line

    def _tick(self, name: str, *, on: bool) -> QCheckBox:
        box = QCheckBox(name)
        box.setChecked(on)
        box.toggled.connect(self._tell)
        self._form.addRow(box)
        return box


def _tidy(text: str) -> str:
    """Return a line as it can be kept: a pasted text may hold tabs and breaks."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
