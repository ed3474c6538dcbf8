"""The picture of a view: what is shown, on paper's ground, as SVG and PNG."""

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.time_axis import RELATIVE
from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions
from dle_desktop.printing.view_picture import ViewPicture
from tests.drawing.pictures import RESPONDER, bundled

CASE = bundled(RESPONDER)


def picture(view: ViewOptions = DEFAULT_VIEW, **more: object) -> ViewPicture:
    made: dict[str, object] = {"days": (0.0, 200.0), "axis": RELATIVE, "width": 900.0,
                               "height": 600.0}  # fmt: skip
    return ViewPicture(case=CASE, figure=figure_of(CASE, view), **(made | more))  # type: ignore[arg-type]


def test_the_svg_says_whose_case_which_days_and_that_it_is_made_up(qtbot: QtBot) -> None:
    del qtbot
    svg = picture().svg().decode()
    assert CASE.label in svg
    assert "months 0 to 7 since first lenalidomide dose" in svg
    assert "llustrative, not from the paper" in svg


def test_hidden_tracks_are_not_in_it(qtbot: QtBot) -> None:
    del qtbot
    shown, hidden = picture(), picture(ViewOptions(hidden=("damage",)))
    assert "CLASI damage" in shown.svg().decode()
    assert "CLASI damage" not in hidden.svg().decode()


def test_the_png_has_two_pixels_for_one_and_a_light_ground(qtbot: QtBot) -> None:
    del qtbot
    made = picture()
    image = QImage.fromData(made.png())
    assert (image.width(), image.height()) == tuple(round(2 * side) for side in made.size)
    assert image.pixelColor(2, 2).lightness() > 240


def test_a_tiny_and_a_giant_view_still_make_a_picture(qtbot: QtBot) -> None:
    del qtbot
    assert picture(width=1.0, height=1.0).size[0] > 400
    assert picture(width=1e6, height=1e6).size[0] < 9000
