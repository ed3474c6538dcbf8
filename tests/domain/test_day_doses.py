"""The doses of a day: level, step and sum, and both levels on the day of a change."""

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Case, Taper, TaperStep
from dle_desktop.domain.day_doses import MOST_DRUGS, DayDoses
from dle_desktop.domain.dose_figures import so_far_figure
from dle_desktop.domain.figures import Figure, review_of
from dle_desktop.domain.moments import Moment
from tests.domain.cases import CASE_ID
from tests.domain.courses import course, day, dose, review

MONTH_10 = Moment(offset="P10M")  # day 304.375
FIVE_THEN_TEN = course(dose(0, 300, 5), dose(300, None, 10, ongoing=True))


def told(doses: DayDoses, number: int) -> list[tuple[str, str | None, str, str]]:
    return [(one.label, one.value, one.detail, one.tone) for one in doses.on(number)]


def reasons(doses: DayDoses, number: int, place: int = 0) -> Figure:
    (figure,) = doses.explain(number, place)
    return figure


@pytest.mark.parametrize(
    ("number", "value", "detail", "tone"),
    [
        (-1, "not yet", "", "muted"),
        (0, "none → 5 mg/d", "day 1 of this step", "plain"),
        (299, "5 mg/d", "day 300 of this step, 1.5 g so far", "plain"),
        (300, "5 → 10 mg/d", "day 1 of this step, 1.5 g so far", "plain"),
        (301, "10 mg/d", "day 2 of this step, 1.5 g so far", "plain"),
    ],
)
def test_on_the_day_of_a_change_both_levels_are_told(
    number: int, value: str, detail: str, tone: str
) -> None:
    doses = DayDoses(review(FIVE_THEN_TEN, end=400))
    assert told(doses, number) == [("lenalidomide", value, detail, tone)]


def test_a_score_of_the_day_of_a_change_is_explained_by_the_dose_before() -> None:
    figure = reasons(DayDoses(review(FIVE_THEN_TEN, end=400)), 300)
    assert figure.label == "lenalidomide on day 300"
    assert figure.detail is not None
    assert figure.detail.endswith("a score or count of that day is explained by 5 mg/d")
    assert figure.arithmetic == "day 300 − day 300 + 1 = day 1 of the step"
    assert figure.records == ("dose-300-None-10", "dose-0-300-5")


def test_on_the_day_of_the_first_dose_a_score_is_explained_by_none() -> None:
    figure = reasons(DayDoses(review(FIVE_THEN_TEN, end=400)), 0)
    assert figure.detail is not None
    assert figure.detail.endswith("is explained by no dose yet")


def test_the_sum_and_the_step_are_shown_as_they_were_computed() -> None:
    figure = reasons(DayDoses(review(FIVE_THEN_TEN, end=400)), 320)
    assert figure.arithmetic == (
        "day 320 − day 300 + 1 = day 21 of the step; "
        "300 d of 5 mg/d + 20 d of 10 mg/d = 1.7 g"
    )  # fmt: skip


def test_a_dose_taken_twice_a_day_shows_how_its_mean_came_about() -> None:
    twice = course(dose(0, 100, 2.5, frequency="BID"))
    figure = reasons(DayDoses(review(twice, end=100)), 9)
    assert figure.value == "5 mg/d"
    assert figure.arithmetic is not None
    assert figure.arithmetic.startswith("2.5 mg × 2 a day = 5 mg/d; day 9 −")


def test_alternate_days_are_told_as_such_without_arithmetic() -> None:
    figure = reasons(DayDoses(review(course(dose(0, 100, 5, frequency="QOD")), end=100)), 9)
    assert figure.value == "5 mg alternate days"
    assert figure.arithmetic == "day 9 − day 0 + 1 = day 10 of the step"


def test_the_day_of_a_stop_tells_what_was_stopped_of_any_drug() -> None:
    stopped = course(dose(0, 50, 20), drug="prednisone")
    doses = DayDoses(review(FIVE_THEN_TEN, stopped, end=400))
    assert told(doses, 50)[1] == ("prednisone", "20 mg/d → none", "1 g so far", "plain")
    assert len(told(doses, 51)) == 1  # no longer taken, and not the index drug


def test_the_index_drug_is_told_after_its_end() -> None:
    doses = DayDoses(review(course(dose(0, 50, 20)), end=400))
    assert told(doses, 60) == [("lenalidomide", "none", "last 20 mg/d, 1 g so far", "muted")]


