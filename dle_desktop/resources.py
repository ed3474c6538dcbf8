"""The bundled files: sample cases, schema, fonts, icons, help; one reader for them all.

It finds the folder in an installed wheel, in an editable install and in a checkout alike. It does
not know what the files mean.
"""

from functools import cache
from pathlib import Path

from dle_desktop.errors import FileUnreadable

_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder() -> Path:
    installed = _PACKAGE / "resources"  # a wheel carries the folder inside the package
    if installed.is_dir():
        return installed
    for parent in _PACKAGE.parents:
        if (parent / "pyproject.toml").is_file() and (parent / "resources").is_dir():
            return parent / "resources"
    raise FileUnreadable(installed, "the folder is missing from this installation")


def path(name: str) -> Path:
    """Return where the bundled file `name` is, for those who need a real path (`"cases/a.json"`).

    Raises
    ------
    FileUnreadable
        If the installation has no such file or folder, or the name leads out of the bundle.
    """
    folder = _folder()
    found = (folder / name).resolve()
    if not found.is_relative_to(folder) or not found.exists():
        raise FileUnreadable(folder / name, "there is no such file in this installation")
    return found


def read_bytes(name: str) -> bytes:
    """Return the bytes of the bundled file `name`.

    Raises
    ------
    FileUnreadable
        If it is not there or cannot be read.
    """
    file = path(name)
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileUnreadable(file, error.strerror or str(error)) from error


def read_text(name: str) -> str:
    """Return the text of the bundled UTF-8 file `name`.

    Raises
    ------
    FileUnreadable
        If it is not there or cannot be read.
    """
    return read_bytes(name).decode("utf-8")


def names(folder: str) -> tuple[str, ...]:
    """Return the files directly in a bundled folder, sorted, each a name that `read_bytes` takes.

    Raises
    ------
    FileUnreadable
        If there is no such folder.
    """
    return tuple(
        sorted(
            f"{folder}/{entry.name}"
            for entry in path(folder).iterdir()
            if entry.is_file() and not entry.name.startswith(".")
        )
    )
