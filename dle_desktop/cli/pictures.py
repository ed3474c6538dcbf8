"""`snapshot`, and the demo cases on paper: drawing without a display."""

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from dle_desktop import wording
from dle_desktop.app.demo import bundled_cases
from dle_desktop.cli.case_files import chosen_cases
from dle_desktop.cli.output import DONE, PROGRAM, say
from dle_desktop.cli.qt_libraries import qt_libraries
from dle_desktop.domain.case import Case
from dle_desktop.errors import FileUnwritable
from dle_desktop.storage.output_file import output_path
from dle_desktop.wording import file_name

DEMO_PDF: Final = Path("dle-desktop-demo.pdf")


def snapshot(options: argparse.Namespace) -> int:
    """Draw the chosen cases to one file, of the kind its ending says."""
    cases = chosen_cases(options.file, options.case)
    for file in draw(cases, options.output, options):
        say(f"Drawn: {wording.shown(str(file), 300)}")
    return DONE


def demo_on_paper() -> int:
    """Draw every bundled case to a PDF in the current folder, and say so.

    Where nothing can be written there, it goes to a new folder among the temporary files.
    """
    cases = sorted(bundled_cases(), key=lambda case: case.label)
    file = DEMO_PDF
    try:
        draw(cases, file)
    except FileUnwritable:
        file = Path(tempfile.mkdtemp(prefix="dle-demo-")) / DEMO_PDF
        draw(cases, file)
    say(f"No display: drew the {len(cases)} bundled cases to {file} instead.")
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
    each: str | None = None if options is None else options.each
    target = output if each else output_path(output)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # drawing to a file needs no display
    with qt_libraries():
        from PySide6.QtCore import QLoggingCategory  # noqa: PLC0415
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

        from dle_desktop.printing.batch import Batch  # noqa: PLC0415
        from dle_desktop.printing.snapshot import SnapshotOptions, write_snapshot  # noqa: PLC0415
    # It tells of each typeface that lacks a script; what stands in for it is drawn all the same.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    # Fonts need an application, and it has to live as long as the drawing.
    application = QGuiApplication.instance() or QGuiApplication([PROGRAM])
    chosen = SnapshotOptions()
    if options is not None:
        chosen = SnapshotOptions(
            template=options.template, page=options.page, orientation=options.orientation,
            figure_width=options.width, axis=options.axis, unit=options.unit,
            folded=options.fold, palette=options.palette, dpi=options.dpi,
            range_days=tuple(options.range) if options.range else None,
            header=options.header, footer=options.footer, identified=options.identified,
            words=options.words, named=options.named, contents=options.contents,
        )  # fmt: skip
    if each is None:
        files = write_snapshot(cases, target, chosen)
    else:
        batch = Batch(cases, [file_name(case.label) for case in cases], target, chosen)
        for _ in batch.one_each(f".{each}"):
            pass
        files = tuple(batch.written)
    del application
    return files
