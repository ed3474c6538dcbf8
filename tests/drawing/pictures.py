"""Pictures for the tests: the bundled cases, small cases of one kind, and painting into memory."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from dle_desktop import resources
from dle_desktop.domain.case import Assessment, Case, Course, Dose, Event, LabResult
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.axes import TimeAxis, TimeScale
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.figure import Blank, Figure, Lane
from dle_desktop.drawing.layout import VALUES_WIDTH, Layout, Track, lay_out
from dle_desktop.drawing.palette import LIGHT, Palette
from dle_desktop.drawing.picture import paint_picture, paint_track
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.time_axis import RELATIVE
from dle_desktop.drawing.time_scale import UNFOLDED, Folds
from dle_desktop.exchange.case_json import read_cases

RESPONDER = "illustrative-responder"
NON_RESPONDER = "illustrative-non-responder"
PATIENT_1 = "shah-2009-patient-1"
PATIENT_2 = "shah-2009-patient-2"
BUNDLED = (RESPONDER, NON_RESPONDER, PATIENT_1, PATIENT_2)
Texts = list[tuple[QRectF, str]]


@cache
def bundled(name: str) -> Case:
    """Return a bundled case by its file's name."""
    return read_cases(resources.path(f"cases/{name}.json")).cases[0]


def a_case(**changes: Any) -> Case:
    """Return an empty case of lenalidomide with the given fields."""
    made: dict[str, Any] = {
        "id": "11111111-1111-4111-8111-111111111111", "label": "A case",
        "index_drug": "lenalidomide",
    }  # fmt: skip
    return Case(**(made | changes))


def day(number: int, certainty: Any = "exact") -> Moment:
    """Return the moment so many days from day 0."""
    sign = "-" if number < 0 else ""
    return Moment(offset=f"{sign}P{abs(number)}D", certainty=certainty)


def a_dose(first: int, last: int | None = None, amount: float | None = 5.0, **more: Any) -> Dose:
    """Return a daily dose from one study day to another."""
    made: dict[str, Any] = {
        "id": f"dose-{first}-{amount}", "start": day(first), "amount": amount, "frequency": "QD",
        "end": None if last is None else day(last),
    }  # fmt: skip
    return Dose(**(made | more))


def a_course(*doses: Dose, drug: str = "lenalidomide", **more: Any) -> Course:
    """Return a course of the given doses."""
    return Course(**({"id": f"course-{drug}", "drug": drug, "doses": doses} | more))


def a_score(on: int, activity: int | None, damage: int | None = None, **more: Any) -> Assessment:
    """Return CLASI totals on a study day."""
    made: dict[str, Any] = {
        "id": f"score-{on}", "moment": day(on), "activity": activity, "damage": damage,
    }  # fmt: skip
    return Assessment(**(made | more))


def a_lab(on: int, value: float | None, **more: Any) -> LabResult:
    """Return a neutrophil count in 10*9/L on a study day."""
    made: dict[str, Any] = {
        "id": f"lab-{on}", "moment": day(on), "analyte": "neutrophils", "value": value,
        "unit": "10*9/L",
    }  # fmt: skip
    return LabResult(**(made | more))


def an_event(on: int, kind: Any = "note", text: str | None = None, **more: Any) -> Event:
    """Return an event on a study day."""
    made = {"id": f"event-{on}-{kind}", "kind": kind, "moment": day(on), "text": text}
    return Event(**(made | more))


@dataclass(frozen=True)
class Painted:
    """A painted picture or track: its pixels, its texts and where it lies."""

    image: QImage
    texts: Texts
    layout: Layout
    scale: TimeScale

    @property
    def words(self) -> list[str]:
        """The texts without their boxes."""
        return [text for _, text in self.texts]

    def colors(self, area: QRectF) -> set[str]:
        """Return the colours of all pixels of an area, as #rrggbb."""
        box = area.toAlignedRect().intersected(self.image.rect())
        return {
            self.image.pixelColor(x, y).name()
            for x in range(box.left(), box.right() + 1)
            for y in range(box.top(), box.bottom() + 1)
        }

    def has(self, area: QRectF, color: str) -> bool:
        """Return whether an area holds a pixel of about a colour (thin lines are antialiased)."""
        wanted = QColor(color)
        return any(
            max(
                abs(wanted.red() - found.red()),
                abs(wanted.green() - found.green()),
                abs(wanted.blue() - found.blue()),
            )
            < 90
            for found in map(QColor, self.colors(area))
        )


