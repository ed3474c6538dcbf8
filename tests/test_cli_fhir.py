"""FHIR files on the command line: every row is told, and drafts are taken in when asked for."""

import json
from pathlib import Path
from typing import Any

import pytest

from dle_desktop.cli import main
from dle_desktop.storage.case_store import CaseStore
from tests.exchange.fhir import bundle, observation, patient, request, statement
from tests.exchange.files import GOOD

CLAIMS = [{"resourceType": "Claim", "id": str(number)} for number in range(3)]
WHOLE = bundle(*CLAIMS, patient(), statement(), {}, {}, observation(), request(status="draft"))
OLDER = {"resourceType": "MedicationOrder"}
NOTHING = {"resourceType": "Claim"}
NOT_TAKEN = (
    "predniSONE 5 MG Oral Tablet: its status is draft, which does not say that the drug was taken"
)


def write(path: Path, value: Any) -> Path:
    """Write a value as a JSON file."""
    path.write_bytes(json.dumps(value).encode())
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a FHIR file with one patient."""
    return write(tmp_path / "bundle.json", WHOLE)


def run(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[str], str]:
    """Run a command in this process and return exit code, lines of stdout, and stderr."""
    code = main([str(argument) for argument in arguments])
    out, err = capfd.readouterr()
    return code, out.splitlines(), err


def labels(library: Path) -> list[str]:
    """Return the labels of the cases of a library."""
    with CaseStore.open(library, read_only=True) as store:
        return [case.label for case in store.cases()]


def test_validate_tells_every_resource_what_was_read_first(
    capfd: pytest.CaptureFixture[str], file: Path
) -> None:
    code, lines, err = run(capfd, "validate", file)
    assert (code, err) == (0, "")
    assert all(line.startswith(f"{file}: ") for line in lines)
    told = [line.removeprefix(f"{file}: ") for line in lines]
    label = told[0].split(": ")[0]
    assert label.startswith("FHIR patient 1 (")
    assert [line.removeprefix(f"{label}: ") for line in told] == [
        "Patient/anna: read: sex female; not reported: year of birth, name, record number",
        "MedicationStatement/s: read: lenalidomide, 5 mg, QD, from 2024-01-08, until 2024-04-01",
        "Observation/o: read: neutrophils 1.2 10*9/L, 2024-02-05",
        f"MedicationRequest/r: left out: {NOT_TAKEN}",
        "$.entry[5].resource: left out: it holds no resource",
        "$.entry[6].resource: left out: it holds no resource",
        "3 x Claim: left out: resources of this kind are not read",
        "1 dose, 1 laboratory value: a draft, to be looked through",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (OLDER, "$: this is FHIR DSTU2, an older version"),
        (NOTHING, "nothing of it can be taken into a case"),
    ],
)
def test_a_file_that_proposes_nothing_is_invalid_and_refused(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, value: Any, expected: str
) -> None:
    file, library = write(tmp_path / "file.json", value), tmp_path / "library.json"
    code, lines, _ = run(capfd, "validate", file)
    assert (code, expected in lines[-1]) == (1, True)
    code, lines, err = run(capfd, "import", file, "--accept-drafts", "--library", library)
    assert (code, lines, err.count("\n")) == (1, [], 1)
    assert expected in err
    assert not library.exists()


def test_a_draft_is_not_taken_in_unasked(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, file: Path
) -> None:
    library = tmp_path / "library.json"
    code, _, err = run(capfd, "import", file, "--library", library)
    assert code == 1
    assert "`dle-desktop import FILE --accept-drafts` takes that in" in err
    assert not library.exists()


def test_drafts_are_taken_in_beside_cases_and_twice_changes_nothing(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, file: Path
) -> None:
    library, cases = tmp_path / "library.json", tmp_path / "cases.json"
    cases.write_bytes(GOOD)
    asked = ("import", file, cases, "--accept-drafts", "--library", library)
    code, lines, _ = run(capfd, *asked)
    assert code == 0
    assert lines[0].endswith(": 1 dose, 1 laboratory value: a draft, to be looked through")
    assert lines[-1] == "2 new, 0 identical, 0 changed"
    assert len(labels(library)) == 2
    assert run(capfd, *asked)[1][-1] == "0 new, 2 identical, 0 changed"


def test_a_file_of_which_a_part_is_broken_is_invalid(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "lines.ndjson"
    file.write_text(f"{json.dumps(patient())}\n{{\n{json.dumps(observation())}\n", "utf-8")
    code, lines, _ = run(capfd, "validate", file)
    assert code == 1
    assert f"{file}: line 2: left out: $: is not JSON" in "\n".join(lines)
    assert lines[-1].endswith("0 doses, 1 laboratory value: a draft, to be looked through")
