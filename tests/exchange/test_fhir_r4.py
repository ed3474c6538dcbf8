"""FHIR files to drafts: one a patient, a row for each resource, older FHIR refused."""

import codecs
import json
import random
from typing import Any

import pytest

from dle_desktop.exchange import fhir_files
from dle_desktop.exchange.case_json import parse_cases
from dle_desktop.exchange.fhir_files import is_fhir
from dle_desktop.exchange.fhir_r4 import read_fhir
from tests.exchange.fhir import (
    ANNA,
    LOINC,
    V2,
    Node,
    bundle,
    checked,
    concept,
    dosage,
    draft_of,
    observation,
    patient,
    quantity,
    reading,
    request,
    statement,
    told,
)
from tests.exchange.files import GOOD

WHOLE = bundle(
    patient(birthDate="1970-05", name=[{"family": "Berg", "given": ["Anna", "M."]}]),
    statement(),
    request(),
    observation(),
    {"resourceType": "Condition", "id": "c", "subject": ANNA, "code": concept("Discoid lupus")},
    {"resourceType": "Organization", "id": "x"},
)


def test_a_bundle_gives_one_draft_with_what_it_says() -> None:
    found = reading(WHOLE)
    (draft,) = found.drafts
    case = draft.case
    assert (case.subject.name, case.subject.birth_year, case.subject.sex) == (
        "Anna M. Berg",
        1970,
        "female",
    )
    assert case.diagnosis.text == "Discoid lupus"
    assert case.index_drug == "lenalidomide"
    assert [(course.drug, len(course.doses)) for course in case.courses] == [
        ("lenalidomide", 1),
        ("prednisone", 1),
    ]
    assert [lab.analyte for lab in case.labs] == ["neutrophils"]
    assert draft.holds_anything
    assert [(row.source, row.message) for row in found.rows] == [
        ("Organization/x", "left out: resources of this kind are not read")
    ]
    assert [row.kind for row in draft.rows] == [
        "Patient",
        "MedicationStatement",
        "MedicationRequest",
        "Observation",
        "Condition",
    ]


@pytest.mark.parametrize("kind", ["collection", "searchset", "document", "history", "made up"])
def test_a_bundle_of_any_type_is_read_the_same(kind: str) -> None:
    drafts = reading({**WHOLE, "type": kind}).drafts
    assert drafts[0].rows == reading(WHOLE).drafts[0].rows


def test_the_same_file_gives_the_same_case_and_another_file_another() -> None:
    first, again = reading(WHOLE), reading(WHOLE)
    other = reading({**WHOLE, "type": "batch"})
    assert first == again
    assert first.drafts[0].case.id != other.drafts[0].case.id


def test_a_name_and_a_record_number_stand_in_the_identifying_fields_alone() -> None:
    number = {"type": concept(None, (V2, "MR")), "value": "MRN-4711"}
    person = patient(
        id="anna", identifier=[number], name=[{"text": "Anna Berg"}], deceasedBoolean=True
    )
    (draft,) = reading(bundle(person, statement(subject={**ANNA, "display": "Anna Berg"}))).drafts
    assert (draft.case.subject.name, draft.case.subject.record_number) == ("Anna Berg", "MRN-4711")
    without = str(draft.case).replace(str(draft.case.subject), "")
    assert "Berg" not in without
    assert "4711" not in without
    assert not any("Berg" in row.message or "4711" in row.message for row in draft.rows)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (
            {"gender": "unknown"},
            "not reported: sex, year of birth, name, record number",
        ),
        (
            {"birthDate": "1950", "name": [{"use": "old", "text": "A"}, {"use": "usual"}]},
            "read: sex female, born 1950; not reported: name, record number",
        ),
        ({"birthDate": "1850-01-01"}, "left out: 1850-01-01 is no date"),
        ({"birthDate": "soon"}, "left out: soon is no date"),
        ({"birthDate": 3}, "left out: ? is no date"),
        ({"deceasedDateTime": "2020-11-24"}, "left out: death 2020-11-24: enter it as an event"),
        (
            {"identifier": [{"type": concept(None, (V2, "SS")), "value": "1"}]},
            "left out: 1 identifiers that are not the record number",
        ),
        (
            {"identifier": [{"use": "old", "type": concept(None, (V2, "MR")), "value": "1"}]},
            "record number; left out: 1 identifiers that are not",
        ),
    ],
)
def test_a_patient_is_read_as_far_as_told(person: Node, expected: str) -> None:
    (draft,) = reading(patient(**person)).drafts
    assert expected in draft.rows[0].message


