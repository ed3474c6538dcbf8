"""What Qt needs of the system: a missing library is told in a sentence. It loads no Qt itself."""

import locale
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from dle_desktop import wording
from dle_desktop.errors import NoDisplay


@contextmanager
def qt_libraries() -> Iterator[None]:
    """Turn a missing system library of Qt into one sentence."""
    if sys.platform.startswith("linux") and "UTF-8" not in locale.nl_langinfo(locale.CODESET):
        # Qt would switch by itself, and say so in three lines.
        os.environ["LC_ALL" if os.environ.get("LC_ALL") else "LC_CTYPE"] = "C.UTF-8"
    try:
        yield
    except ImportError as error:
        if "cannot open shared object file" not in str(error):
            raise
        library = str(error).partition(":")[0]
        raise NoDisplay(wording.MISSING_LIBRARY.format(library)) from error
