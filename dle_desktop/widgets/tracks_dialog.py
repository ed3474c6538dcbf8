"""The list of tracks: which are shown, in what order, how high; every choice shows at once.

It works on one timeline and keeps nothing of its own. What a choice means for the view options is
the business of `drawing.track_choices`.
"""

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from dle_desktop.drawing.series import analytes_of
from dle_desktop.drawing.track_choices import (
    TrackChoice,
    choices_of,
    in_order,
    with_height,
    with_shown,
)
from dle_desktop.drawing.view_options import (
    ARRANGING,
    DEFAULT_VIEW,
    LEAST_HEIGHT,
    MOST_HEIGHT,
    ViewOptions,
)
from dle_desktop.plots.timeline_view import TimelineView
from dle_desktop.widgets.plain_text import plain_label
from dle_desktop.widgets.theme import GRID

_KEY = Qt.ItemDataRole.UserRole
_STEP = 10  # per cent
_NO_BUTTONS = "QSpinBox::up-button, QSpinBox::down-button { width: 0; border: 0; }"


class TrackList(QListWidget):
    """The tracks with check boxes; Alt+Up and Alt+Down move the one in front."""

    move_requested = Signal(int)  # -1 up, 1 down

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Alt and an arrow."""
        steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move_requested.emit(steps[event.key()])
        else:
            super().keyPressEvent(event)


class TracksDialog(QDialog):
    """A window beside the timeline; both can be worked with."""

    def __init__(self, timeline: TimelineView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tracks"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._timeline = timeline
        self.list = TrackList()
        self.list.setAccessibleName(self.tr("Tracks from top to bottom"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.up = QPushButton(self.tr("Move &up"))
        self.down = QPushButton(self.tr("Move &down"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.height_box = QSpinBox()
        for control in (self.slider, self.height_box):
            control.setRange(round(LEAST_HEIGHT * 100), round(MOST_HEIGHT * 100))
            control.setSingleStep(_STEP)
            control.setAccessibleName(self.tr("Height of the track in per cent of its usual one"))
        self.slider.setPageStep(5 * _STEP)
        self.height_box.setSuffix(" %")
        # WORKAROUND NoButtons: with a style sheet it leaves no room for the text.
        self.height_box.setStyleSheet(_NO_BUTTONS)
        self.height_box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.usual = QPushButton(self.tr("&As usual"))
        self._lay_out()
        self._connect()
        self.refresh()
        self.resize(360, 540)

    def refresh(self) -> None:
        """Show the tracks of the timeline's case as they are now."""
        choices = self._choices()
        blocker = QSignalBlocker(self.list)
        if [one.key for one in choices] != self._keys():
            chosen = self._key()
            self.list.clear()
            for choice in choices:
                item = QListWidgetItem()
                item.setData(_KEY, choice.key)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled
                )  # fmt: skip
                self.list.addItem(item)
            keys = self._keys()
            self.list.setCurrentRow(keys.index(chosen) if chosen in keys else 0)
        for place, choice in enumerate(choices):
            item = self.list.item(place)
            item.setText(self._words(choice))
            state = Qt.CheckState.Checked if choice.shown else Qt.CheckState.Unchecked
            item.setCheckState(state)
        blocker.unblock()
        self._show_height()

    def move_track(self, step: int) -> None:
        """Move the track in front one place up (-1) or down (1)."""
        keys, row = self._keys(), self.list.currentRow()
        place = row + step
        if row >= 0 and 0 <= place < len(keys):
            keys[row], keys[place] = keys[place], keys[row]
            self._choose(in_order(self._timeline.options, keys))

    def go_back(self) -> None:
        """Show every track in its usual place and height."""
        usual = {name: getattr(DEFAULT_VIEW, name) for name in (*ARRANGING, "analytes")}
        self._choose(replace(self._timeline.options, **usual))

    def _choose(self, options: ViewOptions) -> None:
        self._timeline.set_options(options)

    def _choices(self) -> tuple[TrackChoice, ...]:
        figure, case = self._timeline.figure, self._timeline.case
        return choices_of(figure, analytes_of(case)) if figure and case else ()

    def _keys(self) -> list[str]:
        return [str(self.list.item(row).data(_KEY)) for row in range(self.list.count())]

    def _key(self) -> str:
        item = self.list.currentItem()
        return "" if item is None else str(item.data(_KEY))

    def _words(self, choice: TrackChoice) -> str:
        per_cent = round(choice.height * 100)
        return choice.name if per_cent == 100 else f"{choice.name}, {per_cent} %"  # noqa: PLR2004

    def _show_height(self) -> None:
        per_cent = round(self._timeline.options.height(self._key()) * 100)
        for control in (self.slider, self.height_box):
            blocker = QSignalBlocker(control)
            control.setValue(per_cent)
            control.setEnabled(bool(self._key()))
            blocker.unblock()
        row, last = self.list.currentRow(), self.list.count() - 1
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < last)

    def _on_height(self, per_cent: int) -> None:
        self._choose(with_height(self._timeline.options, self._key(), per_cent / 100))

    def _on_ticked(self, item: QListWidgetItem) -> None:
        figure = self._timeline.figure
        if figure is not None:
            shown = item.checkState() == Qt.CheckState.Checked
            self._choose(with_shown(figure, str(item.data(_KEY)), shown=shown))

    def _on_dropped(self, *_: QModelIndex | int) -> None:
        self._choose(in_order(self._timeline.options, self._keys()))

    def _on_up(self) -> None:
        self.move_track(-1)

    def _on_down(self) -> None:
        self.move_track(1)

    def _connect(self) -> None:
        self._timeline.figure_changed.connect(self.refresh)
        self.list.itemChanged.connect(self._on_ticked)
        self.list.currentRowChanged.connect(self._show_height)
        self.list.model().rowsMoved.connect(self._on_dropped)
        self.list.move_requested.connect(self.move_track)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.slider.valueChanged.connect(self._on_height)
        self.height_box.valueChanged.connect(self._on_height)
        self.usual.clicked.connect(self.go_back)
        QShortcut(QKeySequence.StandardKey.Close, self, self.close)

    def _lay_out(self) -> None:
        note = plain_label(
            self.tr("Space shows or hides a track, Alt with an arrow moves it."),
            role="muted", wrap=True,
        )  # fmt: skip
        height = plain_label(self.tr("&Height"))
        height.setBuddy(self.height_box)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        for button in (self.up, self.down, self.usual, close):
            button.setAutoDefault(False)
        sizes, moves, ends = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        sizes.addWidget(height)
        sizes.addWidget(self.slider, 1)
        sizes.addWidget(self.height_box)
        for row, parts in ((moves, (self.up, self.down)), (ends, (self.usual, close))):
            for part in parts:
                row.addWidget(part)
            row.insertStretch(2 if row is moves else 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * GRID, 5 * GRID, 5 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addWidget(note)
        column.addWidget(self.list, 1)
        for line in (moves, sizes, ends):
            column.addLayout(line)
