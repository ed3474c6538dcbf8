"""Snapshots read back by other programs: text, pages, fonts, greys, metadata and margins."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPdfWriter

from dle_desktop.domain.case import Case
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.measure import BODY, HEAD, SMALL, Measure
from dle_desktop.errors import FileUnwritable
from dle_desktop.printing.page_layout import MARGIN
from dle_desktop.printing.sizes import PAGE_SIZES, PageName, size_of
from dle_desktop.printing.snapshot import (
    Report,
    SnapshotOptions,
    page_layout_of,
    paint_pages,
    write_snapshot,
)
from tests.drawing.pictures import (
    BUNDLED,
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

pytestmark = pytest.mark.usefixtures("qapp")
Colours = Literal["colour", "grey"]
ON = date(2026, 3, 1)
every_kind = pytest.mark.parametrize(
    ("name", "page", "palette"),
    [
        (name, page, palette)
        for name, page, palette in [
            *((name, "a4", "colour") for name in BUNDLED),
            *((name, "letter", "grey") for name in BUNDLED),
            (RESPONDER, "letter", "colour"),
            (PATIENT_1, "a4", "grey"),
        ]
    ],
)


def options(**changes: Any) -> SnapshotOptions:
    return SnapshotOptions(**({"printed_on": ON} | changes))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("snapshots")


@cache
def _written(name: str, page: PageName, palette: Colours, folder: Path) -> Path:
    path = folder / f"{name}-{page}-{palette}.pdf"
    write_snapshot([bundled(name)], path, options(page=page, palette=palette))
    return path


def written(case: Case, path: Path, **changes: Any) -> Path:
    write_snapshot([case], path, options(**changes))
    return path


@every_kind
def test_a_page_has_its_size(name: str, page: PageName, palette: Colours, folder: Path) -> None:
    reader = PdfReader(_written(name, page, palette, folder))
    width, height = PAGE_SIZES[page]
    assert len(reader.pages) == len(Report(bundled(name), options(page=page)).pages)
    for made in reader.pages:
        assert float(made.mediabox.width) == pytest.approx(width * POINTS, abs=1)
        assert float(made.mediabox.height) == pytest.approx(height * POINTS, abs=1)


@every_kind
def test_words_neither_overlap_nor_leave_the_margins(
    name: str, page: PageName, palette: Colours, folder: Path
) -> None:
    words = words_of(_written(name, page, palette, folder))
    assert len(words) > 100
    assert overlapping(words) == []
    width, height = PAGE_SIZES[page]
    least, right, bottom = MARGIN * POINTS, (width - MARGIN) * POINTS, (height - MARGIN) * POINTS
    for word in words:
        assert least - 1 <= word.box.left(), word
        assert word.box.right() <= right + 1, word
        assert least - 8 <= word.box.top(), word
        assert word.box.bottom() <= bottom + 4, word


@every_kind
def test_text_is_text_in_embedded_fonts_and_nothing_is_a_raster(
    name: str, page: PageName, palette: Colours, folder: Path
) -> None:
    path = _written(name, page, palette, folder)
    fonts = fonts_of(path)
    assert fonts
    assert {row[-5] for row in fonts} == {"yes"}  # embedded
    assert poppler("pdfimages", "-list", path).splitlines()[2:] == []


@every_kind
def test_what_is_told_can_be_copied(
    name: str, page: PageName, palette: Colours, folder: Path
) -> None:
    case, text = bundled(name), text_of(_written(name, page, palette, folder))
    pages = text.rstrip("\f").split("\f")
    for number, one in enumerate(pages, start=1):
        assert case.label in one
        assert f"page {number} of {len(pages)}" in one
        assert f"revision {case.revision}" in one
        assert "printed 1 March 2026" in one
        assert ("llustrative, not from the paper" in one) is case.synthetic
    assert "CLASI activity" in pages[0]
    assert "CLASI damage" in pages[0]


def test_the_responders_values_are_in_the_text(folder: Path) -> None:
    text = text_of(_written(RESPONDER, "a4", "colour", folder))
    for value in ("5 mg/d", "10 mg/d", "60 mg/d", "neutropenia, grade 2", "lower limit 1.8"):
        assert value in text


def test_the_published_taper_says_that_its_steps_are_not_reported(folder: Path) -> None:
    text = text_of(_written(PATIENT_1, "a4", "colour", folder))
    assert "taper, steps not reported" in text
    assert "not reported" in text.split("CLASI activity now")[1][:120]


def test_nothing_that_names_a_person_is_in_the_metadata(tmp_path: Path) -> None:
    case = replace(bundled(RESPONDER), label="Ada Lovelace")
    path = written(case, tmp_path / "a.pdf")
    assert "Lovelace" not in str(PdfReader(path).metadata)
    assert b"Lovelace" not in path.read_bytes()  # the text itself is compressed glyphs


@pytest.mark.parametrize("name", BUNDLED)
def test_grey_pages_have_no_colour_and_none_is_blank(
    name: str, folder: Path, tmp_path: Path
) -> None:
    images = pages_as_images(_written(name, "letter", "grey", folder), tmp_path)
    assert images
    for image in images:
        colors = colors_of(image)
        assert all(max(color) - min(color) <= 2 for color in colors)
        assert min(color[0] for color in colors) < 80
        assert max(color[0] for color in colors) == 255


def test_colour_pages_have_colour(folder: Path, tmp_path: Path) -> None:
    image = pages_as_images(_written(RESPONDER, "a4", "colour", folder), tmp_path)[0]
    assert max(max(color) - min(color) for color in colors_of(image)) > 100


def colors_of(image: QImage) -> set[tuple[int, int, int]]:
    """Return the red, green and blue of every pixel."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {(pixel.red(), pixel.green(), pixel.blue()) for pixel in pixels}