def test_a_dose_whose_last_day_is_written_as_its_end_is_no_pause() -> None:
    doses = DayDoses(review(course(dose(0, 99, 5), dose(100, 200, 10)), end=200))
    assert told(doses, 100)[0][1] == "5 → 10 mg/d"


def test_a_change_within_a_day_counts_to_that_day() -> None:
    months = course(
        replace(dose(0, None, 5), end=MONTH_10),
        replace(dose(1, None, 10, ongoing=True), start=MONTH_10),
    )
    doses = DayDoses(review(months, end=400))
    assert [told(doses, one)[0][1] for one in (303, 304, 305)] == [
        "5 mg/d", "5 → 10 mg/d", "10 mg/d",
    ]  # fmt: skip


def test_units_that_differ_are_both_told() -> None:
    doses = DayDoses(review(course(dose(0, 9, 5), dose(9, 20, None)), end=20))
    assert told(doses, 9)[0][1] == "5 mg/d → dose not reported"


def test_a_taper_with_unknown_steps_says_so() -> None:
    taper = dose(0, 100, None, taper=Taper(from_amount=60, to_amount=0))
    doses = DayDoses(review(course(taper), end=100))
    (row,) = told(doses, 50)
    assert row[1] == "60 to 0 mg/d"
    assert row[2].startswith("taper, steps not reported, day 51 of this step")
    assert "mg/d" not in (reasons(doses, 50).arithmetic or "")


def test_a_step_of_a_taper_changes_the_dose() -> None:
    steps = (TaperStep(start=day(0), amount=60), TaperStep(start=day(10), amount=40))
    taper = dose(0, 20, None, taper=Taper(from_amount=60, to_amount=40, steps=steps))
    assert told(DayDoses(review(course(taper), end=20)), 10)[0][1] == "60 → 40 mg/d"


def test_two_doses_in_force_are_both_told() -> None:
    oral = course(dose(0, 100, 5))
    other = replace(course(dose(0, 100, 2.5), route="iv"), id="other")
    doses = DayDoses(review(oral, other, end=100))
    assert told(doses, 50)[0][1] == "5 mg/d + 2.5 mg/d"


def test_what_may_still_be_taken_is_in_doubt() -> None:
    doses = DayDoses(review(course(dose(0, None, 5, last_known=day(10))), end=90))
    ((_, *row),) = told(doses, 50)
    assert row == ["5 mg/d", "whether still taken is not reported, between 50 and 250 mg so far",
                   "muted"]  # fmt: skip


def test_a_dose_without_a_start_has_no_day_of_a_step_in_its_arithmetic() -> None:
    figure = reasons(DayDoses(review(course(dose(None, 90, 5)), end=90)), 50)
    assert figure.arithmetic is None


def test_more_drugs_than_there_is_room_for_are_counted_and_explained() -> None:
    drugs = [
        course(dose(0, 90, 5, id=f"d{number}"), drug=f"drug {number}")
        for number in range(MOST_DRUGS + 2)
    ]
    doses = DayDoses(review(*drugs, end=90))
    assert told(doses, 50)[-1] == ("and 2 more", "", "", "muted")
    assert [one.label for one in doses.explain(50, MOST_DRUGS)] == [
        "drug 5 on day 50", "drug 6 on day 50",
    ]  # fmt: skip


def test_the_last_day_is_summed_to_its_last_moment() -> None:
    month = course(replace(dose(0, None, 10), end=MONTH_10))
    reviewed = review(month)
    so_far = so_far_figure(reviewed).value
    assert so_far is not None
    assert told(DayDoses(reviewed), 304)[0][2].endswith(f"{so_far} so far")


def test_a_case_without_records_has_no_doses() -> None:
    doses = DayDoses(review_of(Case(id=CASE_ID, label="Case")))
    assert doses.on(0) == ()
    assert doses.explain(0, 0) == ()


def test_a_hold_is_told_with_its_reason_until_it_ends() -> None:
    hold = dose(40, 54, None, status="held", reason="neutropenia")
    doses = DayDoses(review(course(dose(0, 100, 5), hold), end=100))
    on_start, within, after = (told(doses, number)[0] for number in (40, 47, 54))
    assert on_start[1] == "5 mg/d \u2192 held"
    assert within[1] == "held"
    assert "neutropenia, last 5 mg/d" in within[2]
    assert after[1] == "held \u2192 5 mg/d"


def test_a_drug_that_is_held_is_told_though_it_is_not_the_index_drug() -> None:
    hold = dose(40, None, None, status="held", ongoing=True)
    doses = DayDoses(review(course(dose(0, 100, 5), hold, drug="dapsone"), end=100))
    assert [row[1] for row in told(doses, 60)] == ["held"]
