"""The self-test: the real window without a display, every bundled case drawn and printed.

It runs in the installed program, where tests are not; it says what failed and touches nothing of
the person's.
"""

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from dle_desktop.app.start import the_application
from dle_desktop.domain.case import Case
from dle_desktop.errors import DleError
from dle_desktop.services.settings import SettingsFile
from dle_desktop.storage.case_store import CaseStore

_LEAST_INK = 2000  # device pixels that are not ground
_LEAST_PDF = 5000  # bytes


class Failed(DleError):
    """A part of the self-test found something wrong."""


def run() -> int:
    """Run all parts; 0 if all is well."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    application = the_application()
    with tempfile.TemporaryDirectory(prefix="dle-self-test-") as folder:
        try:
            count = _try_all(application, Path(folder))
        except DleError as error:
            sys.stderr.write(f"self-test: {' '.join(map(str, error.args))}\n")
            return 1
    sys.stdout.write(f"self-test: {count} cases opened, drawn and printed\n")
    return 0


def ink(image: QImage) -> int:
    """Return how many of an image's pixels differ from its first one, every second one looked at.

    Every second in each direction, so that a large picture takes no time.
    """
    ground = image.pixel(0, 0)
    return 4 * sum(
        image.pixel(x, y) != ground
        for y in range(0, image.height(), 2)
        for x in range(0, image.width(), 2)
    )


def _try_all(application: QApplication, folder: Path) -> int:
    # Here, for OPENBLAS_NUM_THREADS is read when numpy is loaded.
    from dle_desktop.app import demo  # noqa: PLC0415
    from dle_desktop.app.program import Program  # noqa: PLC0415
    from dle_desktop.widgets.main_window import MainWindow  # noqa: PLC0415

    window = MainWindow("#FBFAF7")
    program = Program(application, window, SettingsFile(folder / "settings.json"))
    program.furnish(CaseStore.open(demo.make(folder)))
    window.show()
    cases = program.session.cases
    if not cases:
        raise Failed("no bundled cases")
    for case in cases:
        program.session.open_case(case.id)
        application.processEvents()
        drawn = program.canvas().grab().toImage()
        if ink(drawn) < _LEAST_INK:
            raise Failed(f"the case {case.id} was not drawn")
        _try_print(case, folder)
    window.close()
    program.close()
    return len(cases)


def _try_print(case: Case, folder: Path) -> None:
    from dle_desktop.printing.snapshot import SnapshotOptions, write_snapshot  # noqa: PLC0415

    options = SnapshotOptions(dpi=72)
    page, picture = folder / f"{case.id}.pdf", folder / f"{case.id}.png"
    write_snapshot([case], page, options)
    write_snapshot([case], picture, options)
    data = page.read_bytes()
    if not data.startswith(b"%PDF") or len(data) < _LEAST_PDF:
        raise Failed(f"the PDF of the case {case.id} is empty")
    if ink(QImage(str(picture))) < _LEAST_INK:
        raise Failed(f"the page of the case {case.id} has no ink")
