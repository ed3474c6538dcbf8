"""What is on paper is what the case says: marks read back out of the PDF, by its own axis."""

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream
from PySide6.QtCore import QPointF

from dle_desktop.domain.case import Case
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.placed_labs import all_labs
from dle_desktop.drawing.series import figure_of
from dle_desktop.printing.options import Colours, SnapshotOptions
from dle_desktop.printing.snapshot import write_snapshot
from tests.cdisc import SUBJECTS
from tests.drawing.pictures import NON_RESPONDER, RESPONDER
from tests.printing.pdfs import Word, words_of
from tests.printing.test_templates import case_of

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.no_qt_log]
DOTS = 1200 / 96  # of the file in a design pixel
POINT = 0.75  # of a design pixel
ACTIVITY, LAB = 2.9, 2.0  # the radius of a mark, in design pixels
NEAR_DAYS, NEAR_SHARE = 2.0, 0.02  # a text's middle is known to about half a pixel


class Paper:
    """A timeline on paper, as another program finds it."""

    def __init__(self, case: Case, path: Path, palette: Colours) -> None:
        options = SnapshotOptions(template="timeline", unit="day", palette=palette)
        write_snapshot([case], path, options)
        self.words = [word for word in words_of(path) if word.page == 0]
        reader = PdfReader(path)
        self.circles = list(_circles(reader))
        axis = [word for word in self.words if _is_number(word.text)]
        title = next(word for word in self.words if word.text == "days" and word.box.top() > 250)
        # The axis' figures are the row above its title.
        self.ticks = [word for word in axis if 8 < title.box.top() - word.box.top() < 20]
        assert len(self.ticks) >= 2

    def day(self, x: float) -> float:
        """Return the study day at a place, by the first and the last figure of the axis."""
        first, last = self.ticks[0], self.ticks[-1]
        return _between(x, *(_pair(one, one.box.center().x() / POINT) for one in (first, last)))

    def value(self, y: float, title: str) -> float:
        """Return the value at a height, by the figures beside the plot of a title."""
        name = next(word for word in self.words if word.text == title and word.box.left() < 200)
        top = name.box.top()
        figures = [
            word for word in self.words
            if _is_number(word.text) and 0 < word.box.left() - name.box.right() < 60
            and top - 12 < word.box.top()
        ]  # fmt: skip
        if _number(figures[0]) < _number(figures[1]):  # the 0 of the plot above
            figures = figures[1:]
        scale = [figures[0]]
        for word in figures[1:]:  # downwards as long as the values fall
            if _number(word) < _number(scale[-1]) and _ends_with(word, scale[0]):
                scale.append(word)
            else:
                break
        ends = (scale[0], scale[-1])
        return _between(y, *(_pair(one, one.box.center().y() / POINT) for one in ends))


def _is_number(text: str) -> bool:
    return text.replace("\u2212", "-").lstrip("-").replace(".", "", 1).isdigit()


def _pair(word: Word, place: float) -> tuple[float, float]:
    return place, _number(word)


def _number(word: Word) -> float:
    return float(word.text.replace("\u2212", "-"))


def _ends_with(word: Word, other: Word) -> bool:
    """Whether two words end at the same place, as the figures of a scale do."""
    return abs(word.box.right() - other.box.right()) < 1.0


def _between(place: float, one: tuple[float, float], two: tuple[float, float]) -> float:
    return one[1] + (place - one[0]) * (two[1] - one[1]) / (two[0] - one[0])


def _circles(reader: PdfReader) -> Any:
    """Yield middle and radius, in design pixels from the upper left, of every circle of page 1."""
    page: Any = reader.pages[0]
    path: list[tuple[bytes, list[float]]] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"m":
            path = [(operator, [float(one) for one in operands])]
        elif operator in {b"l", b"c"}:
            path.append((operator, [float(one) for one in operands]))
        elif path and len(path) == 5 and all(op == b"c" for op, _ in path[1:]):
            xs, ys = ([numbers[side - 2] for _, numbers in path] for side in (0, 1))
            left, right, low, top = min(xs), max(xs), min(ys), max(ys)
            middle = QPointF((left + right) / 2 / DOTS, (low + top) / 2 / DOTS)
            yield middle, (right - left) / 2 / DOTS
            path = []


@pytest.mark.parametrize("palette", ["colour", "grey"])
@pytest.mark.parametrize("name", [RESPONDER, NON_RESPONDER])
def test_every_score_stands_on_its_day_at_its_value(
    tmp_path: Path, name: str, palette: Colours
) -> None:
    case = case_of(name)
    paper = Paper(case, tmp_path / "a.pdf", palette)
    zero = day_zero(case)
    wanted = sorted(
        (place.at, one.activity)
        for one in case.assessments
        if one.activity is not None and (place := resolve(one.moment, zero)) is not None
    )
    found = sorted(
        (paper.day(middle.x()), paper.value(middle.y(), "activity"))
        for middle, radius in paper.circles
        if radius == pytest.approx(ACTIVITY, abs=0.05)
    )
    assert len(found) == len(wanted)
    for (day, value), (wanted_day, wanted_value) in zip(found, wanted, strict=True):
        assert day == pytest.approx(
            wanted_day, abs=NEAR_DAYS + 0.005 * (wanted[-1][0] - wanted[0][0])
        )
        assert value == pytest.approx(wanted_value, abs=0.4)


@pytest.mark.parametrize("name", [RESPONDER, *SUBJECTS])
def test_every_laboratory_mark_is_a_result_of_the_case(tmp_path: Path, name: str) -> None:
    case = case_of(name)
    paper = Paper(case, tmp_path / "a.pdf", "colour")
    title = figure_of(case).plots[2].title
    zero = day_zero(case)
    results = [
        (place.at, one.result.value)
        for one in all_labs(case)
        if one.label == title and one.result.value is not None
        and (place := resolve(one.result.moment, zero)) is not None
    ]  # fmt: skip
    marks = [
        (paper.day(middle.x()), paper.value(middle.y(), title.split()[-1]))
        for middle, radius in paper.circles
        if radius == pytest.approx(LAB, abs=0.05)
    ]
    assert name == "CDISC018" or marks  # all of that one's are below the range: triangles
    high = max(value for _, value in results)
    for day, value in marks:
        assert any(
            abs(day - wanted_day) <= NEAR_DAYS and abs(value - wanted) <= NEAR_SHARE * high
            for wanted_day, wanted in results
        ), (day, value)
