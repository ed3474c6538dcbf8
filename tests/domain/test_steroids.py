"""Prednisone equivalents and steroid sparing: `clinical.md` 5.1, 5.2 and 5.4.

The two published patients give what the abstract supports, no more (`clinical.md` 3).
"""

import json
from math import inf

import msgspec
import pytest
from hypothesis import given

from dle_desktop.domain.bounds import Bounds
from dle_desktop.domain.case import Case, Course, Dose, Taper
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.steroids import (
    CUTS,
    Reached,
    Steroids,
    counts,
    equivalent_on,
    factor,
    reached,
    restarts,
    steroids_of,
)
from dle_desktop.resources import read_bytes
from tests.domain.cases import CASE_ID, cases


def day(number: int) -> Moment:
    return Moment(offset=f"{'-' if number < 0 else ''}P{abs(number)}D")


def mg(name: str, start: Moment | None, amount: float, **more: object) -> Dose:
    fields = {"frequency": "QD", **more}
    return Dose(id=name, start=start, amount=amount, **fields)  # type: ignore[arg-type]


def course(drug: str, *doses: Dose, route: str | None = None, **more: object) -> Course:
    return Course(id=f"{drug} {route}", drug=drug, route=route, doses=doses, **more)  # type: ignore[arg-type]


def steroids(*courses: Course, end: int = 300) -> Steroids:
    case = Case(id=CASE_ID, label="Case", courses=courses, follow_up_end=day(end))
    found = steroids_of(review_of(case))
    assert found is not None
    return found


def prednisone(*doses: Dose) -> Steroids:
    return steroids(course("prednisone", *doses))


@pytest.mark.parametrize(
    ("drug", "mg_of_five"),
    [
        # clinical.md 5.1, mg equal to prednisone 5 mg
        ("prednisone", 5),
        ("Prednisolone", 5),
        ("methylprednisolone", 4),
        ("triamcinolone", 4),
        ("dexamethasone", 0.75),
        ("betamethasone", 0.6),
        ("hydrocortisone", 20),
        ("cortisone", 25),
        ("deflazacort", 6),
    ],
)
def test_an_equivalent_dose_is_prednisone_5_mg(drug: str, mg_of_five: float) -> None:
    times = factor(drug)
    assert times is not None
    assert times * mg_of_five == pytest.approx(5)


def test_other_drugs_have_no_equivalent() -> None:
    assert factor("lenalidomide") is None


@pytest.mark.parametrize(
    ("drug", "route", "group", "systemic"),
    [
        ("prednisone", None, None, True),
        ("prednisone", "oral", None, True),
        ("methylprednisolone", "intravenous", None, True),
        ("dexamethasone", "subcutaneous", None, True),
        ("hydrocortisone", "topical", None, False),
        ("hydrocortisone", None, "topical", False),
        ("betamethasone", "Inhaled", None, False),
        ("dexamethasone", "ophthalmic", None, False),
        ("triamcinolone", "intralesional", None, False),
        ("triamcinolone", None, None, False),
        ("triamcinolone", "intramuscular", None, True),
        ("triamcinolone", "oral", None, True),
        ("triamcinolone", "Intravenous", None, True),
        ("triamcinolone", "subcutaneous", None, True),
        ("triamcinolone", "IM", None, True),
        ("triamcinolone", "IV", None, True),
        ("triamcinolone", "PO", None, True),
        ("triamcinolone", "SC", None, True),
        ("triamcinolone", "i.m. injection", None, True),
        ("triamcinolone", "by hand", None, False),
        ("triamcinolone", "subconjunctival", None, False),
        ("triamcinolone", "plantar fascia", None, False),
        ("hydrocortisone", "transdermal", None, False),
        ("methylprednisolone", "intralesional", None, False),
        ("dexamethasone", "nasal", None, False),
        ("methylprednisolone", "intra-articular", None, False),
        ("hydrocortisone", "rectal", None, False),
        ("dexamethasone", "otic", None, False),
        ("hydrocortisone", "scalp cream", None, False),
        ("hydrocortisone", "Ointment", None, False),
        ("prednisolone", "on the skin", None, False),
        ("lenalidomide", "oral", None, False),
    ],
)
def test_local_steroids_do_not_count(
    drug: str, route: str | None, group: str | None, *, systemic: bool
) -> None:
    assert counts(course(drug, route=route, group=group)) is systemic


