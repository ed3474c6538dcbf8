"""The display of a test in a real window."""

from collections.abc import Iterator

import pytest

from tests.real_window.display import Display


@pytest.fixture
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    """Return a display of the test's own."""
    with Display(tmp_path_factory.mktemp("display")) as shown:
        yield shown
