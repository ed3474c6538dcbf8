"""The other peer of a snapshot: a chart sheet of the same doses, scores and counts, by LibreOffice.

It loads nothing of ours; openpyxl writes the sheet, LibreOffice makes the PDF.
"""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.bare_page import Told


def write_sheet(told: Told, path: Path) -> None:
    """Write a workbook with a table of words and three charts."""
    from openpyxl import Workbook  # noqa: PLC0415 - it may be missing
    from openpyxl.chart import Reference, ScatterChart, Series  # noqa: PLC0415

    book: Any = Workbook()
    sheet = book.active
    for row in told["rows"]:
        sheet.append([str(cell) for cell in row])
    column = 10
    for place, (title, curves) in enumerate(_charts(told)):
        chart = ScatterChart()
        chart.title = title
        chart.height, chart.width = 6, 24
        for name, days, values in curves:
            sheet.cell(1, column + 1, name)
            for number, (day, value) in enumerate(zip(days, values, strict=True), 2):
                sheet.cell(number, column, day)
                sheet.cell(number, column + 1, value)
            last = len(days) + 1
            x = Reference(sheet, min_col=column, min_row=2, max_row=last)
            y = Reference(sheet, min_col=column + 1, min_row=1, max_row=last)
            chart.series.append(Series(y, x, title_from_data=True))
            column += 2
        sheet.add_chart(chart, f"A{60 + 14 * place}")
    book.save(path)


def as_pdf(program: str, sheet: Path, folder: Path) -> None:
    """Have LibreOffice make a PDF of a workbook, as a process of its own."""
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), str(sheet)],
        check=True, timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


_Curve = tuple[str, Sequence[float], Sequence[float | None]]


def _charts(told: Told) -> list[tuple[str, list[_Curve]]]:
    doses: list[_Curve] = [(drug, days, amounts) for drug, days, amounts in told["doses"]]
    return [
        ("Doses", doses),
        ("CLASI", [("activity", told["visits"], told["activity"]),
                   ("damage", told["visits"], told["damage"])]),
        ("Neutrophils", [("ANC", told["counted"], told["neutrophils"])]),
    ]  # fmt: skip
