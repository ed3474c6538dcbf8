"""The summary: every figure of a case, "not reported" where the records do not say."""

import json

import msgspec
import pytest
from hypothesis import given

from dle_desktop.domain.case import Anchor, Case, Event
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.summary import Figure, summarise
from dle_desktop.resources import read_bytes
from tests.domain.cases import CASE_ID, cases

KEYS = (
    "followed",
    "index_drug",
    "index_total",
    "activity_baseline",
    "activity",
    "activity_best",
    "response",
    "response_points",
    "response_percent",
    "response_clasi-50",
    "response_clasi-70",
    "response_complete",
    "lag",
    "damage_baseline",
    "damage",
    "prednisone",
    "steroid_sparing",
    "steroid_total",
    "blood_count",
    "white_cells",
    "platelets",
    "haemoglobin",
    "lymphocytes",
    "monitoring",
    "pregnancy_tests",
    "last_event",
)


def figure(case: Case, key: str) -> Figure:
    return next(one for one in summarise(case) if one.key == key)


@given(cases())
def test_every_case_has_every_figure_with_rule_source_and_real_records(case: Case) -> None:
    found = summarise(case)
    assert tuple(one.key for one in found) == KEYS
    ids = {record.id for record in case.records()}
    for one in found:
        assert one.label
        assert one.rule
        assert one.source
        assert set(one.records) <= ids
        assert one.value != ""


def test_an_empty_case_reports_nothing() -> None:
    found = summarise(Case(id=CASE_ID, label="Case"))
    assert {one.value for one in found} == {None}
    assert {one.detail for one in found} == {None}


@pytest.mark.parametrize(
    ("moment", "value"),
    [
        (Moment(offset="P22M"), "22 months"),
        (Moment(offset="P1M"), "1 month"),
        (Moment(offset="P22M", certainty="about"), "about 22 months"),
        (Moment(offset="P22M", certainty="before"), "at most 22 months"),
        (Moment(offset="P22M", certainty="after"), "at least 22 months"),
        (Moment(offset="P210D"), "6.9 months"),
        (Moment(date="2024-05-17"), "4.5 months"),
        (Moment(date="2024-05"), "about 4 months"),
        (Moment(date="2024"), "about 6 months"),
        (Moment(date="2024-05", certainty="after"), "at least 4 months"),
    ],
)
def test_follow_up_is_given_in_months(moment: Moment, value: str) -> None:
    anchor = Anchor(date="2024-01-01" if moment.date else None)
    case = Case(id=CASE_ID, label="Case", anchor=anchor, follow_up_end=moment)
    assert figure(case, "followed").value == value


def test_an_end_before_day_0_is_no_length_of_follow_up() -> None:
    case = Case(id=CASE_ID, label="Case", follow_up_end=Moment(offset="-P30D"))
    found = figure(case, "followed")
    assert (found.value, found.detail) == (None, "the end, day -30, lies before day 0")


def test_without_a_stated_end_the_last_record_is_named_beside_it() -> None:
    event = Event(id="e", moment=Moment(offset="P5M"))
    found = figure(Case(id=CASE_ID, label="Case", events=(event,)), "followed")
    assert (found.value, found.detail) == (None, "last record in month 5")


@pytest.mark.parametrize(
    ("events", "value", "detail"),
    [
        (
            (
                Event(id="e1", kind="visit", moment=Moment(offset="P9M")),
                Event(id="e2", text="zoster", moment=Moment(offset="P3M")),
                Event(id="e3"),
            ),
            "visit",
            "month 9",
        ),
        (
            (
                Event(id="e1", kind="visit", moment=Moment(offset="P9M")),
                Event(
                    id="e2",
                    text="neutropenia",
                    moment=Moment(offset="P9M"),
                    grade=2,
                    grade_version="CTCAE 5.0",
                ),
            ),
            "neutropenia",
            "grade 2 (CTCAE 5.0), month 9",
        ),
        (
            (Event(id="e1", text="zoster", grade=1),),
            "zoster",
            "grade 1 (version not reported), date not reported",
        ),
    ],
)
def test_the_last_event_is_the_one_that_began_last(
    events: tuple[Event, ...], value: str, detail: str
) -> None:
    found = figure(Case(id=CASE_ID, label="Case", events=events), "last_event")
    assert (found.value, found.detail) == (value, detail)


def _bundled(name: str) -> dict[str, tuple[str | None, str | None]]:
    (case,) = json.loads(read_bytes(f"cases/{name}.json"))["cases"]
    return {one.key: (one.value, one.detail) for one in summarise(msgspec.convert(case, Case))}


def test_the_first_published_patient_has_words_and_no_invented_number() -> None:
    found = _bundled("shah-2009-patient-1")
    assert found["activity"] == (
        None,
        "improved (in words, no number): “sustained reduction”",
    )
    assert found["damage"] == (None, "unchanged (in words, no number): “no change”")
    assert found["activity_baseline"] == found["activity_best"] == (None, None)
    assert found["blood_count"] == (None, None)
    assert found["followed"][0] is None
    assert found["index_drug"][0] == "10 mg/d"
    assert found["prednisone"][0] is None
    assert "its end is not reported" in (found["prednisone"][1] or "")
    assert found["last_event"] == ("mild neutropenia", "after month 10")


def test_the_second_published_patient_has_no_dose_in_mg() -> None:
    found = _bundled("shah-2009-patient-2")
    assert found["index_drug"] == ("stopped", "last dose low-dose, mg not stated, until month 6")
    assert found["activity"] == (
        None,
        "unchanged (in words, no number): “no clinical improvement”",
    )
    for key in ("damage", "prednisone", "blood_count", "last_event"):
        assert found[key] == (None, None)


BRIEFS: dict[str, dict[str, str | None]] = {
    "illustrative-responder": {
        "index_drug": "day 365 of this step",
        "activity": "mild, −72.2 %",
        "damage": "unchanged",
        "prednisone": "at day 0 60 mg/d",
        "blood_count": "grade 2 (CTCAE 5.0)",
    },
    "shah-2009-patient-1": {
        "index_drug": "its end is not reported",
        "activity": "improved, in words",
        "damage": "unchanged, in words",
        "prednisone": "last 5 mg/d",
        "blood_count": None,
    },
    "shah-2009-patient-2": {
        "index_drug": "until month 6",
        "activity": "unchanged, in words",
        "damage": None,
        "prednisone": None,
        "blood_count": None,
    },
}


@pytest.mark.parametrize("name", BRIEFS)
def test_a_figure_has_its_detail_in_two_or_three_words(name: str) -> None:
    data = json.loads(read_bytes(f"cases/{name}.json"))["cases"][0]
    case = msgspec.convert(data, Case)
    assert {key: figure(case, key).brief for key in BRIEFS[name]} == BRIEFS[name]