def test_an_svg_is_xml_with_text(tmp_path: Path) -> None:
    files = write_snapshot([bundled(RESPONDER)], tmp_path / "case.svg", options(template="record"))
    assert [file.name for file in files] == ["case.svg", "case-2.svg"]
    texts = [
        "".join(node.itertext()).strip()
        for node in ET.parse(files[0]).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314
    ]
    assert {"lenalidomide", "10 mg/d", "CLASI activity"} <= set(texts)


@pytest.mark.no_qt_log  # Qt warns of scripts that no installed typeface holds
@pytest.mark.parametrize("label", ["Case A", "Case \u7d05\u6591 of B", "Q&A <x> \"y\" 'z'"])
def test_an_svgs_texts_are_held_to_their_widths(tmp_path: Path, label: str) -> None:
    path = written(a_case(label=label, courses=(a_course(a_dose(0, 90)),)), tmp_path / "a.svg")
    lengths = {
        "".join(node.itertext()).strip(): float(node.get("textLength", "nan"))
        for node in ET.parse(path).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314
    }
    measure = Measure()
    for text, size, strong in (
        ("CLASI damage", BODY, True), ("max 5 mg/d", SMALL, False), ("page 1 of 1", SMALL, False),
    ):  # fmt: skip
        assert lengths[text] == pytest.approx(measure.width(text, size, strong=strong), abs=0.01)
    if label.isascii():
        assert lengths[label] == pytest.approx(measure.width(label, HEAD, strong=True), abs=0.01)


@pytest.mark.parametrize("dpi", [96, 150, 300])
@pytest.mark.parametrize("page", ["a4", "letter"])
def test_a_png_has_the_pixels_of_its_resolution(tmp_path: Path, page: PageName, dpi: int) -> None:
    path = written(bundled(PATIENT_1), tmp_path / "case.png", page=page, dpi=dpi)
    image = QImage(str(path))
    width, height = PAGE_SIZES[page]
    assert (image.width(), image.height()) == (
        round(width * dpi / 96), round(height * dpi / 96),
    )  # fmt: skip
    assert image.dotsPerMeterX() == pytest.approx(dpi / 0.0254, abs=1)


@pytest.mark.parametrize("ending", [".pdf", ".svg", ".png"])
def test_a_path_that_cannot_be_written_is_told(tmp_path: Path, ending: str) -> None:
    with pytest.raises(FileUnwritable):
        written(a_case(), tmp_path / "missing" / f"case{ending}")
    assert not (tmp_path / "missing").exists()


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "case.pdf").mkdir()
    with pytest.raises(FileUnwritable):
        written(a_case(), tmp_path / "case.pdf")
    assert (tmp_path / "case.pdf").is_dir()


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable):
        written(a_case(), tmp_path / "case.docx")
    assert list(tmp_path.iterdir()) == []


