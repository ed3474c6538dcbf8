"""A file for others: what is exported or drawn, put where the person says.

Links are followed, unlike for a library; a folder, pipe or device is never replaced, and an export
never takes the place of a library. It does not know what the bytes mean.
"""

import os
import re
import stat
from pathlib import Path

from dle_desktop.errors import FileUnwritable
from dle_desktop.storage import atomic_file
from dle_desktop.storage.case_documents import FORMAT

IS_LIBRARY = "it is a library; choose another name"
_LIBRARY = re.compile(rb'"format"\s*:\s*"%s"' % FORMAT.encode())
_LOOKED_AT_BYTES = 1 << 16


def output_path(path: Path) -> Path:
    """Return the file a path leads to: a regular one, or one that can be made.

    Raises
    ------
    FileUnwritable
        If it is a folder, a pipe or a device, or cannot be looked at.
    """
    try:
        target = path.resolve()
        mode = target.stat().st_mode if os.path.lexists(target) else stat.S_IFREG
    except OSError as error:
        raise FileUnwritable(path, atomic_file.errno_name(error)) from error
    except RuntimeError as error:  # links in a circle
        raise FileUnwritable(path, "ELOOP") from error
    if not stat.S_ISREG(mode):
        raise FileUnwritable(path, atomic_file.NOT_REGULAR)
    return target


def write_export(path: Path, data: bytes) -> None:
    """Put an export at the path, read back and compared, in place of what is there.

    Raises
    ------
    FileUnwritable
        If a library is there, or the file cannot be written; what was there is untouched.
    """
    target = output_path(path)
    if os.path.lexists(target) and _is_library(target):
        raise FileUnwritable(path, IS_LIBRARY)
    atomic_file.write_file(target, data, verify=True)


def _is_library(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _LIBRARY.search(file.read(_LOOKED_AT_BYTES)) is not None
    except OSError as error:
        raise FileUnwritable(path, atomic_file.errno_name(error)) from error
