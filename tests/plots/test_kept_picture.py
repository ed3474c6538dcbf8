"""The kept picture: only the parts asked for reach the screen, at any pixel ratio."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QRegion
from pytestqt.qtbot import QtBot

from dle_desktop.plots.kept_picture import copy_parts


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_the_parts_asked_for_are_copied_to_their_place(qtbot: QtBot, ratio: float) -> None:
    del qtbot  # a picture wants an application
    picture = QPixmap(round(40 * ratio), round(20 * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor("red"))
    painter = QPainter(picture)
    painter.fillRect(QRect(20, 0, 20, 20), QColor("blue"))
    painter.end()
    shown = QImage(round(40 * ratio), round(20 * ratio), QImage.Format.Format_RGB32)
    shown.setDevicePixelRatio(ratio)
    shown.fill(QColor("white"))
    painter = QPainter(shown)
    copy_parts(painter, QRegion(18, 0, 4, 20).united(QRegion(36, 0, 4, 20)), picture, ratio)
    painter.end()
    colours = [shown.pixelColor(round(x * ratio), 5).name() for x in (19, 21, 38)]
    assert colours == ["#ff0000", "#0000ff", "#0000ff"]
    elsewhere = shown.pixelColor(round(10 * ratio), 5).name()
    assert elsewhere == ("#ffffff" if ratio == int(ratio) else "#ff0000")
