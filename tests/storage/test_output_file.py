"""Files for others: where a path leads, and what an export never replaces."""

import os
import sys
from pathlib import Path

import pytest

from dle_desktop.errors import FileUnwritable
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.output_file import IS_LIBRARY, output_path, write_export


def test_a_link_leads_to_its_file_and_stays(tmp_path: Path) -> None:
    file, link = tmp_path / "file.json", tmp_path / "link.json"
    link.symlink_to(file)
    write_export(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    write_export(link, b"newer")
    assert file.read_bytes() == b"newer"


def test_a_library_is_never_replaced_by_an_export(tmp_path: Path) -> None:
    library = tmp_path / "library.json"
    CaseStore.create(library).close()
    before = library.read_bytes()
    with pytest.raises(FileUnwritable) as caught:
        write_export(library, b"{}")
    assert caught.value.reason == IS_LIBRARY
    assert library.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in the file system")
def test_only_a_regular_file_is_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(FileUnwritable, match="not a regular file"):
            output_path(path)


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(FileUnwritable):
        output_path(tmp_path / "a")


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable):
        write_export(tmp_path / ("x" * 300), b"")


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be deleted there")
def test_a_current_folder_that_is_gone_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(FileUnwritable):
        output_path(Path("out.json"))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read")
def test_what_cannot_be_looked_at_is_not_replaced() -> None:
    with pytest.raises(FileUnwritable):
        write_export(Path("/proc/self/mem"), b"")
