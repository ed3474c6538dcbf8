"""The typeface: Inter, shipped with the program, so that no picture depends on the machine."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from dle_desktop import resources

FAMILY = "Inter"
_FILES = ("fonts/Inter-Regular.ttf", "fonts/Inter-SemiBold.ttf")


@cache
def load() -> str:
    """Register the shipped typeface once and return its family name; needs a QGuiApplication."""
    for name in _FILES:
        QFontDatabase.addApplicationFontFromData(resources.read_bytes(name))
    return FAMILY


@cache
def font(pixels: int, *, strong: bool = False) -> QFont:
    """Return the typeface at a size in device pixels, tabular figures on."""
    made = QFont(load())
    made.setPixelSize(max(1, pixels))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
