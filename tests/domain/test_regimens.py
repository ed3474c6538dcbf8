"""Stretches of unchanged treatment: where they are cut, and what was seen in each."""

from itertools import pairwise

import pytest
from hypothesis import given
from msgspec.structs import replace

from dle_desktop.domain.case import Case, Course, Dose, Event, Taper, TaperStep
from dle_desktop.domain.clasi import Score
from dle_desktop.domain.figures import Review, review_of
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.regimens import Stretch, stretches
from tests.domain.cases import cases
from tests.domain.courses import count, course, day, dose, review, visit
from tests.test_sample_cases import bundled

FIVE = dose(0, 300, 5)
TEN = dose(300, None, 10, ongoing=True)


def taper(start: int, end: int, *steps: tuple[int, float], top: float = 60) -> Dose:
    return Dose(
        id=f"taper-{start}",
        start=day(start),
        end=day(end),
        frequency="QD",
        taper=Taper(
            from_amount=top,
            to_amount=0,
            steps=tuple(TaperStep(start=day(on), amount=amount) for on, amount in steps) or None,
        ),
    )


Cut = tuple[float, float, dict[str, str]]


def cuts(seen: Review) -> list[Cut]:
    return [
        (one.start, one.end, {taken.drug: taken.level for taken in one.taken})
        for one in stretches(seen)
    ]


LENA, PRED = "lenalidomide", "prednisone"


@pytest.mark.parametrize(
    ("courses", "expected"),
    [
        ((), []),
        ((course(),), []),
        (
            (course(FIVE, TEN),),
            [(0, 300, {LENA: "5 mg/d"}), (300, 600, {LENA: "10 mg/d"})],
        ),
        (  # a pause and the time after the last dose are stretches too
            (course(dose(0, 100, 5), dose(200, 300, 5)),),
            [(0, 100, {LENA: "5 mg/d"}), (100, 200, {}), (200, 300, {LENA: "5 mg/d"}),
             (300, 600, {})],
        ),
        (  # a new record of the same dose changes nothing
            (course(dose(0, 100, 5), dose(100, 600, 5)),),
            [(0, 600, {LENA: "5 mg/d"})],
        ),
        (  # what is put on the skin cuts nothing
            (course(FIVE, TEN), course(dose(50, 90, 1), drug="clobetasol")),
            [(0, 300, {LENA: "5 mg/d"}), (300, 600, {LENA: "10 mg/d"})],
        ),
        (
            (course(dose(0, 600, 5)), course(dose(-30, 0, 60, id="p"), taper(0, 140), drug=PRED)),
            [(-30, 0, {PRED: "60 to 0 mg/d"}), (0, 140, {LENA: "5 mg/d", PRED: "60 to 0 mg/d"}),
             (140, 600, {LENA: "5 mg/d"})],
        ),
        (  # every step of a taper is the same stretch
            (course(taper(0, 140, (30, 40), (60, 20)), drug=PRED),),
            [(0, 140, {PRED: "60 to 0 mg/d"}), (140, 600, {})],
        ),
        (  # not from the amount of the dose before: another stretch
            (course(dose(-30, 0, 50, id="p"), taper(0, 140), drug=PRED),),
            [(-30, 0, {PRED: "50 mg/d"}), (0, 140, {PRED: "60 to 0 mg/d"}), (140, 600, {})],
        ),
        (  # nor after a pause
            (course(dose(-30, -9, 60, id="p"), taper(0, 140), drug=PRED),),
            [(-30, -9, {PRED: "60 mg/d"}), (-9, 0, {}), (0, 140, {PRED: "60 to 0 mg/d"}),
             (140, 600, {})],
        ),
        (
            (course(dose(0, None, 5, last_known=day(200))),),
            [(0, 200, {LENA: "5 mg/d"}), (200, 600, {LENA: "perhaps 5 mg/d"})],
        ),
        (  # planned beyond the day of review
            (course(dose(0, 900, 5)),),
            [(0, 600, {LENA: "5 mg/d"})],
        ),
        ((course(dose(700, 900, 5)),), []),
    ],
)  # fmt: skip
def test_the_history_is_cut_where_treatment_changes(
    courses: tuple[Course, ...], expected: list[Cut]
) -> None:
    assert cuts(review(*courses, end=600)) == expected


def test_a_taper_of_unknown_frequency_has_no_daily_dose() -> None:
    seen = review(course(replace(taper(0, 140), frequency=None), drug=PRED), end=140)
    assert cuts(seen) == [(0, 140, {PRED: "60 to 0 mg"})]


def seen_in(number: int, seen: Review, lag_days: float = 0) -> Stretch:
    return stretches(seen, lag_days=lag_days)[number]


