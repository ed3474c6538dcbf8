"""`python -m tests.benchmarks [NAME ...] [--json]`: runs them, prints one table.

The exit status is 0 unless a benchmark breaks: a missed budget is a figure to read, not a failure.
"""

import argparse
import json
import sys
import traceback
from collections.abc import Callable, Sequence

from tests.benchmarks.book import book
from tests.benchmarks.case_switch import case_switch
from tests.benchmarks.cold_start import cold_start
from tests.benchmarks.cursor import cursor
from tests.benchmarks.figures_after_edit import figures_after_edit
from tests.benchmarks.frame_growth import frame_growth
from tests.benchmarks.import_preview import import_preview
from tests.benchmarks.library import library
from tests.benchmarks.pan_zoom import pan_zoom
from tests.benchmarks.rows import Row, table
from tests.benchmarks.snapshot_pdf import snapshot_pdf

BENCHMARKS: dict[str, Callable[[], Sequence[Row]]] = {
    "book": book,
    "cold-start": cold_start,
    "case-switch": case_switch,
    "cursor": cursor,
    "figures": figures_after_edit,
    "frame-growth": frame_growth,
    "import-preview": import_preview,
    "library": library,
    "pan-zoom": pan_zoom,
    "snapshot-pdf": snapshot_pdf,
}


def main() -> int:
    """Run the benchmarks named on the command line, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--json", action="store_true", help="print rows as JSON, not as a table")
    options = parser.parse_args()
    if unknown := set(options.names) - BENCHMARKS.keys():
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    rows: list[Row] = []
    broke = False
    for name in options.names or BENCHMARKS:
        print(f"{name} ...", file=sys.stderr)
        try:
            rows.extend(BENCHMARKS[name]())
        except Exception:  # noqa: BLE001  # the others still run; the exit status tells
            print(f"{name} broke:\n{traceback.format_exc()}", file=sys.stderr)
            broke = True
    print(json.dumps([row.as_json() for row in rows], indent=1) if options.json else table(rows))
    return int(broke)


if __name__ == "__main__":
    sys.exit(main())
