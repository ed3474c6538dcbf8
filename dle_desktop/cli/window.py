"""The window on the command line: opening it, and what happens where it cannot open."""

import os
import re
import sys
from pathlib import Path

from dle_desktop import wording
from dle_desktop.cli import output
from dle_desktop.cli.arguments import window_arguments
from dle_desktop.cli.qt_libraries import qt_libraries
from dle_desktop.errors import FileUnreadable, NoDisplay


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
    elif missing := _missing_display():
        if options.demo:
            output.complain(wording.sentence(NoDisplay(missing)))
            from dle_desktop.cli import pictures  # noqa: PLC0415

            return pictures.demo_on_paper()
        raise NoDisplay(missing)
    from dle_desktop import app  # noqa: PLC0415

    with qt_libraries():
        return app.self_test() if options.self_test else app.run_window(options)


def _missing_display() -> str | None:
    """Return what is missing for a window, None where there is no telling before Qt tries."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    display = os.environ.get("DISPLAY")
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    if not display:
        return wording.NO_DISPLAY
    return None if _answers(display) else wording.DEAD_DISPLAY.format(wording.shown(display))


def _answers(display: str) -> bool:
    """Whether an X server of this computer has that name: Qt aborts where it finds none."""
    number = re.fullmatch(r":(\d+)(?:\.\d+)?", display)
    if number is None:  # another computer's: no telling
        return True
    socket = Path(f"/tmp/.X11-unix/X{number[1]}")  # noqa: S108 - where X servers listen
    if socket.exists():
        return True
    try:
        # Or in the abstract namespace, without a file.
        return f"@{socket}\n" in Path("/proc/net/unix").read_text("utf-8", "replace")
    except OSError:
        return True
