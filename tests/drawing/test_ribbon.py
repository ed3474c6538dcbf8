"""The ribbon: only the steps in sight, held within the plot, open sides open."""

from math import inf

from PySide6.QtCore import QPointF, QRectF

from dle_desktop.drawing.axes import TimeScale
from dle_desktop.drawing.figure import Plot, RangeStep
from dle_desktop.drawing.ribbon import Ribbon

BOX = QRectF(0, 0, 100, 100)
STEPS = (
    RangeStep(-inf, 20.0, 2.0, None), RangeStep(20.0, 60.0, 3.0, 8.0),
    RangeStep(60.0, inf, None, 12.0),
)  # fmt: skip


def ribbon(first: float = 0.0, last: float = 100.0) -> Ribbon:
    plot = Plot("lab:zeta", "lab", "zeta", "", 10.0, 2.0, ranges=STEPS)
    return Ribbon(plot, BOX, TimeScale(first, last, 0.0, 100.0))


def places(line: list[QPointF]) -> list[tuple[float, float]]:
    return [(round(at.x(), 6), round(at.y(), 6)) for at in line]


def test_an_edge_steps_and_ends_where_its_side_is_open_or_beyond_the_scale() -> None:
    low, high = ribbon().edge("low"), ribbon().edge("high")
    assert [places(piece) for piece in low] == [[(0, 80), (20, 80), (20, 70), (60, 70)]]
    assert [places(piece) for piece in high] == [[(20, 20), (60, 20)]]


def test_the_area_goes_on_to_the_ends_of_the_scale_where_a_side_is_open() -> None:
    assert places(ribbon().area()) == [
        (0, 0), (20, 0), (20, 20), (60, 20), (60, 0), (100, 0),
        (100, 100), (60, 100), (60, 70), (20, 70), (20, 80), (0, 80),
    ]  # fmt: skip


def test_only_steps_in_sight_are_told() -> None:
    assert ribbon(30, 50).steps == STEPS[1:2]
    assert ribbon(30, 50).ends(STEPS[1]) == (0, 100)
