"""Event marks: a shape and letter per kind, words beside where there is room, spans as bars below.

`event_layout` says where a mark belongs over the whole case; here that becomes what is in sight:
places, boxes and words in device pixels. `event_paint` paints it and `hits` asks it what lies under
the pointer, so that the two cannot differ.
"""

from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.event_kinds import KINDS
from dle_desktop.drawing.event_layout import (
    LEAST_WORDS,
    WORDS_AWAY,
    Place,
    Sizes,
    Spot,
    lay_out_events,
)
from dle_desktop.drawing.figure import EventMark
from dle_desktop.drawing.layout import EVENT_ROW
from dle_desktop.drawing.measure import BODY, Measure
from dle_desktop.drawing.time_scale import Folds

HALF = 6.2  # half a mark's width, in design pixels
BAR_DOWN = 8.4  # how far below the middle of a row its bars lie
_ROOM = HALF + 2.0  # a mark keeps so much to each side for itself
_BESIDE = 50.0  # words may reach so far into the margin right of the time axis
_OVERHANG = 11.0  # a plate may reach so far into the names left of the axis
_PLATE_HEIGHT = 14.0
_PLATE_GAP = 4.0  # a plate keeps so much beside it free


class Bar(Struct, frozen=True):
    """How long one event lasted, as far as it is in sight; the end has a stop, an arrow or none."""

    left: float
    right: float
    y: float
    end: str = ""  # "", "stop" or "arrow"


