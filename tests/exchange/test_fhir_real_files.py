"""Real FHIR files, written by others: the expected reading of each."""

from collections import Counter
from pathlib import Path

import pytest
from msgspec import Struct

from dle_desktop.exchange.fhir_r4 import read_fhir
from tests.exchange.fhir import checked, rows_of


class Expected(Struct, frozen=True):
    """What a file should give: drafts, rows, and the records of its first draft."""

    drafts: int
    rows: int
    labs: dict[str, int] = {}
    drugs: tuple[str, ...] = ()
    says: str = ""


AXID = '10 mL, BID, from 2008-04-05, written "10 mL bid"; not reported: the end'
EXPECTED = {
    "synthea/Alexis_Toy.json": Expected(
        1,
        176,
        {"white cells": 1, "haemoglobin": 1, "platelets": 1},
        ("Loratadine", "NDA020800 0.3 ML Epinephrine 1 MG/ML Auto-Injector"),
        "predniSONE 5 MG Oral Tablet: its status is stopped",
    ),
    "synthea/Micah_Schinner.json": Expected(
        1,
        422,
        {
            "white cells": 9,
            "haemoglobin": 9,
            "platelets": 9,
            "creatinine": 6,
            "ALT": 6,
            "AST": 6,
        },
        ("Leucovorin 100 MG Injection", "10 ML oxaliplatin 5 MG/ML Injection"),
        "not reported: the amount, how often, the start, the end",
    ),
    "us-core/condition-duodenal-ulcer.json": Expected(1, 1, says="left out: Active Duodenal Ulcer"),
    "us-core/medicationrequest-coded-oral-axid.json": Expected(
        1, 1, drugs=("Nizatidine 15 MG/ML Oral Solution",), says=AXID
    ),
    "us-core/medicationrequest-contained-oral-axid.json": Expected(
        1, 1, drugs=("Nizatidine 15 MG/ML Oral Solution [Axid]",), says=AXID
    ),
    "us-core/medicationrequest-referenced-oral-axid.json": Expected(
        1, 1, drugs=("Nizatidine 15 MG/ML Oral Solution [Axid]",), says=AXID
    ),
    "us-core/medicationrequest-self-tylenol.json": Expected(1, 1, says="its intent is plan"),
    "us-core/observation-cbc-hemoglobin.json": Expected(
        1, 1, {"haemoglobin": 1}, says="haemoglobin 17 g/dL, 2005-07-05"
    ),
    "us-core/observation-cbc-leukocytes.json": Expected(
        1, 1, {"white cells": 1}, says="white cells 10 10*3/uL, 2005-07-05"
    ),
    "us-core/observation-serum-creatinine.json": Expected(
        1, 1, {"creatinine": 1}, says="creatinine 1 mg/dL, 2005-07-05"
    ),
    "us-core/patient-example.json": Expected(
        1, 1, says="read: born 1987, the name, the record number; not reported: sex"
    ),
    "us-core/procedure-rehab.json": Expected(0, 1, says="resources of this kind are not read"),
}
REFUSED = {
    "dstu2/Abernathy_Francine_55.json": "this is FHIR DSTU2",
    "stu3/patient-1557780.fhir-bundle.json": "this is FHIR STU3",
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_file_is_read_as_expected(name: str, shared_data: Path) -> None:
    expected = EXPECTED[name]
    found = checked(read_fhir((shared_data / "fhir" / name).read_bytes()))
    assert found.problems == ()
    assert (len(found.drafts), len(rows_of(found))) == (expected.drafts, expected.rows)
    labs = Counter(lab.analyte for draft in found.drafts for lab in draft.case.labs)
    drugs = tuple(course.drug for draft in found.drafts for course in draft.case.courses)
    assert (labs, drugs) == (expected.labs, expected.drugs)
    assert any(expected.says in row.message for row in rows_of(found))


@pytest.mark.parametrize("name", REFUSED)
def test_a_real_file_of_older_fhir_is_refused(name: str, shared_data: Path) -> None:
    found = checked(read_fhir((shared_data / "fhir" / name).read_bytes()))
    assert [problem.message.startswith(REFUSED[name]) for problem in found.problems] == [True]


def test_every_real_file_has_an_expected_reading(shared_data: Path) -> None:
    folder = shared_data / "fhir"
    names = {file.relative_to(folder).as_posix() for file in folder.rglob("*.json")}
    assert names == EXPECTED.keys() | REFUSED.keys()


def test_the_14_decimals_of_a_real_value_are_kept(shared_data: Path) -> None:
    data = (shared_data / "fhir" / "synthea" / "Alexis_Toy.json").read_bytes()
    (draft,) = read_fhir(data).drafts
    assert all(len(repr(lab.value)) > 14 for lab in draft.case.labs)
