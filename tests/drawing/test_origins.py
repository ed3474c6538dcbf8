"""Origins: what a case can be counted from, told apart, on the right days."""

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Case, Event
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.origins import ordinal, origin_named, origins_of
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.time_axis import Origin
from tests.drawing.pictures import (
    BUNDLED,
    PATIENT_1,
    RESPONDER,
    a_case,
    a_course,
    a_dose,
    a_score,
    bundled,
)


def day(number: int) -> Moment:
    return Moment(offset=f"{'-' if number < 0 else ''}P{abs(number)}D")


def found(case: Case) -> dict[str, Origin]:
    return {origin.text: origin for origin in origins_of(case, figure_of(case))}


def test_day_0_comes_first_and_names_nothing() -> None:
    first = origins_of(bundled(RESPONDER), figure_of(bundled(RESPONDER)))[0]
    assert (first.key, first.day) == ("", 0.0)
    assert first.label == "Day 0: first lenalidomide dose"


def test_each_step_of_the_index_drug_but_day_0_can_be_counted_from() -> None:
    steps = [text for text, one in found(bundled(RESPONDER)).items() if "dose:" in one.key]
    assert steps == ["lenalidomide 10 mg/d"]
    step = found(bundled(RESPONDER))["lenalidomide 10 mg/d"]
    assert step.day == 308
    assert step.label == "Lenalidomide 10 mg/d (month 10.1)"


def test_a_step_not_known_to_the_day_says_so() -> None:
    texts = list(found(bundled(PATIENT_1)))
    assert "lenalidomide 10 mg/d (about month 10.0)" in texts


def test_an_amount_that_comes_back_is_numbered_and_one_that_goes_on_is_no_step() -> None:
    doses = (
        a_dose(0, 100, 5.0, id="a"), a_dose(100, 200, 10.0, id="b"), a_dose(200, 300, 10.0, id="c"),
        a_dose(300, 400, 5.0, id="d"), a_dose(450, 500, 5.0, id="e"),
    )  # fmt: skip
    texts = list(found(a_case(courses=(a_course(*doses),))))
    assert texts[1:] == [
        "lenalidomide 10 mg/d", "lenalidomide 5 mg/d (2nd time)", "lenalidomide 5 mg/d (3rd time)",
    ]  # fmt: skip


def test_other_drugs_are_not_offered() -> None:
    case = a_case(courses=(a_course(a_dose(10, 100), drug="prednisone"),))
    assert len(found(case)) == 1


def test_the_baseline_can_be_counted_from() -> None:
    case = a_case(
        courses=(a_course(a_dose(0, 300)),), assessments=(a_score(-10, 20, 5), a_score(60, 9, 5))
    )
    assert found(case)["baseline CLASI"].day == -10


def test_events_of_a_kind_are_told_apart_by_number() -> None:
    case = a_case(
        events=(
            Event(id="a", kind="flare", moment=day(50), text="scalp"),
            Event(id="b", kind="flare", moment=day(-80)),
            Event(id="c", kind="biopsy", moment=day(5)),
            Event(id="d", kind="note", moment=day(70), text="moved house"),
            Event(id="e", kind="visit"),
        )
    )
    named = found(case)
    assert [(one.text, one.day) for one in named.values()][1:] == [
        ("1st flare", -80.0), ("biopsy", 5.0), ("2nd flare", 50.0), ("moved house", 70.0),
    ]  # fmt: skip
    assert named["2nd flare"].label == "2nd flare: scalp (month 1.6)"
    assert named["2nd flare"].group == "flare"
    assert named["1st flare"].label == "1st flare (month \N{MINUS SIGN}2.6)"


def test_long_words_are_cut() -> None:
    words = "itching and burning of the scalp behind both ears since the day before yesterday"
    case = a_case(events=(Event(id="a", kind="note", moment=day(1), text=words),))
    (text,) = list(found(case))[1:]
    assert len(text) <= 40
    assert text.endswith("…")
    case = a_case(events=(Event(id="a", kind="flare", moment=day(1), text=words),))
    assert all(len(one.label) < 80 for one in found(case).values())


@pytest.mark.parametrize("name", BUNDLED)
def test_every_origin_is_found_by_its_key_on_a_whole_day(name: str) -> None:
    case = bundled(name)
    figure = figure_of(case)
    origins = origins_of(case, figure)
    assert len({one.key for one in origins}) == len(origins)
    for one in origins[1:]:
        assert origin_named(case, figure, one.key) == one
        assert one.day == int(one.day)
    assert origin_named(case, figure, "") is None


def test_an_origin_that_is_no_longer_recorded_gives_way_to_day_0() -> None:
    case = a_case(events=(Event(id="a", kind="flare", moment=day(5)),))
    assert origin_named(case, figure_of(case), "event:a") is not None
    assert origin_named(replace(case, events=()), figure_of(a_case()), "event:a") is None


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st"),
     (113, "113th")],
)  # fmt: skip
def test_numbers_are_said_in_order(number: int, said: str) -> None:
    assert ordinal(number) == said


def test_a_dose_that_goes_on_after_a_hold_is_no_new_step() -> None:
    doses = (a_dose(0, 100, id="a"), a_dose(100, 200, 10.0, id="b"),
             a_dose(140, 150, None, id="h", status="held"))  # fmt: skip
    steps = list(found(a_case(courses=(a_course(*doses),))))[1:]
    assert steps == ["lenalidomide 10 mg/d"]
