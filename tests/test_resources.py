"""The bundled files are found and read by name, wherever the package lies."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dle_desktop import resources
from dle_desktop.errors import FileUnreadable

ROOT = Path(__file__).resolve().parents[1]


def test_a_bundled_text_is_read_by_name() -> None:
    assert "SIL Open Font License" in resources.read_text("fonts/Inter-LICENSE.txt")


def test_a_bundled_file_is_read_as_bytes() -> None:
    assert resources.read_bytes("fonts/DLESans-Regular.ttf")[:4] == b"\x00\x01\x00\x00"


def test_a_folder_lists_names_that_can_be_read() -> None:
    names = resources.names("fonts")
    assert "fonts/DLESans-Regular.ttf" in names
    assert list(names) == sorted(names)
    assert all(resources.read_bytes(name) for name in names)


@pytest.mark.parametrize("name", ["fonts/none.ttf", "none/", "../pyproject.toml", "/etc/passwd"])
def test_what_is_not_bundled_is_refused_by_name(name: str) -> None:
    with pytest.raises(FileUnreadable):
        resources.read_bytes(name)


def test_a_folder_is_not_read_as_a_file() -> None:
    with pytest.raises(FileUnreadable, match="fonts"):
        resources.read_bytes("fonts")


def test_the_bundle_inside_an_installed_package_is_found(tmp_path: Path) -> None:
    package = tmp_path / "dle_desktop"
    package.mkdir()
    for module in ("__init__", "errors", "resources"):
        shutil.copy(ROOT / "dle_desktop" / f"{module}.py", package)
    (package / "resources" / "cases").mkdir(parents=True)
    (package / "resources" / "cases" / "a.json").write_text("here", encoding="utf-8")
    assert _read_in(tmp_path) == "here"


def test_an_installation_without_the_bundle_says_so(tmp_path: Path) -> None:
    package = tmp_path / "dle_desktop"
    package.mkdir()
    for module in ("__init__", "errors", "resources"):
        shutil.copy(ROOT / "dle_desktop" / f"{module}.py", package)
    assert _read_in(tmp_path) == "FileUnreadable"


def _read_in(folder: Path) -> str:
    """Read `cases/a.json` with the package that lies in `folder`, in another process."""
    program = (
        "from dle_desktop import errors, resources\n"
        "try:\n    print(resources.read_text('cases/a.json'), end='')\n"
        "except errors.FileUnreadable:\n    print('FileUnreadable', end='')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout
