"""The typeface: shipped with the program, so that no picture depends on the machine.

It is Inter with tabular figures by default. Font features are not used: a glyph chosen by a feature
cannot be copied out of a PDF as the character it stands for.
"""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from dle_desktop import resources

FAMILY = "DLE Sans"
_FILES = ("fonts/DLESans-Regular.ttf", "fonts/DLESans-SemiBold.ttf")


@cache
def load() -> str:
    """Register the shipped typeface once and return its family name; needs a QGuiApplication."""
    for name in _FILES:
        QFontDatabase.addApplicationFontFromData(resources.read_bytes(name))
    return FAMILY


@cache
def font(pixels: int, *, strong: bool = False) -> QFont:
    """Return the typeface at a size in device pixels."""
    made = QFont(load())
    made.setPixelSize(max(1, pixels))
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
