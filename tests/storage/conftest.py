"""A library to work on, in a folder whose name is not only ASCII."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dle_desktop.storage.case_store import CaseStore

_IN_MEMORY = "/dev/shm"  # noqa: S108 - only folders of random names are made there


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the library of the test lies or shall lie."""
    return tmp_path / "Bücher" / "library.json"


@pytest.fixture
def store(path: Path) -> Iterator[CaseStore]:
    """Return a new, empty library."""
    with CaseStore.create(path) as store:
        yield store


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """Return a folder in memory where there is one: thousands of files need no disk."""
    if not os.access(_IN_MEMORY, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=_IN_MEMORY, prefix="dle-") as folder:
        yield Path(folder)
