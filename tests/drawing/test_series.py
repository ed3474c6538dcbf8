"""What is drawn of a case: every known value at its place, nothing invented, nothing added up."""

from datetime import date
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.case import Anchor, Case, Dose, Reading
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.figure import Figure, Plot
from dle_desktop.drawing.series import (
    analytes_of,
    anchor_text,
    default_analyte,
    figure_of,
)
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.crowds import crowded_cases
from tests.drawing.pictures import (
    NON_RESPONDER,
    PATIENT_1,
    PATIENT_2,
    RESPONDER,
    a_case,
    a_course,
    a_dose,
    a_lab,
    a_score,
    an_event,
    bundled,
    lane_of,
)
from tests.strategies import cases


def plot(figure: Figure, key: str) -> Plot:
    return next(plot for plot in figure.plots if plot.kind == key)


def steps(case: Case, drug: str) -> list[tuple[float, float, float | None]]:
    cuts = lane_of(case, drug).segments
    return [(cut.start.at, cut.end.at, cut.level_from) for cut in cuts]


def test_the_responders_doses_stand_where_they_were_taken() -> None:
    case = bundled(RESPONDER)
    assert steps(case, "lenalidomide") == [(0, 308, 5), (308, 672, 10)]
    assert steps(case, "prednisone") == [
        (-28, 18, 60), (18, 43, 40), (43, 73, 30), (73, 101, 20), (101, 128, 10), (128, 154, 5),
        (273, 672, 5),
    ]  # fmt: skip
    assert [lane.drug for lane in figure_of(case).lanes] == [
        "lenalidomide", "prednisone", "hydroxychloroquine",
    ]  # fmt: skip
    assert lane_of(case, "lenalidomide").segments[-1].end_kind == "ongoing"


def test_the_responders_scores_are_points_and_never_added() -> None:
    figure = figure_of(bundled(RESPONDER))
    activity, damage = plot(figure, "activity"), plot(figure, "damage")
    assert [(point.place.at, point.value) for point in activity.points][:3] == [
        (-28, 19), (0, 18), (28, 11),
    ]  # fmt: skip
    assert {point.value for point in damage.points} == {9}
    assert (len(activity.points), len(damage.points)) == (15, 8)
    assert [band.text for band in activity.bands] == ["mild", "moderate", "severe"]
    assert damage.bands == ()


def test_the_published_patient_has_words_and_no_point() -> None:
    figure = figure_of(bundled(PATIENT_1))
    assert [words.direction for words in plot(figure, "activity").words] == [
        "improved", "improved", "worse",
    ]  # fmt: skip
    assert [words.text for words in plot(figure, "damage").words] == ["no change"]
    assert all(shown.points == () and shown.bands == () for shown in figure.plots)
    assert plot(figure, "activity").detail == "no numbers reported"
    assert (plot(figure, "lab").title, plot(figure, "lab").detail) == (
        "blood counts", "none recorded",
    )  # fmt: skip
    assert [cut.kind for cut in lane_of(bundled(PATIENT_1), "prednisone").segments] == [
        "wedge", "step",
    ]  # fmt: skip


def test_a_dose_without_an_amount_has_no_level() -> None:
    lane = lane_of(bundled(PATIENT_2), "lenalidomide")
    assert lane.detail == "dose not reported"
    assert (lane.peak, lane.segments[0].kind, lane.segments[0].level_from) == (
        None, "unknown", None,
    )  # fmt: skip


def test_a_strength_in_percent_is_no_daily_amount() -> None:
    assert lane_of(bundled(NON_RESPONDER), "clobetasol").detail == "topical, max 0.05 %"


def test_events_are_told_with_their_grade_in_order_of_day() -> None:
    events = figure_of(bundled(RESPONDER)).events
    assert [event.text for event in events] == [
        "improvement noted", "slight worsening", "neutropenia, grade 2 (CTCAE 5.0)",
    ]  # fmt: skip
    assert [event.place.at for event in events] == [28, 308, 396]


def test_records_before_day_0_have_negative_days() -> None:
    case = a_case(
        anchor=Anchor(date="2024-03-01"),
        assessments=(a_score(0, 20, moment=Moment(date="2024-02-28")),),
        events=(an_event(-40, "visit"),),
    )
    figure = figure_of(case)
    assert figure.zero == date(2024, 3, 1)
    assert plot(figure, "activity").points[0].place.at == -2  # 29 February lies between
    assert figure.events[0].place.at == -40
    assert figure.span.first < -40


def test_a_case_of_nothing_still_has_an_axis() -> None:
    figure = figure_of(a_case())
    assert (figure.lanes, figure.events, figure.known) == ((), (), None)
    assert figure.span.first < 0
    assert figure.span.last > 150
    assert [shown.points for shown in figure.plots] == [(), (), ()]


def test_a_case_of_labs_only_spans_them() -> None:
    figure = figure_of(a_case(labs=(a_lab(-7, 4.0), a_lab(200, 3.0))))
    assert figure.span.first < -7
    assert 200 < figure.span.last < 230
    assert plot(figure, "lab").title == "neutrophils"


def test_a_case_of_doses_only_spans_them() -> None:
    figure = figure_of(a_case(courses=(a_course(a_dose(0, 100)),)))
    assert figure.span.first < 0
    assert figure.span.last > 100
    assert figure.events == ()


def test_a_drug_taken_for_years_before_does_not_widen_what_is_shown_at_first() -> None:
    long = a_course(a_dose(-3000, 300, 400.0), drug="hydroxychloroquine")
    figure = figure_of(a_case(courses=(a_course(a_dose(0, 300)), long)))
    assert -30 < figure.span.first < 0
    assert figure.whole.first < -3000


