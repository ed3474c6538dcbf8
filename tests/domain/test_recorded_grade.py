"""The grade of an event as it was recorded."""

import pytest

from dle_desktop.domain.case import Event
from dle_desktop.domain.recorded_grade import recorded_grade


@pytest.mark.parametrize(
    ("grade", "version", "text"),
    [
        (None, None, ""),
        (None, "CTCAE 5.0", ""),
        (2, "CTCAE 5.0", "grade 2 (CTCAE 5.0)"),
        (2, "CTCAE 3.0", "grade 2 (CTCAE 3.0)"),
        (1, "CTCAE 6.0", "grade 1 (CTCAE 6.0)"),
        (3, None, "grade 3 (version not reported)"),
    ],
)
def test_a_grade_stands_with_the_version_it_was_recorded_by(
    grade: int | None, version: str | None, text: str
) -> None:
    assert recorded_grade(Event(id="e", grade=grade, grade_version=version)) == text