def test_endings_may_be_capitals(tmp_path: Path) -> None:
    assert written(a_case(), tmp_path / "CASE.PDF").read_bytes().startswith(b"%PDF")


def test_several_cases_are_counted_through(tmp_path: Path) -> None:
    path = tmp_path / "all.pdf"
    write_snapshot([bundled(name) for name in BUNDLED], path, options())
    pages = text_of(path).rstrip("\f").split("\f")
    for number, text in enumerate(pages, start=1):
        assert f"page {number} of {len(pages)}" in text


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [(1, 0, [1, 2, 3, 4]), (2, 3, [2, 3]), (4, 9, [4]), (5, 0, [])],
)
def test_a_range_of_pages_keeps_their_numbers(
    tmp_path: Path, first: int, last: int, kept: list[int]
) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(page_layout_of(options()))
    cases = [bundled(RESPONDER), bundled(PATIENT_1)]
    chosen = options(template="record")
    painted = paint_pages(cases, writer, chosen, from_page=first, to_page=last)
    assert painted == len(kept)
    path = tmp_path / "some.pdf"
    path.write_bytes(buffer.data().data())
    text = text_of(path)
    for number in range(1, 5):
        assert (f"page {number} of 4" in text) is (number in kept)


@pytest.mark.parametrize("ending", [".pdf", ".svg", ".png"])
@pytest.mark.no_qt_log  # Qt warns of scripts that no installed typeface holds
@pytest.mark.parametrize(
    "word",
    [
        "W" * 120, "discoid " * 14, "\u7d05\u6591\u6027\u72fc\u7621" * 20,
        "\u0627\u0644\u0630\u0626\u0628\u0629 \u0627\u0644\u062d\u0645\u0627\u0645\u064a\u0629",
        "A \U0001f98b and \u7d05 and B", '<b>& "text \u00b5</b>',
    ],
    ids=["wide", "words", "CJK", "Arabic", "mixed", "markup"],
)  # fmt: skip
def test_any_script_and_length_is_printed_without_overlap(
    tmp_path: Path, word: str, ending: str
) -> None:
    line = (word * 5)[:300].strip()
    case = a_case(
        label=word.strip()[:120], synthetic=True, notes=line,
        courses=(
            a_course(a_dose(0, 100, reason=line), a_dose(100, 200, 10.0, as_written=line),
                     drug=word.strip()[:120]),
        ),
        assessments=(a_score(0, 20, 9), a_score(100, 5, 9)),
        labs=(a_lab(0, 4.0, analyte=word.strip()[:120]),),
        events=(an_event(50, "adverse event", line, grade=3),),
    )  # fmt: skip
    path = written(case, tmp_path / f"case{ending}")
    if ending == ".pdf":
        words = words_of(path)
        assert words
        if word.isascii():
            assert overlapping(words) == []
        right = (PAGE_SIZES["a4"][0] - MARGIN) * POINTS
        assert [one for one in words if one.box.right() > right + 1] == []
    elif ending == ".svg":
        ET.parse(path)  # noqa: S314


def test_what_lasted_is_printed_with_its_end(tmp_path: Path) -> None:
    until = Moment(offset="P90D")
    case = a_case(
        assessments=(replace(a_score(0, 20), until=until),),
        events=(replace(an_event(30, "infection", "zoster"), end=until),),
    )
    text = " ".join(text_of(written(case, tmp_path / "spans.pdf", template="record")).split())
    assert "day 0 to 90" in text
    assert "day 30 to 90" in text


def test_the_published_readings_are_printed_with_the_time_they_are_of(tmp_path: Path) -> None:
    path = written(bundled(PATIENT_1), tmp_path / "a.pdf", template="record")
    text = " ".join(text_of(path).split())
    assert "day 0 to month 22 no change" in text
    assert "mg/d, steps" in text


def test_the_end_of_a_long_label_is_printed_too(tmp_path: Path) -> None:
    label = f"{'A case with a long label ' * 4}of the left arm, 2024"
    path = written(a_case(label=label, synthetic=True), tmp_path / "long.pdf")
    assert label in " ".join(text_of(path).split())