def values(scores: tuple[Score | None, ...]) -> tuple[int | None, ...]:
    return tuple(score.value if score else None for score in scores)


VISITS = (
    visit(0, 18, 9),
    visit(60, 9),
    visit(200, 5),
    visit(300, 10, 9),  # on the day of the change: the dose before it explains it
    visit(330, 7),
    visit(500, 4),
    visit(600, 6, 11),
)
WHOLE = review(
    course(FIVE, TEN),
    visits=VISITS,
    labs=(count(0, 3.6), count(100, 3.1), count(300, 2.7), count(400, 1.2), count(500, 1.4),
          count(50, 0.4, "WBC")),
    end=600,
)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "lag", "visits", "activity", "damage", "neutrophils"),
    [
        (0, 0, 3, (18, 10, 5), (9, 9, 9), 2.7),
        (1, 0, 3, (10, 6, 4), (9, 11, 11), 1.2),
        (0, 30, 4, (18, 7, 5), (9, 9, 9), 2.7),
        (1, 30, 2, (7, 6, 4), (9, 11, 11), 1.2),
        (1, 150, 2, (7, 6, 4), (9, 11, 11), 1.4),
        (1, 299, 1, (4, 6, 6), (9, 11, 11), None),
        (1, 300, 0, (6, None, None), (11, None, None), None),
    ],
)
def test_what_was_seen_in_a_stretch(
    number: int,
    lag: float,
    visits: int,
    activity: tuple[int | None, ...],
    damage: tuple[int | None, ...],
    neutrophils: float | None,
) -> None:
    found = seen_in(number, WHOLE, lag)
    assert found.visits == visits
    assert found.few is (visits < 2)
    assert values((found.activity.before, found.activity.last, found.activity.lowest)) == activity
    assert values((found.damage.before, found.damage.last, found.damage.lowest)) == damage
    assert (found.neutrophils.value if found.neutrophils else None) == neutrophils
    assert found.days == 300


def test_events_belong_to_the_stretch_they_came_in() -> None:
    events = (
        Event(id="e1", moment=day(300)),
        Event(id="e2", moment=day(301)),
        Event(id="e3"),
        Event(id="e4", moment=day(700)),
    )
    seen = replace(WHOLE, case=replace(WHOLE.case, events=events))
    assert [[event.id for event in one.events] for one in stretches(seen)] == [["e1"], ["e2"]]


def test_counts_without_a_day_or_a_known_unit_are_left_out() -> None:
    open_ = replace(count(5, 0.1), id="o", moment=Moment(offset="P5D", certainty="after"))
    labs = (replace(count(5, 0.1), unit="furlong"), replace(count(6), id="x", moment=None), open_)
    seen = review(course(FIVE, TEN), labs=labs, end=600)
    assert [one.neutrophils for one in stretches(seen)] == [None, None]


def test_drugs_are_found_by_their_group() -> None:
    seen = review(
        course(dose(0, 600, 5)),
        course(dose(0, 600, 400), drug="hydroxychloroquine"),
        course(dose(0, 600, 10), drug=PRED),
        end=600,
    )
    (found,) = stretches(seen)
    assert [taken.drug for taken in found.of("steroid", "antimalarial")] == [
        PRED,
        "hydroxychloroquine",
    ]


def test_the_illustrative_responder_has_the_stretches_of_the_page() -> None:
    found = stretches(review_of(bundled("illustrative-responder")))
    told = [
        (one.start, one.end, *values((one.activity.before, one.activity.last, one.activity.lowest)))
        for one in found
    ]
    assert told == [
        (-28, 0, 19, 18, 18),
        (0, 154, 18, 6, 6),
        (154, 273, 6, 8, 5),
        (273, 308, 8, 10, 10),
        (308, 672, 10, 5, 4),
    ]
    assert [one.few for one in found] == [True, False, False, True, False]


@pytest.mark.parametrize("name", ["shah-2009-patient-1", "shah-2009-patient-2"])
def test_the_published_cases_have_stretches_without_any_number(name: str) -> None:
    found = stretches(review_of(bundled(name)))
    assert found
    for one in found:
        assert one.few
        assert values((one.activity.before, one.activity.last, one.activity.lowest)) == (None,) * 3
        assert one.neutrophils is None


@given(cases())
def test_stretches_join_without_a_gap(case: Case) -> None:
    seen = review_of(case)
    found = stretches(seen)
    for earlier, later in pairwise(found):
        assert earlier.end == later.start
        assert [one.level for one in earlier.taken] != [] or later.taken
    assert all(one.start < one.end for one in found)
    assert not found or found[-1].end == seen.day