def test_a_case_without_systemic_steroid_or_without_any_date_has_none() -> None:
    cream = course("hydrocortisone", mg("a", day(0), 5, ongoing=True), route="topical")
    undated = course("prednisone", mg("a", None, 5))
    for one in (cream, undated):
        case = Case(id=CASE_ID, label="Case", courses=(one,))
        assert steroids_of(review_of(case)) is None


def test_drugs_add_up_as_prednisone_and_pulses_stay_apart() -> None:
    """`clinical.md` 5.1: a pulse would hide the oral taper."""
    found = steroids(
        course("methylprednisolone", mg("m", day(0), 4, end=day(100)), route="oral"),
        course(
            "methylprednisolone",
            mg("p", day(10), 1, unit="g", end=day(13)),
            mg("q", day(20), 100, frequency="single"),
            route="IV",
        ),
        course("hydrocortisone", mg("h", day(50), 20, end=day(100))),
        course("hydrocortisone", mg("t", day(0), 50, end=day(100)), route="topical"),
        course("lenalidomide", mg("l", day(0), 5, end=day(100))),
    )
    assert found.taken.between(0, 300) == Bounds(100 * 5 + 125 + 50 * 5, 100 * 5 + 125 + 50 * 5)
    assert found.pulses.between(0, 300) == Bounds(3750, 3750)
    assert equivalent_on(found, 11) == Bounds(5, 5)
    assert equivalent_on(found, 60) == Bounds(10, 10)


@pytest.mark.parametrize(
    ("amount", "unit", "route", "pulse"),
    [
        (200, "mg", "intravenous", True),  # 250 mg of prednisone
        (200, " MG ", "intravenous", True),
        (199.5, "mg", "intravenous", False),
        (0.2, "g", "IV", True),
        (200, "mg", "i.v. over 1 h", True),
        (200, "mg", "oral", False),
        (200, "mg", None, False),
        (200, "tablets", "IV", False),
        (None, "g", "IV", False),
    ],
)
def test_a_pulse_is_intravenous_and_250_mg_of_prednisone(
    amount: float | None, unit: str, route: str | None, *, pulse: bool
) -> None:
    dose = Dose(id="p", start=day(1), end=day(2), amount=amount, unit=unit, frequency="QD")
    found = steroids(course("methylprednisolone", dose, route=route))
    assert bool(found.pulses.records) is pulse
    assert bool(found.taken.records) is not pulse


@pytest.mark.parametrize(
    ("doses", "on", "expected"),
    [
        ((mg("a", day(0), 60, end=day(100)),), 0, Bounds(60, 60)),
        ((mg("a", day(0), 60, end=day(100)),), 100, Bounds(0, 0)),
        ((mg("a", day(0), 60),), 50, Bounds(0, 60)),
        ((mg("a", day(0), 60, last_known=day(60)),), 50, Bounds(60, 60)),
        ((mg("a", day(0), 60, frequency="PRN", end=day(100)),), 50, Bounds(0, 0)),
        ((mg("a", day(0), 60, frequency="weekly", end=day(100)),), 50, Bounds(0, 0)),
        ((mg("a", day(0), 60, unit="tablet", end=day(100)),), 50, Bounds(0, inf)),
    ],
)
def test_the_daily_dose_of_a_day(doses: tuple[Dose, ...], on: float, expected: Bounds) -> None:
    assert equivalent_on(prednisone(*doses), on) == expected


TAPER = (
    mg("a", day(-30), 60, end=day(20)),
    mg("b", day(20), 10, end=day(40)),
    mg("c", day(40), 7.5, end=day(60)),
    mg("d", day(60), 5, end=day(80)),
)


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        # at or under: 10.0 counts for 10, 7.5 for 7.5 (clinical.md 5.4)
        (TAPER, {10: (20, True), 7.5: (40, True), 5: (60, True), 0: (80, True)}),
        (
            (*TAPER, mg("e", day(100), 7.5, end=day(120)), mg("f", day(120), 2.5, ongoing=True)),
            {10: (20, True), 7.5: (40, True), 5: (60, False), 0: (80, False)},
        ),
        (
            (mg("a", day(0), 10.1, ongoing=True),),
            {10: (None, None), 7.5: (None, None), 5: (None, None), 0: (None, None)},
        ),
        ((mg("a", day(-9), 5, end=day(-1)),), dict.fromkeys((10, 7.5, 5, 0), (0, True))),
        (  # what ended on the day of the first index dose is not what it began with
            (mg("a", day(-30), 5, end=day(0)), mg("b", day(0), 20, ongoing=True)),
            dict.fromkeys((10, 7.5, 5, 0), (None, None)),
        ),
        (
            (mg("a", day(20), 6, end=day(50)),),
            {10: (0, True), 7.5: (0, True), 5: (0, False), 0: (0, False)},
        ),
    ],
)
def test_the_first_day_at_or_under_a_dose_and_whether_it_held(
    doses: tuple[Dose, ...], expected: dict[float, tuple[float | None, bool | None]]
) -> None:
    found = [reached(prednisone(*doses), cut) for cut in CUTS]
    assert {one.cut: (one.sure, one.held) for one in found} == expected
    assert all(one.first == one.sure for one in found)


