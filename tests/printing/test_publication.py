"""Figures for publication: a journal's width, readable, and nothing that should not be in print."""

import csv
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from dle_desktop.domain.case import Anchor, Case, Provenance, Reading, Subject
from dle_desktop.domain.published import published
from dle_desktop.printing.options import Colours, SnapshotOptions
from dle_desktop.printing.publication import Publication
from dle_desktop.printing.sizes import FIGURE_SIZES, MM, FigureWidth
from dle_desktop.printing.snapshot import write_snapshot
from tests.drawing.pictures import (
    BUNDLED,
    NON_RESPONDER,
    PATIENT_1,
    RESPONDER,
    a_case,
    a_course,
    a_dose,
    a_lab,
    a_score,
    an_event,
    bundled,
)
from tests.printing.pdfs import (
    POINTS,
    fonts_of,
    overlapping,
    pages_as_images,
    poppler,
    text_of,
    words_of,
)
from tests.printing.stress import stress_cases
from tests.printing.test_templates import NAMES, case_of

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.no_qt_log]
WIDTHS: tuple[FigureWidth, ...] = get_args(FigureWidth)
CANARY = "Zimtstern"


def drawn(case: Case, path: Path, **options: Any) -> Path:
    write_snapshot([case], path, SnapshotOptions(**({"template": "figure"} | options)))
    return path


def a_told_case() -> Case:
    """Return a case with a canary in every text that can be written freely."""
    dose = a_dose(
        0, 100, reason=f"{CANARY} r", stop_reason=f"{CANARY} s", note=f"{CANARY} n",
        as_written=f"{CANARY} w", source=f"{CANARY} q",
    )  # fmt: skip
    unknown = a_dose(100, 200, None, as_written=f"{CANARY} low", id="u")
    score = a_score(
        0, 20, None, note=f"{CANARY} n", assessor=f"{CANARY} a", source=f"{CANARY} q",
        damage_reading=Reading(direction="improved", text=f"{CANARY} d"),
    )  # fmt: skip
    lab = a_lab(9, 2.5, note=f"{CANARY} n", source=f"{CANARY} q")
    event = an_event(
        30, "adverse event", f"{CANARY} e", grade=2, note=f"{CANARY} n", drug=f"{CANARY} g",
        pinned=True, source=f"{CANARY} q",
    )  # fmt: skip
    return a_case(
        label=f"{CANARY} label", subject=Subject(record_number=f"{CANARY} 7"),
        anchor=Anchor(text=f"{CANARY} anchor", date="2021-03-01"),
        courses=(a_course(dose, unknown, note=f"{CANARY} n", source=f"{CANARY} q"),),
        assessments=(score,), labs=(lab,), events=(event,), notes=f"{CANARY} notes",
        provenance=Provenance(text=f"{CANARY} p", citation=f"{CANARY} c", doi=f"{CANARY}"),
    )  # fmt: skip


@pytest.mark.parametrize("palette", get_args(Colours))
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_as_wide_as_its_column_and_can_be_read(
    tmp_path: Path, name: str, width: FigureWidth, palette: Colours
) -> None:
    path = drawn(case_of(name), tmp_path / "a.pdf", figure_width=width, palette=palette)
    wide, most = (side / MM for side in FIGURE_SIZES[width])
    for page in PdfReader(path).pages:
        assert float(page.mediabox.width) / 72 * 25.4 == pytest.approx(wide, abs=0.4)
        assert float(page.mediabox.height) / 72 * 25.4 <= most + 0.4
    words = words_of(path)
    assert overlapping(words) == []
    for word in words:
        assert word.box.left() >= -0.5, word
        assert word.box.right() <= FIGURE_SIZES[width][0] * POINTS + 0.5, word
    assert min(word.box.height() for word in words) >= 1.2 * 6.0 - 0.05
    assert {row[-5] for row in fonts_of(path)} == {"yes"}  # embedded
    assert poppler("pdfimages", "-list", path).splitlines()[2:] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*BUNDLED, "twelve drugs"])
def test_no_line_is_finer_than_half_a_point(tmp_path: Path, name: str, width: FigureWidth) -> None:
    reader = PdfReader(drawn(case_of(name), tmp_path / "a.pdf", figure_width=width))
    for page in reader.pages:
        assert min(_line_widths(page, reader)) >= 0.5 - 0.01


def _line_widths(page: Any, reader: PdfReader) -> list[float]:
    """Return the widths in points of all strokes: each is told before the matrix it is told in."""
    scales, scale, width, found = [], 1.0, 1.0, []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"q":
            scales.append(scale)
        elif operator == b"Q":
            scale = scales.pop()
        elif operator == b"cm":
            a, b = float(operands[0]), float(operands[1])
            scale *= (a * a + b * b) ** 0.5
        elif operator == b"w":
            width = float(operands[0])
        elif operator in {b"S", b"s", b"B", b"B*", b"b"}:
            found.append(width * scale)
    assert found
    return found


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_nothing_written_freely_is_in_a_figure_its_values_or_its_caption(
    tmp_path: Path, kind: str
) -> None:
    path = drawn(a_told_case(), tmp_path / f"a.{kind}")
    told = text_of(path) if kind == "pdf" else path.read_bytes().decode("utf-8", "replace")
    files = [(tmp_path / name).read_text("utf-8") for name in ("a.csv", "a-caption.txt")]
    for text in (told, *files):
        assert CANARY not in text
        assert "2021" not in text
    if kind != "png":
        assert "adverse event, grade 2" in " ".join(told.split())
    assert "adverse event" in files[0]


