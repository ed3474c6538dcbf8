"""A file of 1,000 cases read, checked and compared with a library, against plain `json.loads`."""

import json
from time import monotonic_ns
from uuid import UUID

from msgspec.structs import replace

from dle_desktop.exchange.case_json import parse_cases, write_cases
from dle_desktop.exchange.preview import compare
from dle_desktop.resources import names, read_bytes
from tests.benchmarks.rows import Row

ROUNDS = 10
BUDGET = 2.0
CASES = 1000


def import_preview() -> list[Row]:
    """Measure from the bytes to the preview, all cases new."""
    bundled = [case for name in names("cases") for case in parse_cases(read_bytes(name)).cases]
    data = write_cases(
        [
            replace(bundled[number % len(bundled)], id=str(UUID(int=number)))
            for number in range(CASES)
        ]
    )
    ours: list[int] = []
    floor: list[int] = []
    for _ in range(ROUNDS):
        began = monotonic_ns()
        json.loads(data)
        floor.append(monotonic_ns() - began)
        began = monotonic_ns()
        items = compare(parse_cases(data).cases, ())
        ours.append(monotonic_ns() - began)
        assert len(items) == CASES
    name = f"import to preview: {CASES} cases, {len(data) / 1e6:.1f} MB"
    return [Row(name, ours, "json.loads of the same bytes", floor, BUDGET)]
