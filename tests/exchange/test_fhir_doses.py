"""FHIR medications to doses: a tablet is no milligram, and what was not taken is no dose."""

from typing import Any

import pytest

from dle_desktop.domain.moments import Moment
from tests.exchange.fhir import (
    RXNORM,
    UCUM,
    Node,
    bundle,
    concept,
    dosage,
    dose_of,
    draft_of,
    observation,
    patient,
    quantity,
    reading,
    request,
    statement,
    told,
)

TABLET = concept("predniSONE 5 MG Oral Tablet")


def drug_names(*resources: Node) -> list[str]:
    return [course.drug for course in draft_of(*resources).case.courses]


def test_a_statement_in_milligrams_is_a_dose_until_the_day_after_its_last() -> None:
    dose = dose_of(statement())
    assert (dose.amount, dose.unit, dose.frequency) == (5.0, "mg", "QD")
    assert (dose.start, dose.end) == (Moment(date="2024-01-08"), Moment(date="2024-04-01"))
    assert (dose.status, dose.ongoing, dose.source) == (
        "taken",
        False,
        "FHIR MedicationStatement/s",
    )
    assert told(statement()) == ("read: lenalidomide, 5 mg, QD, from 2024-01-08, until 2024-04-01")


@pytest.mark.parametrize(
    ("last", "end"),
    [
        ("2024", "2024"),
        ("2024-03", "2024-03"),
        ("2024-02-29T23:00:00-05:00", "2024-03-01"),
        ("2199-12-31", None),
        ("2024-02-30", None),
        ("31.3.2024", None),
        ("2024-03-31T", "2024-04-01"),
    ],
)
def test_dates_keep_their_precision(last: str, end: str | None) -> None:
    dose = dose_of(statement(effectivePeriod={"start": "2023", "end": last}))
    assert dose.start == Moment(date="2023")
    assert dose.end == (None if end is None else Moment(date=end))


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        *(
            ("MedicationStatement", status)
            for status in ("not-taken", "entered-in-error", "intended", "on-hold", "unknown", "")
        ),
        *(
            ("MedicationRequest", status)
            for status in ("cancelled", "draft", "stopped", "on-hold", "entered-in-error", "done")
        ),
        *(
            ("MedicationAdministration", status)
            for status in ("not-done", "stopped", "on-hold", "entered-in-error", "unknown")
        ),
    ],
)
def test_what_was_not_taken_is_no_dose(kind: str, status: str) -> None:
    resource = {**request(), "resourceType": kind, "status": status}
    draft = draft_of(resource)
    assert draft.case.courses == ()
    assert draft.rows[-1].message == (
        f"left out: predniSONE 5 MG Oral Tablet: its status is {status or '?'}, which does not say "
        "that the drug was taken"
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"intent": "plan"}, "its intent is plan, which is no order"),
        ({"intent": "proposal"}, "its intent is proposal"),
        ({"intent": None}, "its intent is ?"),
        ({"doNotPerform": True}, "its status is doNotPerform"),
    ],
)
def test_what_was_not_ordered_is_no_dose(changes: Node, expected: str) -> None:
    assert expected in told(request(**changes))


def test_an_active_statement_is_ongoing_as_far_as_it_is_known() -> None:
    active = statement(
        status="active", effectivePeriod={"start": "2024"}, dateAsserted="2024-06-01"
    )
    dose = dose_of(active)
    assert (dose.ongoing, dose.end, dose.last_known) == (True, None, Moment(date="2024-06-01"))
    assert told(active).endswith("from 2024, ongoing, known to be taken on 2024-06-01")


def test_a_statement_of_one_moment_does_not_say_when_it_began() -> None:
    dose = dose_of(statement(effectivePeriod=None, effectiveDateTime="2024-05-02"))
    assert (dose.start, dose.last_known) == (None, Moment(date="2024-05-02"))


def test_a_stopped_statement_ends_with_its_reason() -> None:
    stopped = statement(status="stopped", statusReason=[concept("rash")])
    assert dose_of(stopped).stop_reason == "rash"
    assert dose_of(statement(status="stopped")).stop_reason is None


