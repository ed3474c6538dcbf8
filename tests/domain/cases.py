"""Cases for the domain's tests: hypothesis strategies for moments, records and whole cases."""

from datetime import date
from typing import get_args

from hypothesis import strategies as st

from dle_desktop.domain.case import (
    Anchor,
    Assessment,
    Case,
    Course,
    Dose,
    Event,
    Frequency,
    LabResult,
    Taper,
    TaperStep,
)
from dle_desktop.domain.moments import Certainty, Moment
from dle_desktop.domain.rules import Rules, ScheduleKey

CASE_ID = "11111111-1111-4111-8111-111111111111"
OTHER_ID = "22222222-2222-4222-8222-222222222222"

CERTAINTIES: tuple[Certainty, ...] = ("exact", "about", "before", "after")
FREQUENCIES: tuple[Frequency, ...] = ("QD", "BID", "QOD", "weekly", "single", "PRN", "other")

certainties = st.sampled_from(CERTAINTIES)
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@st.composite
def dates(draw: st.DrawFn) -> Moment:
    """Draw a calendar moment of day, month or year precision."""
    text = draw(days).isoformat()[: draw(st.sampled_from((4, 7, 10)))]
    return Moment(date=text, certainty=draw(certainties))


@st.composite
def offsets(draw: st.DrawFn) -> Moment:
    """Draw any offset the type allows: compound, negative, with leading zeros."""
    parts = draw(
        st.tuples(
            st.none() | st.integers(0, 60),
            st.none() | st.integers(0, 700),
            st.none() | st.integers(0, 999),
            st.none() | st.integers(0, 5000),
        ).filter(any_given)
    )
    zeros = draw(st.sampled_from(("", "", "0")))
    text = "".join(
        f"{zeros}{count}{unit}"
        for count, unit in zip(parts, "YMWD", strict=True)
        if count is not None
    )
    sign = draw(st.sampled_from(("", "-")))
    return Moment(offset=f"{sign}P{text}", certainty=draw(certainties))


def any_given(parts: tuple[int | None, ...]) -> bool:
    """Whether an offset names any unit."""
    return any(part is not None for part in parts)


moments = dates() | offsets()
maybe_moments = st.none() | moments
amounts = st.integers(0, 400).map(float) | st.floats(0, 1e6, allow_nan=False)
tapers = st.builds(
    Taper,
    from_amount=amounts,
    to_amount=amounts,
    steps=st.none()
    | st.lists(st.builds(TaperStep, start=moments, amount=amounts), max_size=4).map(tuple),
)


@st.composite
def doses(draw: st.DrawFn, record_id: str) -> Dose:
    """Draw a dose: open, closed, ongoing, tapered, without amount."""
    end = draw(maybe_moments)
    return Dose(
        id=record_id,
        start=draw(maybe_moments),
        end=end,
        ongoing=end is None and draw(st.booleans()),
        last_known=draw(maybe_moments),
        amount=draw(st.none() | amounts),
        unit=draw(st.sampled_from((None, "mg", "g", "tablet"))),
        frequency=draw(st.none() | st.sampled_from(FREQUENCIES)),
        taper=draw(st.none() | tapers),
    )


rules = st.just(Rules()) | st.builds(
    Rules,
    baseline=st.sampled_from((None, "assessment-0", "nowhere")),
    baseline_days_before=st.integers(0, 366),
    confirmed_within_days=st.integers(0, 366),
    flare_points=st.integers(1, 70),
    relapse_within_days=st.integers(0, 366),
    few_visits=st.integers(1, 20),
    blood_counts=st.sampled_from(get_args(ScheduleKey)),
    months=st.sampled_from(("28 days", "calendar")),
    held_days=st.integers(0, 366),
    anew_on_increase=st.booleans(),
    pregnancy_tests=st.sampled_from((None, "apply", "do not apply")),
    cycles=st.sampled_from((None, "regular", "irregular")),
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a case of a few records of every kind, of all degrees of completeness."""
    courses = []
    drugs = [("lenalidomide", "oral"), ("prednisone", None), ("prednisone", "oral")]
    for number, (drug, route) in enumerate(drugs):
        count = draw(st.integers(0, 3))
        some = tuple(draw(doses(f"dose-{number}-{index}")) for index in range(count))
        if some:
            courses.append(Course(id=f"course-{number}", drug=drug, route=route, doses=some))
    assessments = [
        Assessment(
            id=f"assessment-{index}",
            moment=draw(maybe_moments),
            activity=draw(st.none() | st.integers(0, 70)),
            damage=draw(st.none() | st.integers(0, 56)),
            instrument=draw(st.sampled_from(("CLASI", "RCLASI"))),
        )
        for index in range(draw(st.integers(0, 3)))
    ]
    labs = [
        LabResult(
            id=f"lab-{index}",
            moment=draw(maybe_moments),
            analyte=draw(st.sampled_from(("ANC", "WBC", "ferritin"))),
            value=draw(st.none() | st.floats(-1e9, 1e9)),
            unit=draw(st.sampled_from((None, "10*9/L", "cells/uL", "furlong"))),
        )
        for index in range(draw(st.integers(0, 3)))
    ]
    events = [
        Event(id=f"event-{index}", moment=draw(maybe_moments), end=draw(maybe_moments))
        for index in range(draw(st.integers(0, 2)))
    ]
    return Case(
        id=CASE_ID,
        label="drawn",
        index_drug=draw(st.sampled_from((None, "lenalidomide", "Revlimid"))),
        anchor=Anchor(date=draw(st.none() | days.map(date.isoformat))),
        courses=tuple(courses),
        assessments=tuple(assessments),
        labs=tuple(labs),
        events=tuple(events),
        follow_up_end=draw(maybe_moments),
        rules=draw(rules),
        revision=draw(st.integers(0, 99)),
    )
