"""The tracks for a screen reader: each is a child of the timeline with name, summary and value.

Qt's accessible objects cannot be made in Python without their lifetimes coming to grief, so each
track is a widget that paints nothing, takes no mouse and lies where the track is painted.
"""

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.layout import Layout, Track, key_of
from dle_desktop.drawing.picture import names_of
from dle_desktop.plots.spoken import track_summary, value_on

_REST = 200  # milliseconds the cursor stands still before the values are told


class SpokenTracks(QObject):
    """Keeps one silent widget for each track of a timeline.

    Signals
    -------
    told()
        The cursor and the days shown rest: what they are is told now.
    """

    told = Signal()

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._figure: Figure | None = None
        self._tracks: tuple[Track, ...] = ()
        self._day: float | None = None
        self.children_: list[QWidget] = []
        self._wanted: tuple[Figure | None, Layout | None, QPoint] = (None, None, QPoint())
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._build)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.tell)

    def show(self, figure: Figure | None, layout: Layout | None, origin: QPoint) -> None:
        """Be the tracks of a layout whose upper left corner is at `origin` of the timeline, soon.

        Not at once: to show a widget makes Qt deliver sizes to others that are just being laid out.
        """
        wanted = (figure, layout, origin)
        if wanted != self._wanted:
            self._wanted = wanted
            self._soon.start()

    def _build(self) -> None:
        figure, layout, origin = self._wanted
        self._figure = figure
        self._tracks = layout.tracks if figure is not None and layout is not None else ()
        while len(self.children_) > len(self._tracks):
            gone = self.children_.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.children_) < len(self._tracks):
            self.children_.append(self._child())
        for child, track in zip(self.children_, self._tracks, strict=True):
            width = round(layout.left + layout.width) if layout is not None else 0
            box = QRect(0, round(track.top), width, round(track.height))
            child.setGeometry(box.translated(origin))
            child.setObjectName(key_of(track.content))
            child.setAccessibleName(names_of(track)[0])
        self.tell()

    def follow(self, day: float | None) -> None:
        """Tell of another day, once the cursor rests."""
        self._day = day
        self.rest()

    def rest(self) -> None:
        """Tell what is shown once nothing has moved for a moment."""
        self._rest.start()

    def value(self, key: str | None) -> str:
        """Return what the track of a name says at the cursor; "" where there is none."""
        found = next((one for one in self._tracks if key_of(one.content) == key), None)
        if found is None or self._day is None:
            return ""
        return f"{names_of(found)[0]}: {value_on(found.content, self._day)}."

    def tell(self) -> None:
        """Describe every track with its value at the cursor."""
        self.told.emit()
        if self._figure is None:
            return
        for child, track in zip(self.children_, self._tracks, strict=True):
            said = track_summary(track.content, self._figure)
            if self._day is not None:
                said = f"At the cursor: {value_on(track.content, self._day)}. {said}"
            child.setAccessibleDescription(said)

    def _child(self) -> QWidget:
        parent = self.parent()
        assert isinstance(parent, QWidget)  # noqa: S101 - the constructor's type
        child = QWidget(parent)
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        child.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        child.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        child.show()
        return child
