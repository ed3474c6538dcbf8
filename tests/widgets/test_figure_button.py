"""A figure of the header warns where the figure says so, and only there."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from dle_desktop.domain.evidence import OURS
from dle_desktop.domain.figures import Figure
from dle_desktop.drawing.palette import LIGHT
from dle_desktop.widgets.figure_button import FigureButton


def shown(qtbot: QtBot, *, warns: bool, label: str = "Counts", width: int = 150) -> FigureButton:
    button = FigureButton()
    qtbot.addWidget(button)
    button.resize(width, 52)
    button.show_figure(
        Figure(
            key="k",
            label=label,
            value="1 overdue",
            detail="below the lower limit",
            warns=warns,
            rule="",
            sources=(OURS,),
        )
    )
    return button


def colours(button: FigureButton) -> set[str]:
    image = button.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(20, 36)}


@pytest.mark.parametrize("warns", [True, False])
def test_only_a_figure_that_warns_is_amber(qtbot: QtBot, warns: bool) -> None:
    amber = QColor(LIGHT.warning).name()
    assert (amber in colours(shown(qtbot, warns=warns))) is warns


@pytest.mark.parametrize(
    ("width", "shown_label"), [(200, "CLASI damage now"), (96, "CLASI damage")]
)
def test_a_narrow_figure_leaves_out_the_word_all_share(
    qtbot: QtBot, width: int, shown_label: str
) -> None:
    button = shown(qtbot, warns=False, label="CLASI damage now", width=width)
    figure = button.figure
    assert figure is not None
    assert button._label(figure) == shown_label