def test_a_long_case_runs_on_over_pages_with_every_value(tmp_path: Path) -> None:
    scores = tuple(a_score(7 * week, week % 70, week % 56) for week in range(300))
    path = written(a_case(assessments=scores), tmp_path / "long.pdf")
    reader = PdfReader(path)
    assert len(reader.pages) > 2
    words = words_of(path)
    assert overlapping([word for word in words if word.page > 0]) == []
    days = {f"{7 * week}" for week in range(300)} & {word.text for word in words}
    assert len(days) > 250


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
@pytest.mark.parametrize("template", ["sheet", "timeline", "record"])
def test_many_drugs_go_on_over_pages_as_large_as_few(
    tmp_path: Path, template: str, orientation: str
) -> None:
    courses = tuple(
        a_course(a_dose(0, 100, id=f"d{n}"), id=f"c{n}", drug=f"drug-{n:02}") for n in range(40)
    )
    case = a_case(courses=courses, assessments=(a_score(0, 20), a_score(90, 5)))
    path = written(case, tmp_path / "many.pdf", template=template, orientation=orientation)
    words = words_of(path)
    height = size_of("a4", "landscape" if orientation == "landscape" else "portrait")[1]
    left = {word.text for word in words if word.box.right() < 200}
    assert {f"drug-{n:02}" for n in range(40)} <= left
    assert all(word.box.bottom() <= (height - MARGIN) * POINTS + 4 for word in words)
    assert min(word.box.height() for word in words) > SMALL * POINTS
    assert text_of(path).count("since first lenalidomide dose") >= 4  # every part its own axis
    assert overlapping(words) == []


def test_what_is_shown_on_screen_can_be_printed(tmp_path: Path) -> None:
    path = written(bundled(RESPONDER), tmp_path / "part.pdf", range_days=(0.0, 120.0))
    text = text_of(path)
    assert "weeks 0 to 17" in text
    assert "10 mg/d" not in text.split("At a glance")[0]


def test_the_calendar_is_printed_where_it_is_chosen(tmp_path: Path) -> None:
    text = text_of(written(bundled(RESPONDER), tmp_path / "a.pdf", axis="calendar"))
    assert "1 Mar 2021" in text
    assert "calendar axis" in text
    assert "months since" not in text


def test_the_stretches_of_treatment_are_printed_with_a_star_for_few_visits(tmp_path: Path) -> None:
    lines = text_of(written(bundled(RESPONDER), tmp_path / "a.pdf")).split("Treatment stretches")
    rows = " ".join(lines[1].split("CLASI by visit")[0].split())
    assert "10.1 to 22 10 mg/d 5 mg/d 10 to 5 1.2" in rows
    assert "8.9 to 10.1 5 mg/d 5 mg/d 8 to 10* 2.7" in rows
    assert "fewer than 2 visits (our convention)" in " ".join(" ".join(lines).split())


def test_calculated_counts_are_printed_as_such_and_what_is_not_drawn_is_said(
    tmp_path: Path,
) -> None:
    case = a_case(
        index_drug="lenalidomide",
        courses=(a_course(a_dose(0, 100)),),
        labs=(
            a_lab(9, 2.8, analyte="WBC", low=4.0),
            a_lab(9, 45.0, analyte="neutrophils", unit="%", id="n"),
            a_lab(20, 2.0, low=1.8), a_lab(30, 4.1, unit="furlong"),
        ),
    )  # fmt: skip
    path = written(case, tmp_path / "a.pdf", template="record")
    words = " ".join(text_of(path).split())
    assert "day 9 1.26c" in words
    assert "1.26c" in words.split("Treatment stretches")[1]
    assert "A number with c behind it: calculated, not measured." in words
    assert "Neutrophils: 1 result is not drawn, the unit is not known." in words
    assert "White cells, last 2.8 ×10⁹/L, grade 2 (CTCAE 5.0)" in words
    assert "Platelets" not in words


def test_a_recorded_grade_is_printed_with_its_version(tmp_path: Path) -> None:
    events = (
        an_event(9, "adverse event", "rash", grade=2, grade_version="CTCAE 3.0"),
        an_event(50, "adverse event", "fever", grade=1),
    )
    path = written(a_case(events=events), tmp_path / "a.pdf", template="record")
    words = " ".join(text_of(path).split())
    assert words.count("rash, grade 2 (CTCAE 3.0)") == 2  # in the picture and in the table
    assert words.count("fever, grade 1 (version not reported)") >= 2