def test_free_texts_and_dates_are_there_where_they_are_asked_for(tmp_path: Path) -> None:
    case = a_told_case()
    path = drawn(case, tmp_path / "a.pdf", words=True, identified=True, axis="calendar")
    assert f"{CANARY} e" in text_of(path)
    caption = (tmp_path / "a-caption.txt").read_text("utf-8")
    assert f"{CANARY} label" in caption
    assert "2021" in caption
    for secret in ("notes", " p", " c", " 7", " a,", " q"):
        assert f"{CANARY}{secret}" not in caption


def test_what_is_reduced_keeps_every_number_and_moment() -> None:
    case, reduced = a_told_case(), published(a_told_case())
    assert [d.amount for d in reduced.courses[0].doses] == [d.amount for d in case.courses[0].doses]
    assert [d.start for d in reduced.courses[0].doses] == [d.start for d in case.courses[0].doses]
    assert [(a.activity, a.moment) for a in reduced.assessments] == [
        (a.activity, a.moment) for a in case.assessments
    ]
    assert [(lab.value, lab.moment) for lab in reduced.labs] == [(2.5, case.labs[0].moment)]
    assert CANARY not in repr(reduced)


def test_the_values_are_a_table_any_spreadsheet_reads(tmp_path: Path) -> None:
    drawn(bundled(RESPONDER), tmp_path / "a.pdf")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = list(csv.reader(file))
    assert heads[:5] == ["kind", "name", "from", "to", "study day"]
    assert "date as written" not in heads
    assert {len(row) for row in rows} == {len(heads)}
    scores = [row for row in rows if row[0] == "CLASI activity"]
    assert [row[5] for row in scores] == [
        str(one.activity) for one in bundled(RESPONDER).assessments if one.activity is not None
    ]


def test_the_caption_says_what_is_drawn_and_that_it_is_made_up(tmp_path: Path) -> None:
    drawn(bundled(RESPONDER), tmp_path / "a.pdf")
    caption = (tmp_path / "a-caption.txt").read_text("utf-8")
    for words in (
        "(A) Lenalidomide: 5 mg/d, then 10 mg/d.", "(B) CLASI activity: 15 visits.",
        "(D) Neutrophils, 10⁹/L: 35 results.", "CTCAE 5.0", "Illustrative data: made up",
        "months \u22121 to 22 since first lenalidomide dose",
    ):  # fmt: skip
        assert words in caption
    drawn(bundled(PATIENT_1), tmp_path / "b.pdf")
    published_case = (tmp_path / "b-caption.txt").read_text("utf-8")
    assert "made up" not in published_case
    assert "CLASI activity: 3 readings in words." in published_case


def test_panels_are_lettered_in_order_and_over_pages(tmp_path: Path) -> None:
    path = drawn(bundled(RESPONDER), tmp_path / "a.pdf", figure_width="single")
    letters = [word for word in words_of(path) if re.fullmatch("[A-Z]", word.text)]
    left = [word for word in letters if word.box.left() < 10]
    assert [word.text for word in left] == ["A", "B", "C", "D", "E"]
    assert [word.box.top() for word in left] == sorted(word.box.top() for word in left)
    many = Publication(stress_cases()["twelve drugs"], SnapshotOptions(
        template="figure", figure_width="slide"))  # fmt: skip
    assert many.count > 1
    assert [letter for letter, _ in many.panels] == ["A", "B", "C", "D"]


def test_grey_has_no_colour_and_the_notice_of_made_up_data_stays(tmp_path: Path) -> None:
    path = drawn(bundled(RESPONDER), tmp_path / "a.pdf", palette="grey")
    (image,) = pages_as_images(path, tmp_path)
    for x in range(0, image.width(), 2):
        for y in range(0, image.height(), 2):
            color = image.pixelColor(x, y)
            assert max(color.red(), color.green(), color.blue()) - min(
                color.red(), color.green(), color.blue()) <= 2  # fmt: skip
    assert "illustrative, not from the paper" in text_of(path)


def test_several_figures_have_their_values_and_captions_each(tmp_path: Path) -> None:
    files = write_snapshot(
        [bundled(RESPONDER), bundled(NON_RESPONDER)], tmp_path / "a.svg",
        SnapshotOptions(template="figure"),
    )  # fmt: skip
    assert {file.name for file in files} == {
        "a.svg", "a-2.svg", "a.csv", "a-2.csv", "a-caption.txt", "a-caption-2.txt",
    }  # fmt: skip
    assert "24" in (tmp_path / "a-2.csv").read_text("utf-8")
