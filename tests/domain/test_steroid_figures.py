"""The figures of steroids: what is said of sparing and of what was taken."""

import json

import msgspec
import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Case, Course, Dose
from dle_desktop.domain.figures import Figure, review_of
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.steroid_figures import sparing_figure, steroid_total_figure
from dle_desktop.resources import read_bytes
from tests.domain.cases import CASE_ID


def day(number: int) -> Moment:
    return Moment(offset=f"{'-' if number < 0 else ''}P{abs(number)}D")


def mg(name: str, start: Moment | None, amount: float | None, **more: object) -> Dose:
    fields = {"frequency": "QD", **more}
    return Dose(id=name, start=start, amount=amount, **fields)  # type: ignore[arg-type]


def _case(*doses: Dose, route: str | None = None) -> Case:
    return Case(
        id=CASE_ID,
        label="Case",
        courses=(Course(id="c", drug="methylprednisolone", route=route, doses=doses),),
        follow_up_end=day(300),
    )


def _bundled(name: str) -> Case:
    (data,) = json.loads(read_bytes(f"cases/{name}.json"))["cases"]
    return msgspec.convert(data, Case)


def test_before_and_after_part_at_the_first_index_dose() -> None:
    index = Course(id="i", drug="lenalidomide", doses=(mg("x", day(30), 5, ongoing=True),))
    case = _case(mg("a", day(0), 16, end=day(50)), mg("b", day(50), 4, end=day(60)))
    both = review_of(replace(case, index_drug="lenalidomide", courses=(*case.courses, index)))
    total = steroid_total_figure(both)
    assert total.value == "450 mg"  # 20 days of 20 mg and 10 of 5, as prednisone
    assert total.detail == "600 mg recorded before the first index dose, day 30"
    assert (sparing_figure(both).detail or "").endswith("off from day 60, held")


@pytest.mark.parametrize(
    ("doses", "value", "detail", "brief"),
    [
        (
            (mg("a", day(-9), 16, end=day(50)), mg("b", day(50), 4, ongoing=True)),
            "20 to 5 mg/d",
            "\u221275 %; at or under 10 and 7.5 and 5 mg/d from day 50, held; not off",
            "\u221275 %",
        ),
        (
            (mg("a", day(0), 4, ongoing=True),),
            "5 to 5 mg/d",
            "unchanged; at or under 10 and 7.5 and 5 mg/d from day 0, held; not off",
            "unchanged",
        ),
        ((mg("a", day(-9), 4, end=day(-2)),), "0 to 0 mg/d", "unchanged", "unchanged"),
        (
            (mg("a", day(-9), 4, end=day(-2)), mg("b", day(9), 4, ongoing=True)),
            "0 to 5 mg/d",
            "restarted at 4 mg/d (reason not reported)",
            None,
        ),
        (
            (
                mg("a", day(0), 16, end=day(50)),
                mg("b", day(90), 8, end=day(100), reason="arthritis"),
            ),
            "20 to 0 mg/d",
            (
                "\u2212100 %; at or under 10 mg/d from day 50, held; at or under 7.5 and 5 mg/d "
                "from day 50, not held after day 90; off from day 50, not held after day 90; "
                "restarted at 8 mg/d (arthritis)"
            ),
            "\u2212100 %",
        ),
        (
            (mg("a", day(0), 16, end=day(50)), mg("b", day(50), None, ongoing=True)),
            None,
            (
                "at day 0 20 mg/d; now not known; whether at or under 10 and 7.5 and 5 mg/d is not "
                "known; whether off is not known"
            ),
            None,
        ),
        (
            (mg("a", day(0), 16, end=day(50)), mg("b", day(60), None, end=day(70))),
            "20 to 0 mg/d",
            (
                "\u2212100 %; at or under 10 and 7.5 and 5 mg/d from day 50, whether it held is "
                "not known; off from day 50, whether it held is not known; "
                "restarted at dose not reported (reason not reported)"
            ),
            "\u2212100 %",
        ),
    ],
)
def test_steroid_sparing(
    doses: tuple[Dose, ...], value: str | None, detail: str | None, brief: str | None
) -> None:
    found = sparing_figure(review_of(_case(*doses)))
    assert (found.value, found.detail, found.brief) == (value, detail, brief)
    assert found.records == tuple(dose.id for dose in doses)


def test_the_first_published_patient_has_bounds_and_a_restart_that_is_no_failure_of_the_skin() -> (
    None
):
    found = sparing_figure(review_of(_bundled("shah-2009-patient-1")))
    assert (found.value, found.detail) == (
        None,
        (
            "at day 0 between 0 and 60 mg/d; now between 0 and 5 mg/d; "
            "at or under 10 and 7.5 and 5 mg/d first between day 0 and day 152, held; "
            "off first between day 3 and day 152, not held after day 152; restarted at 5 mg/d "
            "(restarted to manage symptoms of systemic LE), for systemic disease: no failure of "
            "the skin"
        ),
    )


def _total(*doses: Dose, route: str | None = None) -> Figure:
    return steroid_total_figure(review_of(_case(*doses, route=route)))


@pytest.mark.parametrize(
    ("doses", "route", "value", "detail"),
    [
        ((mg("a", day(0), 4, end=day(100)),), None, "500 mg", None),
        (
            (mg("a", day(-10), 4, end=day(100)),),
            None,
            "500 mg",
            "50 mg recorded before day 0",
        ),
        (
            (mg("a", day(-10), None, end=day(100)), mg("p", day(0), 4, frequency="PRN")),
            None,
            None,
            (
                "an amount not known recorded before day 0, doses as needed left out, "
                "an amount is not known"
            ),
        ),
        (
            (mg("a", day(0), 4, end=day(100)), mg("b", day(5), 1000, end=day(8))),
            "intravenous",
            "500 mg",
            "3.8 g in pulses",
        ),
    ],
)
def test_what_was_taken_since_day_0(
    doses: tuple[Dose, ...], route: str | None, value: str | None, detail: str | None
) -> None:
    found = _total(*doses, route=route)
    assert (found.value, found.detail) == (value, detail)


def test_without_a_steroid_both_are_not_reported() -> None:
    review = review_of(_bundled("shah-2009-patient-2"))
    for found in (sparing_figure(review), steroid_total_figure(review)):
        assert (found.value, found.detail, found.records) == (None, None, ())
