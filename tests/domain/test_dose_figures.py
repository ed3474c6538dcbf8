"""The figures of doses: what is taken on the day of review, and prednisone on day 0."""

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Case, Course, Dose, Taper, TaperStep
from dle_desktop.domain.dose_figures import index_drug_figure, prednisone_figure, so_far_figure
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.moments import Moment
from tests.domain.cases import CASE_ID


def day(number: int) -> Moment:
    return Moment(offset=f"{'-' if number < 0 else ''}P{abs(number)}D")


def _case(drug: str, *doses: Dose, route: str | None = None, end: int | None = 300) -> Case:
    return Case(
        id=CASE_ID,
        label="Case",
        index_drug="lenalidomide",
        courses=(Course(id="c", drug=drug, route=route, doses=doses),),
        follow_up_end=None if end is None else day(end),
    )


def mg(name: str, start: Moment | None, amount: float, **more: object) -> Dose:
    return Dose(id=name, start=start, amount=amount, frequency="QD", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("doses", "value", "detail", "records"),
    [
        ((), None, None, ()),
        (
            (mg("a", day(0), 5, end=day(100)), mg("b", day(100), 10, ongoing=True)),
            "10 mg/d",
            "day 201 of this step",
            ("b",),
        ),
        (
            (mg("a", Moment(offset="P3M"), 5, ongoing=True, last_known=day(290)),),
            "5 mg/d",
            "about day 210 of this step, last known day 290",
            ("a",),
        ),
        (
            (mg("a", Moment(offset="P100D", certainty="after"), 5, ongoing=True),),
            "5 mg/d",
            "at most day 201 of this step",
            ("a",),
        ),
        (
            (mg("a", Moment(offset="P100D", certainty="before"), 5, ongoing=True),),
            "5 mg/d",
            "at least day 201 of this step",
            ("a",),
        ),
        (
            (mg("a", day(0), 5, last_known=day(300)),),
            "5 mg/d",
            "day 301 of this step, whether it went on is not reported",
            ("a",),
        ),
        ((mg("a", None, 5, ongoing=True),), "5 mg/d", "start not reported", ("a",)),
        (
            (mg("a", day(0), 5, last_known=day(90)),),
            None,
            "last reported 5 mg/d from day 0, its end is not reported",
            ("a",),
        ),
        (
            (mg("a", None, 5, end=day(400)),),
            None,
            "last reported 5 mg/d, its start is not reported",
            ("a",),
        ),
        ((mg("a", day(0), 5, end=day(90)),), "stopped", "last dose 5 mg/d, until day 90", ("a",)),
        ((mg("a", day(350), 5, ongoing=True),), None, "no dose until then", ()),
        (
            (mg("a", day(0), 5, ongoing=True), mg("b", day(0), 2.5, ongoing=True)),
            "5 mg/d + 2.5 mg/d",
            "day 301 of this step",
            ("a", "b"),
        ),
        ((mg("a", day(0), 0, ongoing=True),), "0 mg/d", "day 301 of this step", ("a",)),
    ],
)
def test_the_index_drug_on_the_day_of_review(
    doses: tuple[Dose, ...], value: str | None, detail: str | None, records: tuple[str, ...]
) -> None:
    found = index_drug_figure(review_of(_case("Revlimid", *doses)))
    assert (found.label, found.value, found.detail) == ("Lenalidomide now", value, detail)
    assert found.records == records


def test_a_case_without_index_drug_names_none() -> None:
    found = index_drug_figure(review_of(Case(id=CASE_ID, label="Case", follow_up_end=day(9))))
    assert (found.label, found.value, found.detail) == ("Index drug now", None, None)


def test_a_drug_without_any_date_is_not_reported() -> None:
    case = _case("lenalidomide", mg("a", None, 5), end=None)
    assert index_drug_figure(review_of(case)).value is None


@pytest.mark.parametrize(
    ("doses", "value", "detail"),
    [
        (
            (mg("a", day(-30), 60, end=day(90)), mg("b", day(90), 5, ongoing=True)),
            "5 mg/d",
            "day 211 of this step, at day 0 60 mg/d",
        ),
        (
            (
                Dose(
                    id="a",
                    start=day(0),
                    end=day(150),
                    frequency="QD",
                    taper=Taper(from_amount=60, to_amount=0),
                ),
            ),
            "stopped",
            (
                "last dose 60 to 0 mg/d (taper, steps not reported), until day 150, "
                "at day 0 60 to 0 mg/d (taper, steps not reported)"
            ),
        ),
        (
            (mg("a", day(-30), 60),),
            None,
            "last reported 60 mg/d from day -30, its end is not reported, at day 0 perhaps 60 mg/d",
        ),
        (
            (mg("a", day(10), 60, end=day(90)),),
            "stopped",
            "last dose 60 mg/d, until day 90, at day 0 none recorded",
        ),
    ],
)
def test_prednisone_now_and_on_day_0(
    doses: tuple[Dose, ...], value: str | None, detail: str
) -> None:
    found = prednisone_figure(review_of(_case("Prednisone", *doses)))
    assert (found.value, found.detail) == (value, detail)


