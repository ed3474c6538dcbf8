"""The composition root: the only place that constructs the window and what it works with.

Nothing here is loaded before it is needed: the empty window is painted first.
"""

import argparse
from pathlib import Path


def run_window(options: argparse.Namespace) -> int:
    """Open the window and return its exit code when it is closed.

    Parameters
    ----------
    options
        `files`, `library`, `read_only`, `demo` and `report_start` of the command line.
    """
    from dle_desktop.app.start import run  # noqa: PLC0415

    return run(options)


def self_test() -> int:
    """Try the installation without a display; 0 if all is well, else say what is not."""
    from dle_desktop.app.self_test import run  # noqa: PLC0415

    return run()


def demo_library(folder: Path) -> Path:
    """Make a library of the bundled cases in a folder and return its path."""
    from dle_desktop.app.demo import make  # noqa: PLC0415

    return make(folder)
