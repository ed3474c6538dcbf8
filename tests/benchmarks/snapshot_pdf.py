"""A snapshot PDF, warm and as a cold process, against matplotlib with the same panels and words."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic_ns

from PySide6.QtWidgets import QApplication

from dle_desktop import resources
from dle_desktop.domain.case import Case
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.case_json import parse_cases
from dle_desktop.printing.snapshot import Report, SnapshotOptions, write_snapshot
from tests.benchmarks.bare_page import Told, write_page
from tests.benchmarks.chart_sheet import as_pdf, write_sheet
from tests.benchmarks.rows import Row

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 10
COLD_ROUNDS = 5
BUDGET = 1 / 20
COLD_BUDGET = 1 / 2
PEER = "matplotlib, the same in 3 panels and a page of words"
CASE = "cases/illustrative-responder.json"


def snapshot_pdf() -> list[Row]:
    """Measure the responder's snapshot: warm, ours to a file, synced, the peer's to memory; cold.

    Without matplotlib there is nothing to compare with, and no row.
    """
    if find_spec("matplotlib") is None:
        print("snapshot-pdf: skipped, matplotlib is not installed", file=sys.stderr)
        return []
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert application is not None
    (case,) = parse_cases(resources.read_bytes(CASE)).cases
    told = _told(case)
    with TemporaryDirectory(prefix="dle-benchmark-") as folder:
        rows = [_warm(case, told, Path(folder)), _cold(told, Path(folder))]
        return rows + _office(told, Path(folder))


def _warm(case: Case, told: Told, folder: Path) -> Row:
    ours: list[int] = []
    peer: list[int] = []
    for _ in range(ROUNDS):
        began = monotonic_ns()
        write_page(told, BytesIO())
        peer.append(monotonic_ns() - began)
        began = monotonic_ns()
        write_snapshot([case], folder / "case.pdf", SnapshotOptions())
        ours.append(monotonic_ns() - began)
    return Row("snapshot PDF, warm", ours[1:], PEER, peer[1:], BUDGET)


def _cold(told: Told, folder: Path) -> Row:
    """Measure both as processes of their own, from spawning to their end."""
    data, page = folder / "told.json", folder / "page.pdf"
    data.write_text(json.dumps(told), encoding="utf-8")
    source = str(resources.path(CASE))
    ours = ["-m", "dle_desktop", "snapshot", source, "--output", str(folder / "case.pdf")]
    peer = [str(Path(__file__).with_name("bare_page.py")), str(data), str(page)]
    pairs = [(_process(ours), _process(peer)) for _ in range(COLD_ROUNDS + 1)][1:]
    return Row(
        "snapshot PDF, a cold process",
        [pair[0] for pair in pairs], PEER, [pair[1] for pair in pairs], COLD_BUDGET,
    )  # fmt: skip


def _office(told: Told, folder: Path) -> list[Row]:
    """Measure ours and LibreOffice's chart sheet as processes; no row without LibreOffice."""
    program = shutil.which("soffice")
    if program is None or find_spec("openpyxl") is None:
        print("snapshot-pdf: LibreOffice or openpyxl is not installed, no row", file=sys.stderr)
        return []
    sheet = folder / "sheet.xlsx"
    write_sheet(told, sheet)
    source = str(resources.path(CASE))
    ours = ["-m", "dle_desktop", "snapshot", source, "--output", str(folder / "case.pdf")]
    pairs = []
    for _ in range(COLD_ROUNDS + 1):
        mine, began = _process(ours), monotonic_ns()
        as_pdf(program, sheet, folder)
        pairs.append((mine, monotonic_ns() - began))
    return [
        Row(
            "snapshot PDF, a cold process", [pair[0] for pair in pairs[1:]],
            "LibreOffice, a sheet with 3 charts", [pair[1] for pair in pairs[1:]], COLD_BUDGET,
        )
    ]  # fmt: skip


def _process(arguments: list[str]) -> int:
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # it would recompile us every time
    began = monotonic_ns()
    subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, env=environment, check=True, timeout=60, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return monotonic_ns() - began


def _told(case: Case) -> Told:
    """Return what a page tells of a case, days and words resolved."""
    zero = day_zero(case)
    neutrophils = [lab for lab in case.labs if lab.analyte == "neutrophils"]
    return {
        "label": case.label,
        "doses": [
            (
                course.drug,
                [_day(dose.start, zero) for dose in course.doses],
                [dose.amount or 0.0 for dose in course.doses],
            )
            for course in case.courses
        ],
        "events": [(_day(event.moment, zero), event.text or event.kind) for event in case.events],
        "visits": [_day(one.moment, zero) for one in case.assessments],
        "activity": [one.activity for one in case.assessments],
        "damage": [one.damage for one in case.assessments],
        "counted": [_day(lab.moment, zero) for lab in neutrophils],
        "neutrophils": [lab.value for lab in neutrophils],
        "rows": [
            row for block in Report(case, SnapshotOptions()).tables.blocks for row in block.rows
        ],
    }


def _day(moment: Moment | None, zero: date | None) -> float:
    place = resolve(moment, zero)
    return place.at if place else float("nan")
