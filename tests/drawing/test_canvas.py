"""The canvas and its measures: hatches stay inside, texts fit, the picture is the device's size."""

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPolygonF

from dle_desktop.drawing.canvas import Canvas, hatch_lines
from dle_desktop.drawing.fonts import FAMILY, font, load
from dle_desktop.drawing.measure import BODY, SMALL, Measure
from dle_desktop.drawing.palette import LIGHT

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.no_qt_log]


@st.composite
def wedges(draw: st.DrawFn) -> list[QPointF]:
    """Draw a step or a wedge: two upright sides on a level ground."""
    left, width = draw(st.floats(-500, 500)), draw(st.floats(1, 800))
    bottom = draw(st.floats(-200, 200))
    one, two = draw(st.floats(0, 100)), draw(st.floats(0, 100))
    return [
        QPointF(left, bottom), QPointF(left, bottom - one), QPointF(left + width, bottom - two),
        QPointF(left + width, bottom),
    ]  # fmt: skip


@given(wedges(), st.floats(2, 20), st.sampled_from((1.0, -1.0)))
def test_hatch_lines_lie_inside_their_polygon(
    polygon: list[QPointF], gap: float, slope: float
) -> None:
    box = QPolygonF(polygon).boundingRect().adjusted(-1e-6, -1e-6, 1e-6, 1e-6)
    (left, right) = (polygon[0].x(), polygon[3].x())
    for line in hatch_lines(polygon, gap, slope):
        for end in (line.p1(), line.p2()):
            assert box.contains(end)
            share = (end.x() - left) / (right - left)
            edge = polygon[1].y() + (polygon[2].y() - polygon[1].y()) * share
            assert edge - 1e-6 <= end.y() <= polygon[0].y() + 1e-6
        assert line.p1().x() <= line.p2().x()


def test_hatch_lines_are_a_gap_apart_and_seamless_between_neighbours() -> None:
    def square(left: float) -> list[QPointF]:
        return [
            QPointF(left, 0), QPointF(left, 50), QPointF(left + 50, 50), QPointF(left + 50, 0),
        ]  # fmt: skip

    one, two = hatch_lines(square(0), 5, 1), hatch_lines(square(50), 5, 1)
    levels = sorted({round(line.p1().x() + line.p1().y(), 6) for line in (*one, *two)})
    steps = [after - before for before, after in pairwise(levels)]
    assert steps == pytest.approx([5 * hypot(1, 1)] * len(steps), abs=1e-5)


def test_texts_are_noted_with_their_boxes_and_nothing_is_noted_of_nothing() -> None:
    texts: list[tuple[QRectF, str]] = []
    image = QImage(200, 60, QImage.Format.Format_RGB32)
    image.fill(LIGHT.color("surface"))
    canvas = Canvas(QPainter(image), LIGHT, 1.0, texts)
    box = canvas.text(100, 30, "60 mg/d", align="center")
    canvas.text(0, 30, "")
    canvas.painter.end()
    assert texts == [(box, "60 mg/d")]
    assert box.center().x() == pytest.approx(100)
    rows = [y for y in range(60) for x in range(200) if image.pixelColor(x, y).lightness() < 128]
    assert box.top() <= min(rows)
    assert max(rows) <= box.bottom()


@given(st.text(max_size=60), st.floats(1, 300))
def test_an_elided_text_fits(text: str, width: float) -> None:
    measure = Measure()
    shown = measure.elided(text, width)
    assert measure.width(shown) <= max(width, measure.width("\u2026")) + 0.01


@given(st.text("ab \n", max_size=200), st.floats(20, 300))
def test_wrapped_lines_fit_and_lose_no_word(text: str, width: float) -> None:
    measure = Measure()
    lines = measure.wrapped(text, width, SMALL)
    assert all(measure.width(line, SMALL) <= width + 0.01 for line in lines)
    whole = all(measure.width(word, SMALL) <= width for word in text.split())
    if whole:
        assert " ".join(lines).split() == text.split()


def test_a_measure_grows_with_the_unit() -> None:
    assert Measure(4.0).px(10) == 40
    assert Measure(4.0).width("mg", BODY) == pytest.approx(4 * Measure(1.0).width("mg"), rel=0.05)


def test_the_shipped_typeface_is_the_one_painted() -> None:
    assert load() == FAMILY
    assert font(11).family() == FAMILY
    assert font(11).pixelSize() == 11
    assert font(11, strong=True).weight() > font(11).weight()


def test_figures_have_one_width() -> None:
    assert len({Measure().width(str(number) * 4) for number in range(10)}) == 1


def test_lines_are_crisp_on_screen_and_exact_on_paper() -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    assert Canvas(painter, LIGHT).snapped(3.2) == 3.5
    assert Canvas(painter, LIGHT, 12.5).snapped(3.2) == 3.2
    painter.end()
