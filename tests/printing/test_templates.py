"""Every template on every paper: nothing cut, nothing over anything else, nothing too small."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from dle_desktop.domain.case import Case
from dle_desktop.domain.printed import Printed
from dle_desktop.errors import NotTwoCases
from dle_desktop.printing.documents import documents_of
from dle_desktop.printing.options import SnapshotOptions, Template
from dle_desktop.printing.page_layout import MARGIN
from dle_desktop.printing.reprint import options_of
from dle_desktop.printing.sizes import Orientation, PageName, size_of
from dle_desktop.printing.snapshot import write_snapshot
from tests.cdisc import SUBJECTS, subject_case
from tests.drawing.pictures import BUNDLED, NON_RESPONDER, RESPONDER, bundled
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

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.no_qt_log]
DATA = Path(__file__).parents[3] / "shared" / "data"
LEAST_POINTS = 6.0  # of text on paper
PAGED: tuple[Template, ...] = ("sheet", "timeline", "record", "comparison")
PAGES: tuple[PageName, ...] = get_args(PageName)
NAMES = (*BUNDLED, *SUBJECTS, *stress_cases())


def case_of(name: str) -> Case:
    """Return a case by its name."""
    if name in stress_cases():
        return stress_cases()[name]
    if name in SUBJECTS:
        if not (DATA / "cdisc").is_dir():
            pytest.skip("the trial's tables are not beside this checkout")
        return subject_case(DATA, name)
    return bundled(name)


def papers() -> Iterator[tuple[str, Template, PageName, Orientation, str]]:
    """Yield every case in every template, lying and standing, paper and colours by turns."""
    sheets = product(NAMES, PAGED, get_args(Orientation))
    for number, (name, template, orientation) in enumerate(sheets):
        page = PAGES[(number // 2 + number // 8) % 2]
        yield name, template, page, orientation, ("colour", "grey")[(number + number // 8) % 2]


@pytest.mark.parametrize(("name", "template", "page", "orientation", "palette"), list(papers()))
def test_a_page_holds_all_it_says_and_can_be_read(
    tmp_path: Path, name: str, template: Any, page: Any, orientation: Any, palette: Any
) -> None:
    options = SnapshotOptions(
        template=template, page=page, orientation=orientation, palette=palette,
        header="Clinic", footer="Confidential",
    )  # fmt: skip
    case = case_of(name)
    cases = [case, bundled(NON_RESPONDER)] if template == "comparison" else [case]
    path = tmp_path / "a.pdf"
    write_snapshot(cases, path, options)
    width, height = size_of(page, orientation)
    reader = PdfReader(path)
    assert {
        (round(float(one.mediabox.width)), round(float(one.mediabox.height)))
        for one in reader.pages
    } == {(round(width * POINTS), round(height * POINTS))}
    words = words_of(path)
    assert overlapping(words) == []
    for word in words:
        assert word.box.left() >= MARGIN * POINTS - 1, word
        assert word.box.right() <= (width - MARGIN) * POINTS + 1, word
        assert word.box.top() >= (MARGIN - 8) * POINTS, word
        assert word.box.bottom() <= (height - MARGIN / 2) * POINTS, word
    # Poppler's boxes have the height of the typeface, 1.2 times its size.
    assert min(word.box.height() for word in words) >= 1.2 * LEAST_POINTS
    assert {row[-5] for row in fonts_of(path)} == {"yes"}  # embedded
    assert poppler("pdfimages", "-list", path).splitlines()[2:] == []
    pages = text_of(path).rstrip("\f").split("\f")
    assert len(pages) == len(reader.pages) == documents_of(cases, options)[0].count
    for number, text in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in text
        assert f"revision {case.revision}" in text
        assert palette in text
        assert "Clinic" in text
        assert "Confidential" in text


@pytest.mark.parametrize("template", PAGED)
def test_no_page_is_blank_or_without_ink_at_its_middle(tmp_path: Path, template: Template) -> None:
    path = tmp_path / "a.pdf"
    cases = [bundled(RESPONDER), bundled(NON_RESPONDER)]
    write_snapshot(cases[: 2 if template == "comparison" else 1], path,
                   SnapshotOptions(template=template, palette="grey"))  # fmt: skip
    for image in pages_as_images(path, tmp_path, dpi=30):
        dark = sum(
            image.pixelColor(x, y).lightness() < 128
            for x in range(image.width()) for y in range(image.height())
        )  # fmt: skip
        assert dark > 200


@pytest.mark.parametrize("orientation", get_args(Orientation))
def test_compared_cases_have_one_scale_and_stand_on_one_day(
    tmp_path: Path, orientation: Orientation
) -> None:
    path = tmp_path / "a.pdf"
    options = SnapshotOptions(template="comparison", orientation=orientation)
    write_snapshot([bundled(RESPONDER), bundled(NON_RESPONDER)], path, options)
    words = [word for word in words_of(path) if word.page == 0]
    zeros = [word.box.center() for word in words if word.text == "0" and _is_axis(word, words)]
    assert len(zeros) == 2
    if orientation == "portrait":
        assert zeros[0].x() == pytest.approx(zeros[1].x(), abs=0.01)
    else:
        assert zeros[0].y() == pytest.approx(zeros[1].y(), abs=0.01)
    text = text_of(path)
    assert "scale to 10" in text  # the lane of 5 mg reaches as high as that of 10 mg
    assert text.count("0-70, shown to 30") == 2


def _is_axis(word: Any, words: list[Any]) -> bool:
    """Whether a figure stands in the row of an axis: a 12 stands right of it in the same row."""
    return any(
        other.text in {"6", "12"} and abs(other.box.top() - word.box.top()) < 0.5
        and other.box.left() > word.box.left()
        for other in words
    )  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_comparison_takes_two_cases(count: int) -> None:
    cases = [bundled(RESPONDER)] * count
    with pytest.raises(NotTwoCases):
        documents_of(cases, SnapshotOptions(template="comparison"))


@pytest.mark.parametrize("count", [2, 150])
def test_the_contents_of_a_book_name_the_page_each_case_begins_on(
    tmp_path: Path, count: int
) -> None:
    cases = [
        replace(bundled(BUNDLED[n % len(BUNDLED)]), label=f"Patient-{n:03}") for n in range(count)
    ]
    path = tmp_path / "book.pdf"
    write_snapshot(cases, path, SnapshotOptions(template="record", contents=True))
    pages = text_of(path).rstrip("\f").split("\f")
    found: dict[str, int] = {}
    for number, text in enumerate(pages, 1):
        if "Contents" not in text:
            found.setdefault(text.split()[0], number)
    words = words_of(path)
    assert len(found) == count
    for label, number in found.items():
        place = next(word for word in words if word.text == label)
        row = [
            word.text for word in words
            if word.page == place.page and abs(word.box.top() - place.box.top()) < 1
            and 0 < word.box.left() - place.box.left() < 260
        ]  # fmt: skip
        assert row[:1] == [str(number)], label


@pytest.mark.parametrize("orientation", get_args(Orientation))
def test_much_that_changed_since_stays_in_the_footer(
    tmp_path: Path, orientation: Orientation
) -> None:
    path = tmp_path / "a.pdf"
    since = "revision 4 then, since: " + "2 assessments changed, " * 20
    options = SnapshotOptions(
        orientation=orientation, since=since, snapshot_id="S-2026-11-25-1", footer="Confidential"
    )
    write_snapshot([bundled(RESPONDER)], path, options)
    words = words_of(path)
    height = size_of("a4", orientation)[1]
    assert overlapping(words) == []
    assert max(word.box.bottom() for word in words) <= (height - MARGIN / 2) * POINTS
    assert any(word.text == "Confidential" for word in words)


@pytest.mark.parametrize("days", [(5.0, 5.0), (9.0, -3.0), (0.0, None)])
def test_a_kept_print_of_no_days_shows_the_whole_case(days: tuple[float, float | None]) -> None:
    case = bundled(RESPONDER)
    printed = Printed(
        id="S-2026-11-25-1", when="2026-11-25T10:00:00Z", revision=0, version="0.1.0",
        first=days[0], last=days[1], view='{"order": 7}', origin="event:gone",
    )  # fmt: skip
    options = options_of(case, printed, date(2026, 11, 25))
    assert options.range_days is None
    assert options.origin is None
    assert documents_of([case], options)[0].count >= 1
