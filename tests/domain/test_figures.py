"""What every figure shares: the day of review."""

import pytest

from dle_desktop.domain.case import Assessment, Case
from dle_desktop.domain.figures import review_of, when
from dle_desktop.domain.moments import Moment
from tests.domain.cases import CASE_ID

VISIT = Assessment(id="a", moment=Moment(offset="P90D"))


@pytest.mark.parametrize(
    ("case", "day"),
    [
        (Case(id=CASE_ID, label="Case"), 0),
        (Case(id=CASE_ID, label="Case", assessments=(VISIT,)), 90),
        (
            Case(
                id=CASE_ID,
                label="Case",
                assessments=(VISIT,),
                follow_up_end=Moment(offset="P60D"),
            ),
            60,
        ),
    ],
)
def test_a_case_is_reviewed_at_the_end_of_follow_up_else_at_its_last_record(
    case: Case, day: float
) -> None:
    assert review_of(case).day == day


def test_a_moment_without_a_date_is_said_to_be_so() -> None:
    assert when(None) == "date not reported"
    assert when(Moment(date="2024-05")) == "2024-05"
