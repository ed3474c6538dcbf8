"""A library to work on, in a folder whose name is not only ASCII."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dle_desktop.storage.case_store import CaseStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the library of the test lies or shall lie."""
    return tmp_path / "Bücher" / "library.json"


@pytest.fixture
def store(path: Path) -> Iterator[CaseStore]:
    """Return a new, empty library."""
    with CaseStore.create(path) as store:
        yield store