def test_an_order_says_neither_start_nor_taking() -> None:
    dose = dose_of(request())
    assert (dose.start, dose.end, dose.ongoing) == (None, None, False)
    assert (dose.status, dose_of(statement()).status) == ("planned", "taken")
    assert told(request()) == (
        "read: predniSONE 5 MG Oral Tablet, planned, by an order of 2024-02-01, "
        'which is no record of taking, 2 pieces of 5 mg, 10 mg, QD, written "2 tablet"; '
        "not reported: the start, the end"
    )
    assert "by an order of ?" in told(request(authoredOn=None))


def test_an_order_with_bounds_has_them() -> None:
    repeat = {"frequency": 2, "period": 1, "periodUnit": "d", "boundsPeriod": {"start": "2008-04"}}
    dose = dose_of(request(dosageInstruction=[{"timing": {"repeat": repeat}, "text": "10 mL bid"}]))
    assert (dose.start, dose.frequency, dose.as_written) == (
        Moment(date="2008-04"),
        "BID",
        "10 mL bid",
    )


def test_an_administration_of_one_moment_is_a_single_dose() -> None:
    given = {
        **statement(effectivePeriod=None, effectiveDateTime="2024-05-02T10:00:00Z"),
        "resourceType": "MedicationAdministration",
        "dosage": {"dose": quantity(5, "mg"), "route": concept("oral")},
    }
    dose = dose_of(given)
    assert (dose.start, dose.end, dose.frequency, dose.amount) == (
        Moment(date="2024-05-02"),
        None,
        "single",
        5.0,
    )
    assert told(given) == "read: lenalidomide, 5 mg, single, from 2024-05-02"
    spread = {**given, "effectiveDateTime": None, "effectivePeriod": {"start": "2024-05-02"}}
    del spread["effectiveDateTime"]
    assert dose_of(spread).frequency is None


@pytest.mark.parametrize(
    ("given", "drug", "amount", "expected"),
    [
        (quantity(1, "tablet"), TABLET, 5.0, "1 pieces of 5 mg, 5 mg"),
        (quantity(0.5, "{tbl}"), concept("x", (RXNORM, "198146")), 1.25, "0.5 pieces of 2.5 mg"),
        (quantity(3, "TAB"), concept("X 0.1 mg tablet"), 0.3, "3 pieces of 0.1 mg, 0.3 mg"),
        (
            quantity(1, "tablet"),
            concept("prednisone"),
            None,
            "1 tablets or capsules of a strength that is not told",
        ),
        (quantity(1, "capsule"), concept("a 1 MG / b 2 MG Oral Capsule"), None, "is not told"),
        (quantity(1, "tablet"), concept("X 5 mg"), None, "is not told"),  # 5 mg of what
        (
            quantity(1),
            TABLET,
            None,
            "the amount 1, which has no unit; one piece has 5 mg",
        ),
        (quantity(1, "1"), concept("prednisone"), None, "the amount 1, which has no unit"),
        (
            quantity(5, "mg", unit="tablet"),
            TABLET,
            None,
            "the amount 5, whose units contradict each other: mg / tablet",
        ),
        (quantity(5, "mg", unit="g"), TABLET, None, "contradict each other: mg / g"),
        (quantity(5, "mg", unit="MG"), TABLET, 5.0, "5 mg"),
        (quantity(5, unit="mg"), TABLET, 5.0, "5 mg"),
        (quantity(10, "mL"), TABLET, 10.0, "10 mL"),
        (quantity("5", "mg"), TABLET, None, "its amount is not one number"),
        (quantity(-5, "mg"), TABLET, None, "its amount is not one number"),
        (quantity(2e6, "mg"), TABLET, None, "its amount is not one number"),
        (quantity(1e6, "tablet"), TABLET, None, "its amount is not one number"),
        (quantity(5, "mg", comparator="<"), TABLET, None, "its amount is not one number"),
        (None, TABLET, None, "not reported: the amount"),
    ],
)
def test_an_amount_is_as_given_or_not_reported(
    given: Node | None, drug: Node, amount: float | None, expected: str
) -> None:
    resource = statement(medicationCodeableConcept=drug, dosage=[dosage(given)])
    assert dose_of(resource).amount == amount
    assert expected in told(resource)


