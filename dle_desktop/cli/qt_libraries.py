"""What Qt needs of the system: a missing library is told in a sentence. It loads no Qt itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from dle_desktop import wording
from dle_desktop.errors import NoDisplay


@contextmanager
def qt_libraries() -> Iterator[None]:
    """Turn a missing system library of Qt into one sentence."""
    try:
        yield
    except ImportError as error:
        if "cannot open shared object file" not in str(error):
            raise
        library = str(error).partition(":")[0]
        raise NoDisplay(wording.MISSING_LIBRARY.format(library)) from error