def test_it_was_broken_on_the_first_of_several_days_above() -> None:
    again = (mg("e", day(100), 7.5, end=day(120)), mg("f", day(150), 7.5, ongoing=True))
    assert reached(prednisone(*TAPER, *again), 5) == Reached(5, 60, 60, 100, held=False)
    on_the_day_of_review = (*TAPER, mg("e", day(300), 7.5, ongoing=True))
    assert reached(prednisone(*on_the_day_of_review), 5) == Reached(5, 60, 60, None, held=True)


def test_who_restarted_had_stopped_though_the_dates_do_not_say_when() -> None:
    found = prednisone(
        mg("a", day(-90), 20, end=Moment(offset="P0D", certainty="about")),
        mg("b", Moment(offset="P1D", certainty="after"), 5),
    )
    assert reached(found, 0) == Reached(0, 0, 3, 3, held=False)


def test_who_restarted_had_stopped_before_the_restart_ended() -> None:
    begun_again = Moment(offset="P1D", certainty="after")
    stopped = mg("a", day(-90), 20, end=Moment(offset="P0D", certainty="about"))
    brief = prednisone(stopped, mg("b", begun_again, 5, end=day(50)))
    assert reached(brief, 0) == Reached(0, 0, 3, 3, held=False)
    assert reached(brief, 5) == Reached(5, 0, 3, None, held=True)
    lasting = prednisone(stopped, mg("b", begun_again, 8))
    assert reached(lasting, 5) == Reached(5, 0, None)


@pytest.mark.parametrize("cut", CUTS)
def test_of_a_restart_at_a_dose_not_reported_it_is_not_known_what_it_broke(cut: float) -> None:
    again = Dose(id="e", start=day(90), end=day(99), frequency="QD")
    found = prednisone(mg("a", day(0), 20, end=day(50)), again)
    assert reached(found, cut) == Reached(cut, 50, 50, None, held=None)


def test_who_began_without_steroid_was_off_it_from_the_first_index_dose() -> None:
    found = prednisone(mg("a", day(20), 20, end=day(50)), mg("b", day(90), 5, end=day(99)))
    assert reached(found, 0) == Reached(0, 0, 0, 20, held=False)


def test_a_dose_above_that_began_after_some_day_broke_it() -> None:
    late = mg("e", Moment(offset="P100D", certainty="after"), 20, end=day(150))
    assert reached(prednisone(*TAPER, late), 5) == Reached(5, 60, 60, 100, held=False)


def test_a_restart_may_be_another_steroid_and_comes_in_order_of_time() -> None:
    found = steroids(
        course("prednisone", mg("b", day(90), 5, end=day(99))),
        course("prednisolone", mg("a", day(-30), 5, end=day(50))),
    )
    assert [(one.stopped.at, one.stretch.start.at) for one in restarts(found)] == [(50, 90)]


def test_what_begins_after_the_day_of_review_is_no_restart() -> None:
    assert restarts(prednisone(*TAPER, mg("e", day(301), 5, ongoing=True))) == ()
    assert len(restarts(prednisone(*TAPER, mg("e", day(300), 5, ongoing=True)))) == 1


def test_a_change_known_to_the_month_is_reached_between_two_days() -> None:
    month = Moment(offset="P4M")
    found = prednisone(mg("a", day(0), 20, end=month), mg("b", month, 5, ongoing=True))
    assert reached(found, 5) == Reached(5, 106.53125, 136.96875, None, held=True)


