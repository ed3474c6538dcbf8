"""`snapshot`, and the demo cases on paper: drawing without a display."""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dle_desktop import resources, wording
from dle_desktop.cli.case_files import chosen_cases
from dle_desktop.cli.output import DONE, Refusal, say
from dle_desktop.domain.case import Case
from dle_desktop.errors import FileUnwritable, NoDisplay
from dle_desktop.exchange.case_json import parse_cases

DEMO_PDF: Final = Path("dle-desktop-demo.pdf")
_ENDINGS: Final = (".pdf", ".svg", ".png")


def snapshot(options: argparse.Namespace) -> int:
    """Draw the chosen cases to one file, of the kind its ending says."""
    if options.output.suffix.lower() not in _ENDINGS:
        raise Refusal(f"the output's name should end in {', '.join(_ENDINGS)}")
    cases = chosen_cases(options.file, options.case)
    draw(cases, options.output, options)
    return DONE


def demo_on_paper() -> int:
    """Draw every bundled case to a PDF in the current folder, and say so."""
    cases = bundled_cases()
    draw(cases, DEMO_PDF)
    say(f"No display: drew the {len(cases)} bundled cases to {DEMO_PDF} instead.")
    return DONE


def bundled_cases() -> tuple[Case, ...]:
    """Return the bundled cases: the published patients first, then the illustrative ones."""
    names = sorted(resources.names("cases"), key=_published_first)
    return tuple(case for name in names for case in parse_cases(resources.read_bytes(name)).cases)


def draw(cases: Sequence[Case], output: Path, options: argparse.Namespace | None = None) -> None:
    """Draw cases to a PDF, SVG or PNG file.

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
        from dle_desktop.printing.snapshot import SnapshotOptions, write_snapshot  # noqa: PLC0415
    chosen = SnapshotOptions()
    if options is not None:
        chosen = SnapshotOptions(
            page=options.page, axis=options.axis, palette=options.palette, dpi=options.dpi
        )
    write_snapshot(cases, target, chosen)


@contextmanager
def qt_libraries() -> Iterator[None]:
    """Turn a missing system library of Qt into one sentence."""
    try:
        yield
    except ImportError as error:
        if "cannot open shared object file" not in str(error):
            raise
        library = str(error).partition(":")[0]
        raise NoDisplay(wording.MISSING_LIBRARY.format(library)) from error


def _published_first(name: str) -> tuple[bool, str]:
    return "illustrative" in name, name
