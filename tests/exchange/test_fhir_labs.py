"""FHIR observations to laboratory results: as given, or left out with the reason."""

from typing import Any

import pytest

from dle_desktop.domain.moments import Moment
from tests.exchange.fhir import (
    LOINC,
    Node,
    concept,
    draft_of,
    lab_of,
    observation,
    quantity,
    told,
)


def test_a_result_stays_as_given() -> None:
    lab = lab_of(observation(valueQuantity=quantity(1.23456789012345, "10*3/uL", comparator="<")))
    assert (lab.analyte, lab.value, lab.unit, lab.comparator) == (
        "neutrophils",
        1.23456789012345,
        "10*3/uL",
        "<",
    )
    assert lab.moment == Moment(date="2024-02-05")
    assert lab.source == "FHIR Observation/o, LOINC 751-8"


@pytest.mark.parametrize(
    ("code", "unit", "analyte"),
    [
        ("770-8", "%", "neutrophils %"),
        ("6690-2", "10*9/L", "white cells"),
        ("731-0", "/uL", "lymphocytes"),
        ("736-9", "%", "lymphocytes %"),
        ("777-3", "10*3/uL", "platelets"),
        ("718-7", "g/L", "haemoglobin"),
        ("14682-9", "umol/L", "creatinine"),
        ("1742-6", "U/L", "ALT"),
        ("1920-8", "[IU]/L", "AST"),
        ("1988-5", "mg/L", "CRP"),
        ("4537-7", "mm/h", "ESR"),
    ],
)
def test_a_loinc_code_names_the_analyte(code: str, unit: str, analyte: str) -> None:
    assert lab_of(observation(code, valueQuantity=quantity(40, unit))).analyte == analyte


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"code": concept("Glucose")}, "Glucose: no code of a laboratory value that is read"),
        ({"code": None}, "?: no code of a laboratory value"),
        ({"code": concept(None, (LOINC, "30449-3", "N"))}, "N: the code 30449-3 does not say"),
        ({"code": concept(None, ("local", "751-8"))}, "751-8: no code of a laboratory value"),
        ({"status": "preliminary"}, "its status is preliminary"),
        ({"status": "entered-in-error"}, "its status is entered-in-error"),
        ({"status": None}, "its status is ?"),
        ({"valueQuantity": quantity(1.2, "mg")}, "its unit is not known for that: mg"),
        ({"valueQuantity": quantity(1.2, "%")}, "its unit is not known for that: %"),
        ({"valueQuantity": quantity(0.43)}, "neutrophils 0.43: its unit is not known for that: ?"),
        (
            {"valueQuantity": quantity(1.2, "10*9/L", unit="/uL")},
            "its unit is not known for that: 10*9/L / /uL",
        ),
        ({"valueQuantity": quantity("1.2", "10*9/L")}, 'neutrophils: not a number, but "1.2"'),
        ({"valueQuantity": quantity(True, "10*9/L")}, "neutrophils: no value"),
        ({"valueQuantity": quantity(1e10, "10*9/L")}, "neutrophils: no value"),
        ({"valueQuantity": None, "valueString": "12,0"}, 'neutrophils: not a number, but "12,0"'),
        (
            {"valueQuantity": None, "valueCodeableConcept": concept("low")},
            'neutrophils: not a number, but "low"',
        ),
        (
            {"valueQuantity": None, "dataAbsentReason": concept("Test Not Performed")},
            "neutrophils: no value (Test Not Performed)",
        ),
        (
            {"valueQuantity": quantity(1.2, "10*9/L", comparator="ad")},
            "neutrophils: its comparator is not known: ad",
        ),
    ],
)
def test_what_the_tables_do_not_hold_is_left_out(changes: dict[str, Any], expected: str) -> None:
    draft = draft_of(observation(**changes))
    assert draft.case.labs == ()
    assert draft.rows[-1].message.startswith("left out: ")
    assert expected in draft.rows[-1].message


def test_a_loinc_code_is_found_beside_others() -> None:
    codes = (("local", "N"), (LOINC, "1-8", "old"), (LOINC, "751-8", "Neutrophils"))
    assert lab_of(observation(code="x", id="x") | {"code": concept(None, *codes)})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"unit": "K/uL"}, "K/uL"),
        ({"unit": "10^9/L", "system": "elsewhere", "code": "mg"}, "10^9/L"),
        (quantity(1.2, "10*3/uL", unit="K/uL"), "10*3/uL"),
        (quantity(1.2, "{odd}", unit="K/uL"), "K/uL"),
    ],
)
def test_the_spelling_that_the_table_holds_is_kept(given: Node, expected: str) -> None:
    assert lab_of(observation(valueQuantity={"value": 1.2, **given})).unit == expected


@pytest.mark.parametrize(
    ("value", "unit", "code"), [(0.428, "%", "770-8"), (1200, "10*9/L", "751-8")]
)
def test_an_improbable_value_is_kept_and_asked_about(value: float, unit: str, code: str) -> None:
    resource = observation(code, valueQuantity=quantity(value, unit))
    assert lab_of(resource).value == value
    assert f"{unit} is improbable: look whether another unit is meant" in told(resource)


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ({"effectiveDateTime": "2024"}, "2024"),
        ({"effectiveDateTime": "2015-03"}, "2015-03"),
        ({"effectiveInstant": "2015-03-04T23:59:59.999-05:00"}, "2015-03-04"),
        ({"effectivePeriod": {"start": "2024-01-02", "end": "2024-01-02"}}, "2024-01-02"),
        ({"effectivePeriod": {"start": "2024-01-02", "end": "2024-01-05"}}, None),
        ({"issued": "2024-01-02"}, None),
        ({"effectiveDateTime": "Monday"}, None),
    ],
)
def test_a_result_is_as_exact_in_time_as_told(when: Node, moment: str | None) -> None:
    resource = observation()
    del resource["effectiveDateTime"]
    lab = lab_of({**resource, **when})
    assert lab.moment == (None if moment is None else Moment(date=moment))
    assert ("not reported: the date" in told({**resource, **when})) == (moment is None)


@pytest.mark.parametrize(
    ("given", "limits"),
    [
        ([{"low": quantity(1.5, "10*9/L"), "high": quantity(8, "10*9/L")}], (1.5, 8.0)),
        ([{"low": quantity(1.5)}], (1.5, None)),
        ([{"high": quantity(8000, "/uL")}], (None, None)),
        ([{"text": "1.5 - 8"}], (None, None)),
        ([{"low": quantity(1.5)}, {"low": quantity(2)}], (None, None)),
        ([], (None, None)),
    ],
)
def test_the_laboratorys_range_is_kept_in_the_values_unit(
    given: list[Node], limits: tuple[float | None, float | None]
) -> None:
    resource = observation(referenceRange=given)
    lab = lab_of(resource)
    assert (lab.low, lab.high) == limits
    unread = bool(given) and limits == (None, None)
    assert ("left out: the laboratory's range" in told(resource)) == unread


def test_the_components_of_a_panel_are_results_of_their_own() -> None:
    parts = [
        {"code": concept(None, (LOINC, "751-8")), "valueQuantity": quantity(1.2, "10*9/L")},
        {"code": concept(None, (LOINC, "777-3")), "valueQuantity": quantity(150, "10*9/L")},
        {"code": concept("other")},
    ]
    panel = observation("58410-2", component=parts)
    draft = draft_of(panel)
    assert [(lab.id, lab.analyte) for lab in draft.case.labs] == [
        ("lab-2", "neutrophils"),
        ("lab-2-1", "platelets"),
    ]
    assert draft.rows[-1].records == ("lab-2", "lab-2-1")