def test_whether_it_held_is_not_known_where_a_later_dose_is_not() -> None:
    found = prednisone(
        mg("a", day(0), 20, end=day(50)),
        Dose(id="u", start=Moment(offset="P3M"), end=day(200), frequency="QD"),
    )
    assert reached(found, 10) == Reached(10, 50, 50, None, held=None)


def test_before_day_0_nothing_is_reached() -> None:
    found = steroids(course("prednisone", mg("a", day(-50), 20, end=day(-20))), end=-10)
    assert reached(found, 10) == Reached(10, None, None)


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        (TAPER, []),
        ((*TAPER, mg("e", day(81), 5, end=day(99))), []),  # a day is no stop
        ((*TAPER, mg("e", day(82), 5, end=day(99))), [(None, False)]),
        ((*TAPER, mg("e", day(90), 5, frequency="single")), []),
        ((*TAPER, mg("e", day(90), 5, reason="arthritis")), [("arthritis", False)]),
        ((*TAPER, mg("e", day(90), 5)), [(None, False)]),
        ((*TAPER, mg("e", day(90), 5, reason="Systemic LE")), [("Systemic LE", True)]),
        ((mg("a", day(-90), 5, end=day(-50)), mg("b", day(-9), 5, end=day(9))), []),
        ((mg("a", day(-90), 5, end=day(-50)), mg("b", day(0), 5, end=day(9))), []),
        ((mg("a", day(0), 5), mg("b", day(90), 5, ongoing=True)), []),
        # not known to have ended: no stop
        ((mg("a", day(0), 5, ongoing=True, last_known=day(50)), mg("b", day(90), 5)), []),
        ((mg("a", day(0), 60, end=day(90)), mg("b", day(9), 5, end=day(20))), []),
        (
            (
                mg("a", day(0), 60, end=day(90)),
                mg("b", day(9), 5, end=day(20)),
                mg("c", day(60), 5, end=day(99)),
            ),
            [],
        ),
        (
            (
                mg("a", day(0), 60, end=day(90)),
                mg("b", Moment(offset="P9D", certainty="after"), 5, end=day(20)),
            ),
            [],
        ),
    ],
)
def test_a_restart_follows_a_stop_and_keeps_its_reason(
    doses: tuple[Dose, ...], expected: list[tuple[str | None, bool]]
) -> None:
    found = restarts(prednisone(*doses))
    assert [(one.reason, one.systemic) for one in found] == expected


def _bundled(name: str) -> Steroids | None:
    (case,) = json.loads(read_bytes(f"cases/{name}.json"))["cases"]
    return steroids_of(review_of(msgspec.convert(case, Case)))


def test_the_first_published_patient_stopped_within_5_months_and_restarted() -> None:
    """`clinical.md` 3: 60 mg/d to 0 within 5 months; later 5 mg/d for systemic LE symptoms."""
    found = _bundled("shah-2009-patient-1")
    assert found is not None
    within = 152.1875  # 5 months of 30.4375 d
    for cut in (10.0, 7.5, 5.0):
        assert reached(found, cut) == Reached(cut, 0, within, None, held=True)
    off = reached(found, 0)
    assert (off.sure, off.held, off.broken) == (within, False, within)
    (again,) = restarts(found)
    assert (again.reason, again.systemic) == (
        "restarted to manage symptoms of systemic LE",
        True,
    )
    assert equivalent_on(found, found.review.day) == Bounds(0, 5)


def test_the_second_published_patient_has_no_steroid() -> None:
    assert _bundled("shah-2009-patient-2") is None


def test_a_taper_that_rises_is_no_less_bounded() -> None:
    found = prednisone(
        Dose(id="t", start=day(0), end=day(10), frequency="QD",
             taper=Taper(from_amount=0, to_amount=20))
    )  # fmt: skip
    assert found.taken.between(0, 10) == Bounds(0, 200, strict=True)


@given(cases())
def test_what_is_reached_lies_within_the_course_and_falls_with_the_dose(case: Case) -> None:
    found = steroids_of(review_of(case))
    if found is None:
        return
    for one in (reached(found, cut) for cut in CUTS):
        assert one.sure is None or one.sure >= found.begun
        assert (one.held is None) or one.sure is not None
        assert one.broken is None or (one.sure is not None and one.broken >= one.sure)
    sures = [one.sure for one in (reached(found, cut) for cut in CUTS[:3])]
    known = [one for one in sures if one is not None]
    assert known == sorted(known)