def painted(
    figure: Figure,
    *,
    width: float = 1000,
    height: float = 640,
    days: tuple[float, float] | None = None,
    axis: TimeAxis = RELATIVE,
    folds: Folds = UNFOLDED,
    palette: Palette = LIGHT,
    unit: float = 1.0,
) -> Painted:
    """Paint the whole picture of a figure, `width` x `height` design pixels."""
    layout = lay_out(figure, width, height)
    first, last = days or (figure.span.first, figure.span.last)
    scale = TimeScale(first, last, layout.left * unit, layout.width * unit, folds)
    image, canvas = _page(width * unit, layout.height * unit, palette, unit)
    try:
        paint_picture(canvas, figure, layout, (0.0, 0.0), scale, axis)
    finally:
        canvas.painter.end()
    return Painted(image, canvas.texts or [], layout, scale)


def painted_track(
    figure: Figure,
    track: Track,
    layout: Layout,
    *,
    days: tuple[float, float] | None = None,
    palette: Palette = LIGHT,
) -> Painted:
    """Paint one track of a laid out figure where it lies in the picture."""
    first, last = days or (figure.span.first, figure.span.last)
    scale = TimeScale(first, last, layout.left, layout.width)
    width = layout.left + layout.width + VALUES_WIDTH
    image, canvas = _page(width, layout.height, palette, 1.0)
    try:
        paint_track(canvas, track, box_of(track, layout), scale)
    finally:
        canvas.painter.end()
    return Painted(image, canvas.texts or [], layout, scale)


def painted_only(
    figure: Figure,
    number: int,
    *,
    days: tuple[float, float] | None = None,
    palette: Palette = LIGHT,
    width: float = 900,
) -> tuple[Painted, QRectF]:
    """Paint one track that holds something, by its place from the top; return it with its box."""
    layout = lay_out(figure, width, 600)
    track = [one for one in layout.tracks if not isinstance(one.content, Blank)][number]
    return painted_track(figure, track, layout, days=days, palette=palette), box_of(track, layout)


def painted_case(case: Case, **options: Any) -> Painted:
    """Paint the whole picture of a case."""
    return painted(figure_of(case), **options)


def box_of(track: Track, layout: Layout) -> QRectF:
    """Return a track's box at unit 1."""
    return QRectF(layout.left, track.top, layout.width, track.height)


def lane_of(case: Case, drug: str) -> Lane:
    """Return the lane of a drug."""
    return next(lane for lane in figure_of(case).lanes if lane.drug == drug)


def overlaps(texts: Texts) -> list[tuple[str, str]]:
    """Return the pairs of texts whose boxes share more than a hair."""
    shrunk = [(box.adjusted(0.5, 1.0, -0.5, -1.0), text) for box, text in texts if text.strip()]
    return [
        (one, two)
        for number, (box, one) in enumerate(shrunk)
        for other, two in shrunk[number + 1 :]
        if box.intersects(other)
    ]


def outside(texts: Texts, width: float) -> list[str]:
    """Return the texts that begin left of the picture or end right of it."""
    return [text for box, text in texts if box.left() < -0.5 or box.right() > width + 0.5]


def _page(width: float, height: float, palette: Palette, unit: float) -> tuple[QImage, Canvas]:
    image = QImage(round(width), round(height), QImage.Format.Format_RGB32)
    image.fill(palette.color("surface"))
    return image, Canvas(QPainter(image), palette, unit, [])