def test_the_official_name_comes_before_others() -> None:
    names = [{"use": "nickname", "text": "A"}, {"text": "B"}, {"use": "official", "family": "C"}]
    assert draft_of().case.subject.name is None
    (draft,) = reading(patient(name=names)).drafts
    assert draft.case.subject.name == "C"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"code": concept("Gout")}, "left out: Gout: only discoid lupus is read as the diagnosis"),
        ({}, "left out: ?: only discoid lupus"),
        (
            {
                "code": concept(None, ("http://snomed.info/sct", "200938002", "DLE")),
                "verificationStatus": concept(None, ("x", "refuted")),
            },
            "left out: its status is refuted",
        ),
        (
            {"code": concept(None, ("http://hl7.org/fhir/sid/icd-10", "L93.0"))},
            "read: diagnosis L93.0",
        ),
    ],
)
def test_discoid_lupus_alone_is_the_diagnosis(condition: Node, expected: str) -> None:
    resource = {"resourceType": "Condition", "subject": ANNA, **condition}
    assert told(resource).startswith(expected)


@pytest.mark.parametrize(
    "resource",
    [
        observation(modifierExtension=[{"url": "x"}]),
        observation(implicitRules="x"),
        observation(component=[{"modifierExtension": [{"url": "x"}]}]),
        request(dosageInstruction=[dosage(None, modifierExtension=[])]),
    ],
)
def test_what_carries_an_unknown_modifier_is_left_out(resource: Node) -> None:
    draft = draft_of(resource)
    assert (draft.case.labs, draft.case.courses) == ((), ())
    assert draft.rows[-1].message.startswith("left out: it has a modifier that is not known")


def test_what_a_doctor_may_miss_is_told() -> None:
    assert told(observation(note=[{"text": "haemolytic"}], method=concept("manual"))).endswith(
        "; left out: what it says in note, method"
    )


def test_a_second_diagnosis_does_not_replace_the_first() -> None:
    one = {"resourceType": "Condition", "subject": ANNA, "code": concept("Discoid lupus")}
    draft = draft_of(one, {**one, "id": "2", "code": concept("discoid lupus, scalp")})
    assert draft.case.diagnosis.text == "Discoid lupus"
    assert draft.rows[-1].message.startswith("left out: discoid lupus, scalp: the case has its")


def test_several_patients_give_a_draft_each() -> None:
    found = reading(
        bundle(
            patient(),
            patient(id="ben"),
            observation(),
            observation(id="2", subject={"reference": "Patient/ben"}),
            observation(id="3", subject={}),
        )
    )
    assert [len(draft.case.labs) for draft in found.drafts] == [1, 1]
    assert [row.message for row in found.rows] == ["left out: whose it is cannot be told"]
    assert len({draft.case.id for draft in found.drafts}) == 2


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ({"reference": "Patient/nobody"}, 2),  # not in the file: a patient all the same
        ({"reference": "https://a.example/fhir/Patient/anna"}, 1),
        ({"reference": "Patient/anna/_history/3"}, 1),
        ({"reference": "urn:uuid:anna"}, 1),
        ({"reference": "#p"}, 2),
        ({"identifier": {"value": "4711"}}, 2),
        ({"display": "Somebody"}, 2),
        ({}, 1),
    ],
)
def test_a_resource_belongs_to_whom_it_names(subject: Node, expected: int) -> None:
    found = reading(bundle(patient(), observation(subject=subject)))
    assert len(found.drafts) == expected
    assert len(found.drafts[-1].case.labs) == 1


def test_what_names_no_patient_says_so() -> None:
    assert told(observation(subject={})).startswith(
        "read: it names no patient; the file has only this one, neutrophils 1.2 10*9/L"
    )
    (draft,) = reading(observation(subject=None)).drafts
    assert draft.rows[0].message.startswith("read: neutrophils")


@pytest.mark.parametrize("reference", ["Group/g", "Group/absent"])
def test_a_group_is_no_patient(reference: str) -> None:
    group = {"resourceType": "Group", "id": "g"}
    found = reading(bundle(patient(), group, observation(subject={"reference": reference})))
    assert [row.message for row in found.rows][-1] == "left out: whose it is cannot be told"


def test_two_servers_may_use_the_same_id() -> None:
    entries = [
        {"fullUrl": f"https://{host}/Patient/1", "resource": patient(id="1", gender=gender)}
        for host, gender in (("a", "male"), ("b", "female"))
    ]
    for host in ("a", "b"):
        seen = observation(id="1", subject={"reference": "Patient/1"})
        entries.append({"fullUrl": f"https://{host}/Observation/1", "resource": seen})
    first, second = reading({"resourceType": "Bundle", "entry": entries}).drafts
    assert [(d.case.subject.sex, len(d.case.labs)) for d in (first, second)] == [
        ("male", 1),
        ("female", 1),
    ]


