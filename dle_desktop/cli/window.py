"""The window on the command line: opening it, and what happens where it cannot open."""

import os
import sys
from typing import Final

from dle_desktop import wording
from dle_desktop.cli.arguments import window_arguments
from dle_desktop.cli.output import DONE
from dle_desktop.errors import FileUnreadable, NoDisplay

# Any of these says that there is a display, or that Qt was told to do without.
_DISPLAY_SAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(argv: list[str]) -> int:
    """Open the window and return its exit code.

    Raises
    ------
    NoDisplay
        If there is no display and nothing can be shown without one.
    FileUnreadable
        If a file to import is not there.
    """
    options = window_arguments(argv)
    for file in options.files:
        if not os.path.lexists(file):
            raise FileUnreadable(file, "ENOENT")
    if options.self_test:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    elif _no_display():
        if options.demo:
            from dle_desktop.cli import pictures  # noqa: PLC0415

            return pictures.demo_on_paper()
        raise NoDisplay(wording.NO_DISPLAY)
    from dle_desktop.cli.pictures import qt_libraries  # noqa: PLC0415

    with qt_libraries():
        from dle_desktop import app  # noqa: PLC0415
    code: int = app.self_test() if options.self_test else app.run_window(options)
    return code or DONE


def _no_display() -> bool:
    return sys.platform.startswith("linux") and not any(map(os.environ.get, _DISPLAY_SAYS))
