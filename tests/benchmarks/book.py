"""A thousand cases as one book: against the same pages drawn to single files, and their memory."""

import gc
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic_ns

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from dle_desktop import resources
from dle_desktop.exchange.case_json import parse_cases
from dle_desktop.printing.batch import Batch
from dle_desktop.printing.options import SnapshotOptions
from tests.benchmarks.rows import Row

COUNT, FEW = 1000, 100
CASE = "cases/illustrative-responder.json"
TIME_BUDGET = 1.5  # of the single files' time: contents and bookmarks are worth that
MEMORY_BUDGET = 1.5  # of the resident memory after a tenth of the files
STATM = Path("/proc/self/statm")


def book() -> list[Row]:
    """Measure a batch of single files, its memory on the way, and the book of the same cases."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert application is not None
    (case,) = parse_cases(resources.read_bytes(CASE)).cases
    cases = [
        replace(case, id=f"{n:08d}-0000-4000-8000-000000000000", label=f"Case {n}")
        for n in range(COUNT)
    ]
    names = [one.label for one in cases]
    with TemporaryDirectory(prefix="dle-benchmark-") as folder:
        files = Path(folder) / "files"
        files.mkdir()
        batch = Batch(cases, names, files, SnapshotOptions())
        began = monotonic_ns()
        early = late = 0
        for number, _ in enumerate(batch.one_each(".pdf"), 1):
            if number == FEW:
                early = _resident()
        each = monotonic_ns() - began
        late = _resident()
        began = monotonic_ns()
        list(Batch(cases, names, Path(folder), SnapshotOptions()).book("book"))
        bound = monotonic_ns() - began
    rows = [Row("1,000 cases as one book", [bound], "the same in 1,000 files", [each], TIME_BUDGET)]
    if early:
        words = f"after {FEW} (bytes as if nanoseconds)"
        rows.append(Row("memory after 1,000 files", [late], words, [early], MEMORY_BUDGET))
    else:
        print("book: memory is not told by this system", file=sys.stderr)
    return rows


def _resident() -> int:
    """Return the resident memory in bytes, 0 where it is not told."""
    gc.collect()
    if not STATM.exists():
        return 0
    return int(STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
