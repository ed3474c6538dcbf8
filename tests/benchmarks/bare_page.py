"""The peer of a snapshot: matplotlib saving the same doses, scores, counts and words as a PDF.

Run as a file of its own: `bare_page.py TOLD.json OUT.pdf`. It loads nothing of ours.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO, TypedDict

PAGE_INCHES = (11.7, 8.3)


class Told(TypedDict):
    """What the pages tell: days since the first dose, amounts, totals and words."""

    label: str
    doses: Sequence[tuple[str, list[float], list[float]]]  # drug, days, mg/d
    events: Sequence[tuple[float, str]]
    visits: list[float]
    activity: list[int | None]
    damage: list[int | None]
    counted: list[float]
    neutrophils: list[float | None]
    rows: Sequence[Sequence[str]]


def write_page(told: Told, out: BinaryIO) -> None:
    """Write a page of three panels and a page of words."""
    from matplotlib.backends.backend_pdf import PdfPages  # noqa: PLC0415 - it may be missing
    from matplotlib.figure import Figure  # noqa: PLC0415

    picture: Any = Figure(figsize=PAGE_INCHES)
    doses, scores, counts = picture.subplots(3, 1, sharex=True)
    for drug, days, amounts in told["doses"]:
        doses.fill_between(days, amounts, step="post", alpha=0.2, label=drug)
        for day, amount in zip(days, amounts, strict=True):
            doses.annotate(f"{amount:g} mg/d", (day, amount), fontsize=7)
    for day, text in told["events"]:
        doses.annotate(text, (day, 0.0), fontsize=7)
    for low, high, band in ((0, 9.5, "mild"), (9.5, 20.5, "moderate"), (20.5, 70, "severe")):
        scores.axhspan(low, high, alpha=0.05)
        scores.text(0, low, band, fontsize=7)
    scores.plot(told["visits"], told["activity"], marker="o", label="activity")
    scores.plot(told["visits"], told["damage"], "D--", label="damage")
    counts.plot(told["counted"], told["neutrophils"], marker=".", label="ANC")
    for panel, title in ((doses, "Doses"), (scores, "CLASI"), (counts, "Neutrophils")):
        panel.set_title(title)
        panel.grid(visible=True)
        panel.legend()
    counts.set_xlabel("days since the first dose")
    picture.suptitle(told["label"])
    words: Any = Figure(figsize=PAGE_INCHES)
    for number, row in enumerate(told["rows"]):
        for column, cell in enumerate(row):
            place = 0.05 + 0.3 * (number // 45) + 0.07 * column, 0.95 - 0.02 * (number % 45)
            words.text(*place, cell, fontsize=7)
    with PdfPages(out) as pages:
        for page in (picture, words):
            pages.savefig(page)


if __name__ == "__main__":
    with Path(sys.argv[2]).open("wb") as file:
        write_page(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), file)
