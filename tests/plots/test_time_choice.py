"""How time is told: mode and unit for all cases, an origin for each, folds until unfolded."""

from dle_desktop.domain.case import Case
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.time_axis import RELATIVE
from dle_desktop.drawing.time_scale import UNFOLDED
from dle_desktop.plots.time_choice import TimeChoice
from tests.drawing.pictures import NON_RESPONDER, RESPONDER, a_case, a_score, bundled

STEP = "dose:d-lenalidomide-10:10 mg/d"


def gaps() -> Case:
    return a_case(assessments=tuple(a_score(day, 9, 2) for day in (0, 30, 800, 830, 1600)))


def test_at_first_time_counts_from_day_0() -> None:
    case = bundled(RESPONDER)
    assert TimeChoice().told(case, figure_of(case)) == (RELATIVE, UNFOLDED)
    assert TimeChoice().told(None, None) == (RELATIVE, UNFOLDED)


def test_an_origin_is_kept_for_its_case_alone() -> None:
    choice, one, other = TimeChoice(), bundled(RESPONDER), bundled(NON_RESPONDER)
    choice.change(unit="week")
    choice.count_from(one, STEP)
    axis, _ = choice.told(one, figure_of(one))
    assert axis.origin is not None
    assert axis.origin.text == "lenalidomide 10 mg/d"
    axis, _ = choice.told(other, figure_of(other))
    assert (axis.origin, axis.unit) == (None, "week")
    axis, _ = choice.told(one, figure_of(one))
    assert axis.origin is not None
    choice.count_from(one, "")
    assert choice.told(one, figure_of(one))[0].origin is None


def test_time_is_folded_when_it_is_asked_for_and_unfolded_one_by_one() -> None:
    choice, case = TimeChoice(), gaps()
    figure = figure_of(case)
    assert choice.told(case, figure)[1] == UNFOLDED
    choice.change(folded=True)
    _, folds = choice.told(case, figure)
    assert len(folds.spans) == 2
    choice.unfold(case, folds.spans[0])
    assert choice.told(case, figure)[1].spans == folds.spans[1:]
    choice.change(unit="day", folded=True)  # nothing is folded anew
    assert choice.told(case, figure)[1].spans == folds.spans[1:]
    choice.change(folded=False)
    assert choice.told(case, figure)[1] == UNFOLDED
    choice.change(folded=True)
    assert choice.told(case, figure)[1] == folds