def test_what_is_no_resource_is_a_row_and_spoils_no_other() -> None:
    found = reading(
        bundle(
            patient(), {}, {"id": "x"}, observation(), observation(), {"resourceType": 7},
            {"resourceType": "Medication"},
        )
    )  # fmt: skip
    assert [(row.source, row.message) for row in found.rows] == [
        ("$.entry[1].resource", "left out: it holds no resource"),
        ("$.entry[2].resource", "left out: it does not say what kind of resource it is"),
        ("Observation/o", "left out: the file has a resource of this kind and id already"),
        ("$.entry[5].resource", "left out: it does not say what kind of resource it is"),
        ("Medication/(no id) $.entry[6].resource", "left out: read where a dose refers to it"),
    ]
    assert found.rows[0].kind == ""
    assert len(found.drafts[0].case.labs) == 1


def test_a_draft_of_which_nothing_was_read_holds_nothing() -> None:
    (draft,) = reading({"resourceType": "Condition", "code": concept("Gout")}).drafts
    assert not draft.holds_anything


def test_one_resource_a_line_is_read_and_a_bad_line_is_a_row() -> None:
    lines = [json.dumps(patient()), '{"resourceType": "Observation", ', json.dumps(observation())]
    found = checked(read_fhir("\n\n".join(lines).encode()))
    (draft,) = found.drafts
    assert len(draft.case.labs) == 1
    assert [(row.source, row.path) for row in found.rows] == [("line 3", "line 3")]
    assert found.rows[0].message.startswith("left out: $: is not JSON")


OLDER: list[tuple[str, Node]] = [
    ("DSTU2", {"resourceType": "MedicationOrder"}),
    ("DSTU2", {"resourceType": "Condition", "patient": ANNA}),
    ("DSTU2", {"resourceType": "Patient", "name": [{"family": ["Berg"]}]}),
    ("DSTU2", {"resourceType": "X", "dosage": [{"timing": {"repeat": {"periodUnits": "d"}}}]}),
    ("STU3", {"resourceType": "MedicationStatement", "taken": "y"}),
    (
        "STU3",
        {
            "resourceType": "Observation",
            "context": {},
            "category": [concept(None, ("http://hl7.org/fhir/observation-category", "laboratory"))],
        },
    ),
    ("STU3", {"resourceType": "AllergyIntolerance", "clinicalStatus": "active"}),
    ("STU3", {"resourceType": "MedicationRequest", "dosageInstruction": [{"doseQuantity": {}}]}),
]


@pytest.mark.parametrize(("version", "resource"), OLDER)
def test_older_fhir_is_refused_in_one_sentence(version: str, resource: Node) -> None:
    found = reading(bundle(patient(), resource))
    (problem,) = found.problems
    assert problem.message == (
        f"this is FHIR {version}, an older version than the FHIR R4 that is read; "
        "nothing was taken from it"
    )


def test_one_slip_into_older_fhir_does_not_refuse_a_file() -> None:
    slip = {"resourceType": "Condition", "subject": ANNA, "clinicalStatus": "active"}
    sound = {**slip, "id": "2", "clinicalStatus": concept("active")}
    lab = observation(
        category=[concept(None, ("http://terminology.hl7.org/CodeSystem/x", "laboratory"))]
    )
    assert reading(bundle(patient(), slip, sound, lab, request())).problems == ()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "the file is empty"),
        (b"{", "is not JSON"),
        (b"[]", "this is not a FHIR file"),
        (b"null", "this is not a FHIR file"),
        (b'{"a": 1}', "this is not a FHIR file"),
        (b'{"a": 1}\n{"a": 2}', "this is not a FHIR file"),
        (b'{"a": {"resourceType": 1}}\n{"a": 2}', "this is not a FHIR file"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b'{"resourceType": "Bundle"}', "this FHIR file holds no resource"),
        (b'{"resourceType": "Bundle", "entry": 3}', "this FHIR file holds no resource"),
        (b'{"resourceType": "Patient", "id": "\xff"}', "is not UTF-8 text: byte 35"),
        (b"[" * 100_000, "is nested more than 64 levels"),
        (
            b'{"resourceType": "Bundle", "entry": [' + b"[" * 80 + b"]" * 80 + b"]}",
            "is nested more than 64 levels",
        ),
        (b'{"resourceType": "Patient", "x": NaN}', "NaN is not a number"),
        (b'{"resourceType": "Patient", "x": 1e999}', "1e999 is not a number"),
        (b'{"resourceType": "Patient", "x": 1, "x": 2}', "is given twice"),
        (b'{"resourceType": "Patient", "x": "\\ud800"}', "holds half a character"),
        (b'{"resourceType": "Bundle", "x": NaN, "entry": []}', "NaN is not a number"),
        (
            b'{"resourceType": "Bundle", "entry": [' + b",".join([b"NaN"] * 100) + b"]}",
            "NaN is not a number",
        ),
    ],
)
def test_a_hostile_file_gives_a_sentence(data: bytes, expected: str) -> None:
    found = checked(read_fhir(data))
    assert expected in found.problems[0].message