class ShownEvents(Struct, frozen=True):
    """One mark, or a counted plate of several events, in device pixels.

    `members` are in order of day, `gravest` is the one whose shape is shown. `box` is None where
    the mark is out of sight and only bars are seen; `dots` is how wide the moment is in doubt.
    """

    members: tuple[EventMark, ...]
    gravest: EventMark
    middle: QPointF
    box: QRectF | None
    text: str = ""
    text_left: float = 0.0
    text_width: float = 0.0
    bars: tuple[Bar, ...] = ()
    dots: tuple[Bar, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether it is a plate of several events."""
        return len(self.members) > 1


class _Asked:
    """What a layout depends on; the events are told apart by identity, which costs nothing."""

    def __init__(
        self, marks: tuple[EventMark, ...], rows: int, per_day: float, unit: float, folds: Folds
    ) -> None:
        self.marks, self.rows, self.per_day, self.unit = marks, rows, per_day, unit
        self.folds = folds
        self._key = (id(marks), rows, per_day, unit, folds)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self._key == other._key


def place_events(
    measure: Measure, marks: tuple[EventMark, ...], box: QRectF, scale: TimeScale
) -> list[ShownEvents]:
    """Return all that is in sight of the events in their track, in order of day."""
    rows = max(1, round(box.height() / measure.px(EVENT_ROW)))
    per_day = float(f"{scale.per_day:.10g}")  # steady while panning
    sight = _Sight(measure, box, scale)
    shown = (
        sight.shown(place, tuple(marks[number] for number in place.members))
        for place in _laid_out(_Asked(marks, rows, per_day, measure.unit, scale.folds))
    )
    return [one for one in shown if one is not None]


def said_in_full(shown: ShownEvents) -> bool:
    """Whether nothing of a mark in sight is gathered, cut or left out."""
    if shown.box is None:
        return True
    return not shown.counted and shown.text == shown.gravest.text


def gravest_of(marks: tuple[EventMark, ...]) -> EventMark:
    """Return the gravest event: by kind, then by grade, then the first."""
    return max(marks, key=lambda mark: (KINDS[mark.kind].gravity, mark.event.grade or 0))


@lru_cache(maxsize=8)
def _laid_out(asked: _Asked) -> tuple[Place, ...]:
    measure, marks, per_day = Measure(asked.unit), asked.marks, asked.per_day

    def plate(count: int) -> float:
        return _plate_width(measure, count) + measure.px(_PLATE_GAP)

    sizes = Sizes(measure.px(_ROOM), plate, asked.unit)

    def place(day: float) -> float:
        return asked.folds.place(day) * per_day

    spots = [Spot(place(mark.place.at), _reach(mark, place, sizes.half)) for mark in marks]

    def width_of(members: tuple[int, ...]) -> float:
        return measure.width(_words_of(tuple(marks[number] for number in members)))

    return lay_out_events(spots, asked.rows, sizes, width_of)


def _reach(
    mark: EventMark, place: Callable[[float], float], half: float
) -> tuple[float, float] | None:
    """Return how far bar and doubt reach, None where the mark itself says as much."""
    low, high = place(min(mark.place.low, mark.place.at)), place(max(mark.place.high, mark.last))
    return (low, high) if high - low > 2 * half else None


def _plate_width(measure: Measure, count: int) -> float:
    return measure.px(2 * HALF + 11) + measure.width(str(count), BODY, strong=True)


def _words_of(members: tuple[EventMark, ...]) -> str:
    """Return the words of a mark; of a plate the gravest event's, and how many more there are."""
    if len(members) == 1:
        return members[0].text
    gravest = gravest_of(members)
    text = gravest.text
    return text if all(one.text == text for one in members) else f"{text}, {len(members) - 1} more"


class _Sight:
    """Turns places over the whole case into what is in sight of it."""

    def __init__(self, measure: Measure, box: QRectF, scale: TimeScale) -> None:
        self.measure = measure
        self.box = box
        self.scale = scale
        self.origin = scale.left - scale.folds.place(scale.first) * scale.per_day

    def shown(self, place: Place, members: tuple[EventMark, ...]) -> ShownEvents | None:
        """Return what is seen of a place, None where that is nothing."""
        y = self.box.top() + self.measure.px(EVENT_ROW) * (place.row + 0.5)
        bars, dots = self._lanes(place, members, y + self.measure.px(BAR_DOWN))
        gravest = members[0] if len(members) == 1 else gravest_of(members)
        x = self.scale.x(gravest.place.at) if len(members) == 1 else self.origin + place.middle
        box = self._mark_box(QPointF(x, y), len(members))
        if box is None or not self.box.left() - 0.5 <= x <= self.box.right() + 0.5:
            if not bars and not dots:
                return None
            return ShownEvents(members, gravest, QPointF(x, y), None, bars=bars, dots=dots)
        words = self._words(place, members, box)
        return ShownEvents(members, gravest, box.center(), box, *words, bars=bars, dots=dots)

    def _mark_box(self, middle: QPointF, count: int) -> QRectF | None:
        """Return the box of a mark; a plate at the left edge gives way by the gap it has left."""
        px = self.measure.px
        if count == 1:
            return QRectF(middle.x() - px(HALF), middle.y() - px(HALF), px(2 * HALF), px(2 * HALF))
        wide, high = _plate_width(self.measure, count), px(_PLATE_HEIGHT)
        left = middle.x() - (wide + px(_PLATE_GAP)) / 2
        held = max(left, self.box.left() - px(_OVERHANG))
        if held - left > px(_PLATE_GAP):  # further in it would stand on what follows
            return None
        return QRectF(held, middle.y() - high / 2, wide, high)

    def _words(
        self, place: Place, members: tuple[EventMark, ...], box: QRectF
    ) -> tuple[str, float, float]:
        """Return words with their place: right of the mark, left of it at the edge of sight."""
        px, text = self.measure.px, _words_of(members)
        if not place.words or not text:
            return "", 0.0, 0.0
        away, whole = px(2.0 + WORDS_AWAY), self.measure.width(text)
        left = box.right() + away
        room = min(place.words, self.box.right() + px(_BESIDE) - left)
        if room < whole <= place.before and box.left() - away - whole >= self.box.left():
            return text, box.left() - away - whole, whole
        if room < min(px(LEAST_WORDS), whole):
            return "", 0.0, 0.0
        return self.measure.elided(text, room + px(0.1)), left, room  # sums of places round

    def _lanes(
        self, place: Place, members: tuple[EventMark, ...], y: float
    ) -> tuple[tuple[Bar, ...], tuple[Bar, ...]]:
        """Return the bars and the doubts of a place that are in sight."""
        if not place.has_lane:
            return (), ()
        bars = [bar for bar in (self.bar_of(mark, y) for mark in members) if bar is not None]
        dots = [self._dots_of(mark, y) for mark in members] if len(members) == 1 else []
        return tuple(_joined(bars)), tuple(bar for bar in dots if bar is not None)

    def bar_of(self, mark: EventMark, y: float) -> Bar | None:
        """Return the bar of a span, None where it has none or it is out of sight."""
        if mark.until is None or mark.until.at <= mark.place.at:
            return None
        end = "arrow" if mark.event.ongoing else "stop"
        return self._cut(mark.place.at, mark.until.at, y, end)

    def _dots_of(self, mark: EventMark, y: float) -> Bar | None:
        low, high = max(mark.place.low, self.scale.first), min(mark.place.high, self.scale.last)
        bar = self._cut(low, high, y)
        least = self.measure.px(2 * HALF + 2)
        return bar if bar is not None and bar.right - bar.left > least else None

    def _cut(self, first: float, last: float, y: float, end: str = "") -> Bar | None:
        low, high = self.scale.x(first), self.scale.x(last)
        if high <= self.box.left() or low >= self.box.right():
            return None
        in_sight = high <= self.box.right()
        left, right = max(low, self.box.left()), min(high, self.box.right())
        return Bar(left, right, y, end if in_sight else "")


def _joined(bars: list[Bar]) -> list[Bar]:
    """Return bars that lie over each other as one."""
    joined: list[Bar] = []
    for bar in sorted(bars, key=lambda one: one.left):
        before = joined[-1] if joined else None
        if before is None or bar.left > before.right:
            joined.append(bar)
        elif bar.right > before.right:
            joined[-1] = replace(bar, left=before.left)
    return joined
