"""Many cases on paper: a file each or one book, in steps, nothing replaced or half-written."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from dle_desktop.errors import FileUnwritable
from dle_desktop.printing.batch import Batch, free_name
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.snapshot import write_snapshot
from tests.drawing.pictures import BUNDLED, bundled

pytestmark = pytest.mark.usefixtures("qapp")
CASES = [bundled(name) for name in BUNDLED]


def batch(folder: Path, **options: object) -> Batch:
    return Batch(CASES, BUNDLED, folder, SnapshotOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize("ending", [".pdf", ".svg", ".png"])
def test_one_file_each_in_steps(tmp_path: Path, ending: str) -> None:
    work = batch(tmp_path, template="timeline")
    shares = []
    for share in work.one_each(ending):
        shares.append(share)
        assert len(work.written) == len(shares)
    assert shares == [0.25, 0.5, 0.75, 1.0]
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(
        f"{name}{ending}" for name in BUNDLED
    )


def test_what_is_there_is_never_replaced(tmp_path: Path) -> None:
    there = tmp_path / f"{BUNDLED[0]}.pdf"
    there.write_text("mine")
    list(batch(tmp_path).one_each(".pdf"))
    list(batch(tmp_path).one_each(".pdf"))
    assert there.read_text() == "mine"
    names = {file.name for file in tmp_path.iterdir()}
    assert {f"{BUNDLED[0]}-2.pdf", f"{BUNDLED[0]}-3.pdf", f"{BUNDLED[1]}-2.pdf"} <= names


def test_stopped_midway_whole_files_stay_and_no_part_of_one(tmp_path: Path) -> None:
    work = batch(tmp_path)
    steps = work.one_each(".pdf")
    next(steps)
    next(steps)
    steps.close()
    assert [file.name for file in work.written] == [f"{name}.pdf" for name in BUNDLED[:2]]
    for file in tmp_path.iterdir():
        PdfReader(file, strict=True)


def test_a_book_has_contents_all_cases_and_the_pages_of_each(tmp_path: Path) -> None:
    work = batch(tmp_path, template="record")
    shares = list(work.book("all"))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert work.written == [tmp_path / "all.pdf"]
    reader = PdfReader(tmp_path / "all.pdf")
    texts = [page.extract_text() for page in reader.pages]
    assert "Contents" in texts[0]
    for number, text in enumerate(texts, 1):
        assert f"page {number} of {len(texts)}" in text
    write_snapshot(CASES, tmp_path / "b.pdf", SnapshotOptions(template="record", contents=True))
    assert texts == [page.extract_text() for page in PdfReader(tmp_path / "b.pdf").pages]


@pytest.mark.parametrize("steps", [1, 5, 7])
def test_a_book_stopped_midway_leaves_no_file(tmp_path: Path, steps: int) -> None:
    work = batch(tmp_path).book("all")
    for _ in range(steps):
        next(work)
    work.close()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    with pytest.raises(FileUnwritable):
        list(batch(gone).one_each(".pdf"))
    with pytest.raises(FileUnwritable):
        list(batch(gone).book("all"))


def test_a_free_name_counts_on(tmp_path: Path) -> None:
    assert free_name(tmp_path / "a.pdf") == tmp_path / "a.pdf"
    (tmp_path / "a.pdf").symlink_to(tmp_path / "nowhere")  # a broken link is there too
    assert free_name(tmp_path / "a.pdf") == tmp_path / "a-2.pdf"


def test_cases_of_one_label_have_a_file_each(tmp_path: Path) -> None:
    twins = [CASES[0], replace(CASES[0], id="99999999-9999-4999-8999-999999999999")]
    work = Batch(twins, ["same", "same"], tmp_path, SnapshotOptions())
    list(work.one_each(".pdf"))
    assert [file.name for file in work.written] == ["same.pdf", "same-2.pdf"]
