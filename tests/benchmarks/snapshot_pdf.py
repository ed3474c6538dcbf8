"""A snapshot PDF in a warm process, against matplotlib saving the same panels and words."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic_ns
from typing import Any

from PySide6.QtWidgets import QApplication

from dle_desktop.domain.case import Case
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.case_json import parse_cases
from dle_desktop.printing.snapshot import Report, SnapshotOptions, write_snapshot
from dle_desktop.resources import read_bytes
from tests.benchmarks.rows import Row

ROUNDS = 10
BUDGET = 1 / 20
PEER = "matplotlib, the same in 3 panels and a page of words"
PAGE_INCHES = (11.7, 8.3)


def snapshot_pdf() -> list[Row]:
    """Measure the responder's snapshot: ours to a file, synced; the peer's to memory.

    Without matplotlib there is nothing to compare with, and no row.
    """
    if find_spec("matplotlib") is None:
        print("snapshot-pdf: skipped, matplotlib is not installed", file=sys.stderr)
        return []
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert application is not None
    (case,) = parse_cases(read_bytes("cases/illustrative-responder.json")).cases
    rows = [row for block in Report(case, SnapshotOptions()).blocks for row in block.rows]
    ours: list[int] = []
    peer: list[int] = []
    with TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            peer.append(_matplotlib(case, rows))
            began = monotonic_ns()
            write_snapshot([case], Path(folder) / "case.pdf", SnapshotOptions())
            ours.append(monotonic_ns() - began)
    return [Row("snapshot PDF, warm", ours[1:], PEER, peer[1:], BUDGET)]


def _matplotlib(case: Case, rows: Sequence[Sequence[str]]) -> int:
    """Return the nanoseconds of the same doses, scores, counts and words as a PDF of two pages."""
    from matplotlib.backends.backend_pdf import PdfPages  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    began = monotonic_ns()
    picture: Any = Figure(figsize=PAGE_INCHES)
    doses, scores, counts = picture.subplots(3, 1, sharex=True)
    zero = day_zero(case)
    for course in case.courses:
        days = [_day(dose.start, zero) for dose in course.doses]
        amounts = [dose.amount or 0.0 for dose in course.doses]
        doses.fill_between(days, amounts, step="post", alpha=0.2, label=course.drug)
        for day, amount in zip(days, amounts, strict=True):
            doses.annotate(f"{amount:g} mg/d", (day, amount), fontsize=7)
    for event in case.events:
        doses.annotate(event.text or event.kind, (_day(event.moment, zero), 0.0), fontsize=7)
    for low, high, band in ((0, 9.5, "mild"), (9.5, 20.5, "moderate"), (20.5, 70, "severe")):
        scores.axhspan(low, high, alpha=0.05)
        scores.text(0, low, band, fontsize=7)
    days = [_day(one.moment, zero) for one in case.assessments]
    scores.plot(days, [one.activity for one in case.assessments], marker="o", label="activity")
    scores.plot(days, [one.damage for one in case.assessments], "D--", label="damage")
    neutrophils = [lab for lab in case.labs if lab.analyte == "neutrophils"]
    days = [_day(lab.moment, zero) for lab in neutrophils]
    counts.plot(days, [lab.value for lab in neutrophils], marker=".", label="ANC")
    for panel, title in ((doses, "Doses"), (scores, "CLASI"), (counts, "Neutrophils")):
        panel.set_title(title)
        panel.grid(visible=True)
        panel.legend()
    counts.set_xlabel("days since the first dose")
    picture.suptitle(case.label)
    words: Any = Figure(figsize=PAGE_INCHES)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            place = 0.05 + 0.3 * (number // 45) + 0.07 * column, 0.95 - 0.02 * (number % 45)
            words.text(*place, cell, fontsize=7)
    with PdfPages(BytesIO()) as pages:
        for page in (picture, words):
            pages.savefig(page)
    return monotonic_ns() - began


def _day(moment: Moment | None, zero: date | None) -> float:
    place = resolve(moment, zero)
    return place.at if place else float("nan")
