"""All that is known on a day: what it tells and what it explains stand at the same places."""

from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.case import Case
from dle_desktop.domain.day_figures import DayFigures
from dle_desktop.domain.day_parts import DayParts
from tests.domain.cases import cases
from tests.domain.courses import count, course, dose, review, visit


def test_doses_scores_and_counts_stand_in_this_order() -> None:
    case = review(course(dose(0, 90, 5)), visits=(visit(0, 18),), labs=(count(9),), end=90).case
    labels = [one.label for one in DayFigures(DayParts(case, "neutrophils")).on(10.7)]
    assert labels == ["lenalidomide", "CLASI activity", "CLASI damage", "neutrophils"]


@given(cases(), st.integers(-200, 3000))
def test_every_figure_of_a_day_explains_itself(case: Case, day: int) -> None:
    figures = DayFigures(DayParts(case))
    known = {record.id for record in case.records()}
    for place, told in enumerate(figures.on(float(day))):
        reasons = figures.explain(float(day), place)
        assert reasons
        if len(reasons) == 1:
            assert (reasons[0].value, reasons[0].rule != "") == (told.value, True)
        assert {one for figure in reasons for one in figure.records} <= known