@pytest.mark.parametrize("value", ["NaN", "1e999", '"\\ud800"', '1, "value": 2', "1" * 30])
def test_hostile_json_in_one_entry_spoils_no_other(value: str) -> None:
    bad = json.dumps(observation(id="bad")).replace('"value": 1.2', f'"value": {value}')
    entries = ", ".join(f'{{"resource": {one}}}' for one in (bad, json.dumps(observation())))
    found = checked(read_fhir(f'{{"resourceType": "Bundle", "entry": [{entries}]}}'.encode()))
    assert len(found.drafts[0].case.labs) == 1
    assert [row.source for row in found.rows] == ["$.entry[0].resource"]
    assert "left out: $.entry[0].resource.valueQuantity.value" in found.rows[0].message


def test_more_than_memory_should_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fhir_files, "_MOST_VALUES", 10)
    assert "holds more than is read at once" in reading(WHOLE).problems[0].message


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"resourceType": "Patient"}', True),
        ('{"resourceType": "Patient"}'.encode("utf-16"), True),
        (b'{"resourceType": "Patient"}\n{"resourceType": "Patient"}', True),
        (b'{"resourceType": "Patient", "x": NaN}', True),
        (GOOD, False),
        (GOOD.replace(b'"hands"', b'NaN, "resourceType": 1'), False),
        (b"{", False),
    ],
)
def test_a_fhir_file_is_told_from_a_case_file(data: bytes, expected: bool) -> None:
    assert is_fhir(data, parse_cases(data).problems) is expected


def test_a_mark_at_the_begin_is_a_remark() -> None:
    found = checked(read_fhir(codecs.BOM_UTF8 + json.dumps(WHOLE).encode()))
    assert [note.code for note in found.notes] == ["bom"]
    assert len(found.drafts) == 1


JUNK: list[Any] = [
    None, True, -1, 1e300, "", "x" * 500, "\u200b", "2024-13-45", "9999-12-31", [], {}, [[]],
    [None, 3, "a"], {"coding": 3}, {"reference": 3}, {"reference": "#"}, {"value": []},
    {"start": [], "end": {}}, {"repeat": []}, [{"coding": [{"system": {}, "code": []}]}],
    {"system": "data-absent-reason"}, "Patient/anna", {"resourceType": []},
]  # fmt: skip


def _mutated(value: Any, chance: random.Random) -> Any:
    """Return a value in which about one part in twenty is junk, gone or doubled."""
    if chance.random() < 0.05:
        return chance.choice(JUNK)
    if isinstance(value, dict):
        kept = {name: _mutated(item, chance) for name, item in value.items()}
        return {name: item for name, item in kept.items() if chance.random() > 0.02}
    if isinstance(value, list):
        return [_mutated(item, chance) for item in value for _ in range(chance.choice((1, 1, 2)))]
    return value


RICH = bundle(
    patient(identifier=[{"type": concept(None, (V2, "MR")), "value": "1"}], birthDate="1970"),
    statement(dosage=[dosage(quantity(1, "{tbl}"), route=concept("oral"), text="1 daily")]),
    request(medicationReference={"reference": "#m"}, contained=[{"id": "m", "code": concept("x")}]),
    observation(
        component=[observation("777-3")], referenceRange=[{"low": quantity(1), "high": quantity(4)}]
    ),
    {**statement(), "resourceType": "MedicationAdministration", "dosage": {"dose": quantity(5)}},
    {"resourceType": "Condition", "subject": ANNA, "code": concept("L", (LOINC, "L93.0", "x"))},
)


@pytest.mark.parametrize("seed", range(40))
def test_mutated_values_never_crash(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same each time
    for _ in range(10):
        reading(_mutated(RICH, chance))


@pytest.mark.parametrize("seed", range(10))
def test_mutated_bytes_never_crash(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same each time
    data = json.dumps(RICH).encode()
    for _ in range(20):
        mutated = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(mutated))
            mutated[at : at + chance.choice((0, 1, 1, 9))] = chance.choice(
                (b"", b'"', b"{", b"]", b"\0", b"\xff", b"9", b"e999", b"NaN", b"\n")
            )
        checked(read_fhir(bytes(mutated)))