def test_a_range_is_no_amount() -> None:
    range_of = {"doseAndRate": [{"doseRange": {"low": quantity(1, "mg")}}]}
    assert "its amount is not one number" in told(statement(dosage=[range_of]))
    several = {"doseAndRate": [{"doseQuantity": quantity(1, "mg")}, {}]}
    assert dose_of(statement(dosage=[several])).amount is None


@pytest.mark.parametrize(
    ("timing", "frequency"),
    [
        ({"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}, "BID"),
        ({"repeat": {"period": 2, "periodUnit": "d"}}, "QOD"),
        ({"repeat": {"frequency": 1, "period": 7, "periodUnit": "d"}}, "weekly"),
        ({"repeat": {"frequency": 1, "period": 6, "periodUnit": "h"}}, "Q6H"),
        ({"repeat": {"frequency": 5, "period": 1, "periodUnit": "d"}}, "other"),
        ({"repeat": {"frequency": 1, "period": 1}}, "other"),
        (
            {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "frequencyMax": 3}},
            "other",
        ),
        ({"repeat": {"dayOfWeek": ["mon"]}}, "other"),
        ({"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "when": ["MORN"]}}, "QD"),
        ({"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "when": "MORN"}}, "other"),
        (
            {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "when": ["AC", "PC"]}},
            "other",
        ),
        ({"repeat": {"timeOfDay": ["08:00:00"]}}, "other"),
        ({"event": ["2024-01-01"]}, "other"),
        ({"repeat": {"frequency": "2", "period": 1}}, None),
        ({"code": concept(None, ("x", "BID"))}, "BID"),
        ({"code": concept(None, ("x", "AM"))}, None),
        ({}, None),
    ],
)
def test_how_often_is_as_told(timing: Node, frequency: str | None) -> None:
    resource = statement(dosage=[dosage(quantity(5, "mg"), timing=timing)])
    assert dose_of(resource).frequency == frequency
    unread = "left out: how often, which is none of the ways a case has"
    assert (unread in told(resource)) == (frequency == "other")


@pytest.mark.parametrize(
    "needed", [{"asNeededBoolean": True}, {"asNeededCodeableConcept": concept("itch")}]
)
def test_as_needed_has_no_daily_amount(needed: Node) -> None:
    assert dose_of(statement(dosage=[dosage(quantity(5, "mg"), **needed)])).frequency == "PRN"


def test_several_dosages_in_one_are_not_made_one_amount() -> None:
    dosages = [dosage(quantity(n, "mg"), text=f"{n} mg") for n in (5, 10)]
    resource = statement(dosage=dosages)
    dose = dose_of(resource)
    assert (dose.amount, dose.frequency, dose.as_written) == (None, None, "5 mg; 10 mg")
    assert "left out: 2 dosages in one" in told(resource)


def test_the_words_of_a_dosage_are_kept_and_not_read() -> None:
    words = {"patientInstruction": "two every other\u200b day\n" + "x" * 400}
    dose = dose_of(statement(dosage=[words]))
    assert dose.amount is None
    assert dose.as_written is not None
    assert dose.as_written.startswith("two every other day xxx")
    assert len(dose.as_written) == 300


MEDICATION = {"resourceType": "Medication", "id": "m", "code": TABLET}


def _with_reference(reference: str | None, **changes: Any) -> Node:
    target: Node = {} if reference is None else {"reference": reference}
    resource = statement(medicationReference={**target, "display": "Axid"}, **changes)
    del resource["medicationCodeableConcept"]
    return resource


@pytest.mark.parametrize(
    ("reference", "drug"),
    [
        ("Medication/m", "prednisone"),
        ("https://h.example/fhir/Medication/m", "prednisone"),
        ("urn:uuid:m", "prednisone"),
        ("#inside", "revlimid, inside"),
        ("#nothing", "Axid"),
        ("Medication/absent", "Axid"),
        (None, "Axid"),
    ],
)
def test_a_drug_is_found_where_the_reference_leads(reference: str | None, drug: str) -> None:
    inside = {"resourceType": "Medication", "id": "inside", "code": concept("revlimid, inside")}
    resource = _with_reference(reference, contained=[{"id": "other"}, inside])
    assert drug_names(MEDICATION, resource) == [drug]


def test_a_drug_that_the_file_does_not_hold_makes_no_dose() -> None:
    resource = statement(medicationReference={"reference": "Medication/absent"})
    del resource["medicationCodeableConcept"]
    assert told(resource) == "left out: which drug it means is not in the file: Medication/absent"
    assert told(statement(medicationCodeableConcept={})).startswith("left out: which drug")


@pytest.mark.parametrize(
    ("drug", "name"),
    [
        (concept(None, (RXNORM, "342369")), "lenalidomide"),
        (concept("Revlimid"), "lenalidomide"),
        (concept("PredniSONE"), "prednisone"),
        (concept("Predni\u200bSONE 5 MG Oral Tablet [Deltasone]"), "prednisone"),
        (concept("Loratadine 5 MG Chewable Tablet"), "Loratadine"),
        (concept("hydrocortisone 10 MG/ML Topical Cream"), "hydrocortisone 10 MG/ML Topical Cream"),
        (concept(None, (RXNORM, "999")), "999"),
        (concept(None, (RXNORM, "999"), ("x", "y", "Something")), "Something"),
        (concept("x" * 200), "x" * 119 + "…"),
    ],
)
def test_a_drug_has_its_generic_name_or_the_one_written(drug: Node, name: str) -> None:
    assert drug_names(statement(medicationCodeableConcept=drug)) == [name]


def test_no_information_is_no_drug() -> None:
    system = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"
    nothing = concept(None, (system, "no-medication-info", "No information about medications"))
    assert told(statement(medicationCodeableConcept=nothing)) == (
        "left out: it says that no drug is known: No information about medications"
    )


@pytest.mark.parametrize(
    ("ingredients", "amount"),
    [
        ([(quantity(10, "mg"), quantity(1, "{tablet}"))], 20.0),
        ([(quantity(10, "mg"), quantity(5, "mL"))], None),
        ([(quantity(10, "mg"), quantity(1, "{tablet}"))] * 2, None),
        ([(quantity(10, "%"), quantity(1, "{tablet}"))], None),
    ],
)
def test_a_medication_may_tell_the_strength_of_a_piece(
    ingredients: list[tuple[Node, Node]], amount: float | None
) -> None:
    parts = [{"strength": {"numerator": of, "denominator": per}} for of, per in ingredients]
    medication = {
        "resourceType": "Medication", "id": "m", "code": concept("lenalidomide"),
        "ingredient": parts,
    }  # fmt: skip
    resource = _with_reference("Medication/m", dosage=[dosage(quantity(2, "tablet"))])
    assert dose_of(medication, resource).amount == amount


def test_one_drug_by_one_route_is_one_course() -> None:
    oral = dosage(quantity(5, "mg"), route=concept("Oral"))
    doses = [
        statement(id=str(number), dosage=[{**oral, "route": concept(route)}])
        for number, route in enumerate(("Oral", "oral", "rectal"))
    ]
    found = draft_of(*doses).case.courses
    assert [(course.route, len(course.doses)) for course in found] == [("Oral", 2), ("rectal", 1)]


def test_an_ambiguous_reference_is_not_followed() -> None:
    entries = [
        {"fullUrl": f"https://{host}/Medication/m", "resource": MEDICATION} for host in ("a", "b")
    ]
    entries += [{"resource": one} for one in (patient(), _with_reference("Medication/m"))]
    (draft,) = reading({"resourceType": "Bundle", "entry": entries}).drafts
    assert [course.drug for course in draft.case.courses] == ["Axid"]


def test_codes_of_another_system_are_no_rxnorm() -> None:
    drug = concept("Something", (UCUM, "342369"))
    assert drug_names(statement(medicationCodeableConcept=drug)) == ["Something"]
    assert bundle(observation())["type"] == "collection"