def test_prednisolone_counts_as_prednisone_and_skin_creams_do_not() -> None:
    dose = mg("a", day(0), 5, ongoing=True)
    assert prednisone_figure(review_of(_case("prednisolone", dose))).value == "5 mg/d"
    cream = _case("prednisolone", dose, route="topical")
    assert prednisone_figure(review_of(cream)).detail is None


def test_prednisone_without_any_date_has_no_detail() -> None:
    found = prednisone_figure(review_of(_case("prednisone", mg("a", None, 5), end=None)))
    assert (found.value, found.detail) == (None, None)


@pytest.mark.parametrize(
    ("doses", "value", "detail", "records"),
    [
        ((), None, None, ()),
        (
            (mg("a", day(0), 5, end=day(100)), mg("b", day(150), 10, ongoing=True)),
            "2 g",
            "250 days on it, paused for 50 days from month 3.3",
            ("a", "b"),
        ),
        (
            (mg("a", day(0), 5, last_known=day(100)),),
            "between 500 mg and 1.5 g",
            "100 to 300 days on it",
            ("a",),
        ),
        (
            (mg("a", Moment(offset="P9D", certainty="before"), 5, end=day(20)),),
            "more than 55 mg",
            "more than 11 days on it",
            ("a",),
        ),
        (
            (Dose(id="a", start=day(0), end=day(100), as_written="low"),),
            None,
            "100 days on it, an amount is not known",
            ("a",),
        ),
        (
            (Dose(id="a", start=day(0), end=day(14), amount=15, frequency="weekly"),),
            "30 mg",
            None,
            ("a",),
        ),
        (
            (
                mg("a", day(0), 5, end=day(10)),
                Dose(id="p", start=day(0), amount=5, frequency="PRN"),
            ),
            "50 mg",
            "10 days on it, doses as needed left out",
            ("a",),
        ),
        (
            (
                mg("a", day(0), 5, end=day(10)),
                mg("b", day(10), 10, end=day(20)),
                Dose(id="w", start=day(0), end=day(7), amount=5, frequency="weekly"),
            ),
            "155 mg",
            "20 days on it",
            ("w", "a", "b"),
        ),
        (
            tuple(mg(f"d{at}", day(at), 1 + at, end=day(at + 1)) for at in range(9)),
            "45 mg",
            "9 days on it",
            tuple(f"d{at}" for at in range(9)),
        ),
        ((mg("a", day(400), 5, ongoing=True),), None, None, ()),
    ],
)
def test_the_index_drug_so_far(
    doses: tuple[Dose, ...], value: str | None, detail: str | None, records: tuple[str, ...]
) -> None:
    found = so_far_figure(review_of(_case("Revlimid", *doses)))
    assert (found.label, found.value) == ("Lenalidomide so far", value)
    assert (found.detail, found.records) == (detail, records)


def test_the_sum_behind_an_amount_is_its_arithmetic() -> None:
    two = (mg("a", day(0), 5, end=day(100)), mg("b", day(150), 10, ongoing=True))
    assert so_far_figure(review_of(_case("Revlimid", *two))).arithmetic == (
        "100 d of 5 mg/d + 150 d of 10 mg/d"
    )
    many = tuple(mg(f"d{at}", day(at), 1 + at, end=day(at + 1)) for at in range(9))
    assert so_far_figure(review_of(_case("Revlimid", *many))).arithmetic is None


def test_many_pauses_are_counted_and_summed() -> None:
    four = tuple(mg(f"d{at}", day(30 * at), 5, end=day(30 * at + 20)) for at in range(5))
    found = so_far_figure(review_of(_case("Revlimid", *four)))
    assert found.detail == "100 days on it, 4 pauses, 40 days in all"


def test_prednisone_is_told_for_the_day_of_the_first_index_dose() -> None:
    index = Course(id="i", drug="lenalidomide", doses=(mg("x", day(30), 5, ongoing=True),))
    taper = (mg("a", day(0), 60, end=day(20)), mg("b", day(20), 20, ongoing=True))
    case = _case("prednisone", *taper)
    both = replace(case, index_drug="lenalidomide", courses=(*case.courses, index))
    found = prednisone_figure(review_of(both))
    assert (found.detail or "").endswith("at the first index dose, day 30, 20 mg/d")
    assert found.brief == "first 20 mg/d"


def test_without_index_drug_or_date_nothing_was_taken_so_far() -> None:
    nameless = Case(id=CASE_ID, label="Case", follow_up_end=day(9))
    assert so_far_figure(review_of(nameless)).label == "Index drug so far"
    undated = _case("lenalidomide", mg("a", None, 5), end=None)
    assert so_far_figure(review_of(undated)).value is None


def test_a_later_step_of_a_taper_counts_its_own_days() -> None:
    steps = (TaperStep(start=day(0), amount=10), TaperStep(start=day(200), amount=5))
    before = Moment(offset="P0D", certainty="before")
    taper = Dose(id="t", start=before, frequency="QD", ongoing=True,
                 taper=Taper(from_amount=10, to_amount=5, steps=steps))  # fmt: skip
    found = index_drug_figure(review_of(_case("Revlimid", taper)))
    assert (found.value, found.brief) == ("5 mg/d", "day 101 of this step")
