"""The PDF file: the same bytes for the same case, a language, bookmarks, and nobody's name."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from PySide6.QtCore import QHashSeed

from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.snapshot import write_snapshot
from tests.drawing.pictures import BUNDLED, NON_RESPONDER, RESPONDER, bundled
from tests.printing.pdfs import poppler, text_of

pytestmark = pytest.mark.usefixtures("qapp")
ON = date(2026, 3, 1)
ROOT = Path(__file__).parents[2]


def written(path: Path, *names: str, **options: Any) -> Path:
    cases = [replace(bundled(name), label=f"Ada Lovelace {name}") for name in names or BUNDLED]
    write_snapshot(cases, path, SnapshotOptions(**({"printed_on": ON} | options)))
    return path


def drawn_elsewhere(path: Path, zone: str, seed: str, **environment: str) -> bytes:
    """Draw a bundled case in a process of its own, in a time zone and with another hash seed."""
    subprocess.run(
        [sys.executable, "-m", "dle_desktop", "snapshot",
         str(ROOT / "resources" / "cases" / f"{RESPONDER}.json"), "--output", str(path)],
        env=dict(os.environ, TZ=zone, PYTHONHASHSEED=seed, **environment), check=True, cwd=ROOT,
        stdout=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip
    return path.read_bytes()


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_two_processes_in_two_time_zones_write_the_same_bytes(tmp_path: Path, kind: str) -> None:
    day = {"SOURCE_DATE_EPOCH": "1700000000"}  # the day in the footer is not that of a zone
    one = drawn_elsewhere(tmp_path / f"one.{kind}", "UTC", "1", **day)
    two = drawn_elsewhere(tmp_path / f"two.{kind}", "Etc/GMT-11", "2", **day)
    assert one == two
    if kind == "pdf":
        assert "printed 14 November 2023" in text_of(tmp_path / "two.pdf")


def test_a_pdf_is_the_same_whatever_order_qt_would_choose(tmp_path: Path) -> None:
    """Written as the window writes it, often enough that typefaces would fall in another order."""
    files = set()
    for number in range(6):
        QHashSeed.resetRandomGlobalSeed()
        files.add(written(tmp_path / f"{number}.pdf", template="record").read_bytes())
    assert len(files) == 1


def test_another_case_or_option_has_other_bytes_and_another_id(tmp_path: Path) -> None:
    files = [
        written(tmp_path / "a.pdf", RESPONDER),
        written(tmp_path / "b.pdf", NON_RESPONDER),
        written(tmp_path / "c.pdf", RESPONDER, palette="grey"),
    ]
    trailers: list[Any] = [PdfReader(file).trailer for file in files]
    assert len({str(trailer["/ID"][0]) for trailer in trailers}) == len(files)


def test_the_date_is_the_day_of_printing_and_no_time_of_day(tmp_path: Path) -> None:
    info: Any = PdfReader(written(tmp_path / "a.pdf")).metadata
    assert info["/CreationDate"] == info["/ModDate"] == "D:20260301000000Z"


@pytest.mark.parametrize(
    ("epoch", "told"),
    [("1700000000", "D:20231114221320Z"), ("soon", "D:20260301000000Z"),
     ("9" * 30, "D:20260301000000Z"), ("", "D:20260301000000Z")],
)  # fmt: skip
def test_source_date_epoch_is_the_date_where_it_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str, told: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    info: Any = PdfReader(written(tmp_path / "a.pdf")).metadata
    assert info["/CreationDate"] == told


def test_it_has_a_language_a_title_that_is_shown_and_bookmarks(tmp_path: Path) -> None:
    reader = PdfReader(written(tmp_path / "a.pdf", template="record", contents=True))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert (
        root["/ViewerPreferences"]["/DisplayDocTitle"] is True
        or str(root["/ViewerPreferences"]["/DisplayDocTitle"]) == "True"
    )
    assert reader.metadata is not None
    assert reader.metadata.title == "Case snapshot"
    top = [one for one in reader.outline if not isinstance(one, list)]
    assert [one.title for one in top] == [
        "Contents", *(f"Case {bundled(name).id[:8]}" for name in BUNDLED),
    ]  # fmt: skip
    pages = [reader.get_destination_page_number(one) or 0 for one in top]
    texts = [page.extract_text() for page in reader.pages]
    assert pages == sorted(set(pages))
    for name, page in zip(BUNDLED, pages[1:], strict=True):
        assert f"Ada Lovelace {name}" in texts[page]
        assert "page 1 of" not in texts[page]
    below: list[Any] = [one for one in reader.outline if isinstance(one, list)]
    assert {"Doses", "CLASI by visit"} <= {one.title for one in below[0]}


def test_names_stand_in_bookmarks_only_where_that_is_asked_for(tmp_path: Path) -> None:
    def bookmarks(path: Path) -> str:
        return str([getattr(one, "title", "") for one in PdfReader(path).outline])

    assert "Ada" not in bookmarks(written(tmp_path / "a.pdf"))
    assert "Ada Lovelace" in bookmarks(written(tmp_path / "b.pdf", named=True))
    reader = PdfReader(tmp_path / "a.pdf")
    assert "Ada" not in str(reader.metadata)
    assert b"Ada" not in (tmp_path / "a.pdf").read_bytes()
    assert "/Metadata" not in dict(reader.trailer["/Root"])  # type: ignore[call-overload]


def test_other_programs_read_it(tmp_path: Path) -> None:
    path = written(tmp_path / "a.pdf")
    assert "Case snapshot" in poppler("pdfinfo", path)
    PdfReader(path, strict=True)


def test_a_sheet_of_one_page_is_small(tmp_path: Path) -> None:
    assert written(tmp_path / "a.pdf", RESPONDER).stat().st_size <= 200_000
