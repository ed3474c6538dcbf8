"""`snapshot`, and the demo cases on paper: drawing without a display."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dle_desktop import wording
from dle_desktop.app.demo import bundled_cases
from dle_desktop.cli.case_files import chosen_cases
from dle_desktop.cli.output import DONE, PROGRAM, Refusal, say
from dle_desktop.cli.qt_libraries import qt_libraries
from dle_desktop.domain.case import Case
from dle_desktop.errors import FileUnwritable

DEMO_PDF: Final = Path("dle-desktop-demo.pdf")
_ENDINGS: Final = (".pdf", ".svg", ".png")


def snapshot(options: argparse.Namespace) -> int:
    """Draw the chosen cases to one file, of the kind its ending says."""
    if options.output.suffix.lower() not in _ENDINGS:
        raise Refusal(f"the output's name should end in {', '.join(_ENDINGS)}")
    cases = chosen_cases(options.file, options.case)
    for file in draw(cases, options.output, options):
        say(f"Drawn: {wording.shown(str(file), 300)}")
    return DONE


def demo_on_paper() -> int:
    """Draw every bundled case to a PDF in the current folder, and say so."""
    cases = sorted(bundled_cases(), key=lambda case: case.label)
    draw(cases, DEMO_PDF)
    say(f"No display: drew the {len(cases)} bundled cases to {DEMO_PDF} instead.")
    return DONE


def draw(
    cases: Sequence[Case], output: Path, options: argparse.Namespace | None = None
) -> tuple[Path, ...]:
    """Draw cases as PDF, SVG or PNG and return the files written: one, or one for each page.

    Raises
    ------
    NoDisplay
        If a system library that Qt needs is missing.
    FileUnwritable
        If the file could not be written.
    """
    target = output.resolve()
    if target.exists() and not target.is_file():
        raise FileUnwritable(output, "not a regular file")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # drawing to a file needs no display
    with qt_libraries():
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

        from dle_desktop.printing.snapshot import SnapshotOptions, write_snapshot  # noqa: PLC0415
    # Fonts need an application, and it has to live as long as the drawing.
    application = QGuiApplication.instance() or QGuiApplication([PROGRAM])
    chosen = SnapshotOptions()
    if options is not None:
        chosen = SnapshotOptions(
            page=options.page, axis=options.axis, palette=options.palette, dpi=options.dpi
        )
    files = write_snapshot(cases, target, chosen)
    del application
    return files