def test_a_case_of_one_visit_has_a_readable_axis() -> None:
    figure = figure_of(a_case(assessments=(a_score(0, 20),)))
    assert figure.span.last - figure.span.first >= 28


def test_a_co_medication_dated_by_the_year_alone_is_drawn_with_its_doubt() -> None:
    dose = Dose(id="d", start=Moment(date="2019"), amount=200.0, frequency="QD", ongoing=True)
    figure = figure_of(a_case(courses=(a_course(dose, drug="hydroxychloroquine"),)))
    cut = figure.lanes[0].segments[0]
    assert (cut.start.low, cut.start.high) == (0, 364)


def test_lines_break_over_gaps_and_nothing_is_filled_in() -> None:
    shown = plot(
        figure_of(a_case(assessments=(a_score(0, 20), a_score(183, 10), a_score(367, 5)))),
        "activity",
    )
    assert [[point.value for point in run] for run in shown.runs] == [[20, 10], [5]]


def test_other_instruments_never_land_on_clasi_axes() -> None:
    figure = figure_of(a_case(assessments=(a_score(0, 100, instrument="RCLASI"),)))
    assert plot(figure, "activity").points == ()


def test_a_reading_beside_a_number_is_drawn_too() -> None:
    reading = Reading(direction="worse", text="slight worsening")
    shown = plot(
        figure_of(a_case(assessments=(a_score(3, 9, activity_reading=reading),))), "activity"
    )
    assert (shown.points[0].value, shown.words[0].text) == (9, "slight worsening")


@pytest.mark.parametrize(
    ("value", "top", "detail"),
    [
        (0, 30, "0-70, shown to 30"), (29, 30, "0-70, shown to 30"), (30, 40, "0-70, shown to 40"),
        (70, 70, "0-70, full scale"),
    ],
)  # fmt: skip
def test_the_score_scale_holds_the_highest_value_and_says_where_it_ends(
    value: int, top: float, detail: str
) -> None:
    shown = plot(figure_of(a_case(assessments=(a_score(0, value),))), "activity")
    assert (shown.top, shown.detail) == (top, detail)


def test_neutrophils_are_drawn_first_else_white_cells_else_the_most_frequent() -> None:
    ferritin = [a_lab(n, 100.0, analyte="ferritin", unit="ug/L") for n in range(3)]
    white = a_lab(5, 6.0, analyte="WBC", id="w")
    assert default_analyte(a_case(labs=(*ferritin, white, a_lab(9, 2.0)))) == "neutrophils"
    assert default_analyte(a_case(labs=(*ferritin, white))) == "white cells"
    assert default_analyte(a_case(labs=tuple(ferritin))) == "ferritin"
    assert default_analyte(a_case()) is None
    assert analytes_of(a_case(labs=(white, *ferritin))) == ("ferritin", "white cells")


def test_an_unplaceable_record_is_not_drawn() -> None:
    case = a_case(
        assessments=(a_score(0, 3, moment=None),), events=(an_event(0, moment=None),),
        labs=(a_lab(0, 3.0, moment=None),), courses=(a_course(a_dose(0, 5)),),
    )  # fmt: skip
    figure = figure_of(case)
    assert (figure.events, [shown.points for shown in figure.plots]) == ((), [(), (), ()])


@pytest.mark.parametrize(
    ("anchor", "said"),
    [
        (Anchor(), "first lenalidomide dose"),
        (Anchor(kind="diagnosis"), "diagnosis"),
        (Anchor(kind="other"), "day 0"),
        (Anchor(kind="other", text="the biopsy"), "the biopsy"),
    ],
)
def test_the_axis_says_what_day_0_is(anchor: Anchor, said: str) -> None:
    assert anchor_text(a_case(anchor=anchor)) == said


def test_several_analytes_are_drawn_in_the_order_chosen() -> None:
    case = a_case(labs=(a_lab(0, 4.0), a_lab(9, 250.0, id="p", analyte="platelets")))
    figure = figure_of(case, ViewOptions(analytes=("platelets", "nothing", "neutrophils")))
    assert [one.title for one in figure.plots[2:]] == ["platelets", "neutrophils"]
    assert [one.key for one in figure.plots[2:]] == ["lab:platelets", "lab:neutrophils"]


def test_without_an_index_drug_day_0_is_still_named() -> None:
    assert anchor_text(a_case(index_drug=None)) == "first index drug dose"


@given(cases() | crowded_cases(), st.sampled_from(((), ("neutrophils",), ("nothing",))))
def test_any_case_has_a_figure_and_every_day_lies_in_its_interval(
    case: Case, analytes: tuple[str, ...]
) -> None:
    figure = figure_of(case, ViewOptions(analytes=analytes))
    places = [mark.place for mark in figure.events]
    places += [point.place for shown in figure.plots for point in shown.points]
    places += [words.place for shown in figure.plots for words in shown.words]
    for lane in figure.lanes:
        for cut in lane.segments:
            places += [cut.start, cut.end]
            assert all(
                isfinite(d) for d in (cut.start.low, cut.start.high, cut.end.low, cut.end.high)
            )
            assert cut.start.at <= cut.end.at
            levels = [level for level in (cut.level_from, cut.level_to) if level is not None]
            assert all(0 <= level <= (lane.peak or 0) for level in levels)
    for place in places:
        assert place.low <= place.at <= place.high
    assert figure.whole.first <= figure.span.first < figure.span.last <= figure.whole.last
    if figure.known is not None:
        assert figure.whole.first <= figure.known.first <= figure.known.last <= figure.whole.last
