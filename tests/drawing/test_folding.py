"""Empty time: what is folded holds no record, no treatment and nothing that lasts."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from dle_desktop.domain.case import Case, Event
from dle_desktop.domain.dates import DAYS_PER_MONTH, day_zero, moments_of, resolve
from dle_desktop.domain.dosing import Span, known_span, segments
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.folding import LEAST_MONTHS, empty_stretches, folded, whole_shown
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.time_scale import UNFOLDED
from tests.drawing.pictures import BUNDLED, a_case, a_course, a_dose, a_lab, a_score, bundled
from tests.strategies import cases


def day(number: int) -> Moment:
    return Moment(offset=f"{'-' if number < 0 else ''}P{abs(number)}D")


def visits(*days: int) -> Case:
    return a_case(assessments=tuple(a_score(number, 10, 2) for number in days))


def test_time_without_records_is_empty_but_for_its_edges() -> None:
    assert empty_stretches(visits(0, 30, 430)) == (Span(45, 415),)


@pytest.mark.parametrize(("gap", "count"), [(182, 0), (183, 1)])
def test_records_closer_than_six_months_are_never_folded_apart(gap: int, count: int) -> None:
    assert len(empty_stretches(visits(0, gap))) == count


def test_another_least_length_can_be_asked_for() -> None:
    assert empty_stretches(visits(0, 100), 3.0) == (Span(15, 85),)


def test_a_treatment_is_never_folded() -> None:
    drug = a_course(a_dose(100, 900), drug="methotrexate")
    case = replace(visits(0, 1000), courses=(drug,))
    assert empty_stretches(case) == ()


def test_a_result_that_is_not_drawn_is_a_record_too() -> None:
    labs = (a_lab(0, 3.0), a_lab(10, 3.0), replace(a_lab(400, 9.0), analyte="ferritin"))
    assert empty_stretches(replace(visits(0, 800), labs=labs)) == (Span(25, 385), Span(415, 785))


@pytest.mark.parametrize(
    "event",
    [
        Event(id="e", moment=day(0), end=day(780)),
        Event(id="e", moment=day(0), ongoing=True),
    ],
)
def test_what_lasts_is_not_folded(event: Event) -> None:
    assert empty_stretches(replace(visits(0, 800), events=(event,))) == ()


def test_a_reading_that_lasts_is_not_folded() -> None:
    held = replace(a_score(0, 10, 2), until=day(700))
    assert empty_stretches(a_case(assessments=(held, a_score(800, 1, 2)))) == ()


def test_a_doubtful_moment_is_empty_only_outside_its_doubt() -> None:
    doubtful = Event(id="e", moment=Moment(offset="P2Y"))
    (before,) = empty_stretches(replace(visits(0), events=(doubtful,)))
    assert before.last < 730.5 - 182 - 14
    open_ = Event(id="e", moment=Moment(offset="P800D", certainty="before"))
    assert empty_stretches(replace(visits(0), events=(open_,))) == (Span(15, 785),)


def test_what_cannot_be_placed_leaves_time_empty() -> None:
    event = Event(id="e", moment=None, ongoing=True)
    assert empty_stretches(replace(visits(0, 800), events=(event,))) == (Span(15, 785),)
    assert empty_stretches(a_case()) == ()


@given(cases())
def test_no_record_and_no_treatment_is_ever_inside_a_fold(case: Case) -> None:
    zero, known = day_zero(case), known_span(case)
    for empty in empty_stretches(case):
        assert empty.last - empty.first >= LEAST_MONTHS * DAYS_PER_MONTH - 31
        for moment in moments_of(case):
            place = resolve(moment, zero)
            assert place is None or not empty.first < place.at < empty.last
        assert known is not None
        for course in case.courses:
            for cut in segments(course, zero, known):
                assert cut.end.at <= empty.first or cut.start.at >= empty.last


def test_folds_are_of_one_width_and_never_wider_than_half_of_what_they_fold() -> None:
    empty = (Span(100, 300), Span(400, 5000))
    folds = folded(empty, Span(0, 6000))
    assert folds.spans == empty
    assert folds.size == pytest.approx((6000 - 200 - 4600) * 0.075)
    assert folded((Span(0, 150),), Span(-9000, 9000)).size == 75
    assert folded((Span(-500, -100),), Span(-200, 600)) == UNFOLDED
    assert folded((), Span(0, 600)) == UNFOLDED


@pytest.mark.parametrize("name", BUNDLED)
def test_without_folds_the_whole_is_what_is_shown_at_first(name: str) -> None:
    figure = figure_of(bundled(name))
    whole = whole_shown(figure, UNFOLDED)
    assert (whole.first, whole.last) == pytest.approx((figure.span.first, figure.span.last))


def test_folding_narrows_the_empty_ends_too() -> None:
    case = visits(0, 30, 5000, 5030)
    figure = figure_of(case)
    folds = folded(empty_stretches(case), figure.span)
    whole = whole_shown(figure, folds)
    assert figure.span.first < whole.first < 0
    assert 5030 < whole.last < figure.span.last
    assert folds.length(whole.first, 0) < 0.1 * folds.length(whole.first, whole.last)
