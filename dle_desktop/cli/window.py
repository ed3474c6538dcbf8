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

_SHOWN_ON = ("xcb", "wayland")  # the platforms of Qt that need a display


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
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if not sys.platform.startswith("linux") or (platform and not platform.startswith(_SHOWN_ON)):
        return None
    display = os.environ.get("DISPLAY")
    if _wayland_answers():
        return None
    if not display:
        return wording.NO_DISPLAY
    return None if _answers(display) else wording.DEAD_DISPLAY.format(wording.shown(display))


def _wayland_answers() -> bool:
    """Whether a Wayland compositor has its socket where it is said to be."""
    display = os.environ.get("WAYLAND_DISPLAY")
    if not display:
        return False
    return os.path.lexists(Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / display)


def _answers(display: str) -> bool:
    """Whether an X server of this computer has that name: Qt aborts where it finds none."""
    name = re.fullmatch(r"(.*):(\d+)(?:\.\d+)?", display)
    if name is None or name[1]:
        return name is not None  # another computer's: no telling
    socket = Path(f"/tmp/.X11-unix/X{name[2]}")  # noqa: S108 - where X servers listen
    if socket.exists():
        return True
    try:
        # Or in the abstract namespace, without a file.
        return f"@{socket}\n" in Path("/proc/net/unix").read_text("utf-8", "replace")
    except OSError:
        return True
