"""Cases for the storage tests: small ones, and ones as large as a well-kept chart."""

from dle_desktop.domain.case import Assessment, Case, Course, Dose, LabResult, Subject
from dle_desktop.domain.moments import Moment
from dle_desktop.storage import document_sums, tinydb_json

NOON = "2024-05-17T12:00:00+02:00"


def case_id(number: int) -> str:
    """Return the id of case `number`."""
    return f"00000000-0000-4000-8000-{number:012d}"


def make_case(number: int, *, revision: int = 0, notes: str | None = None) -> Case:
    """Return case `number` with a dose, an assessment and words beyond ASCII."""
    dose = Dose(id="d1", start=Moment(offset="P0D"), amount=5, frequency="QD", ongoing=True)
    return Case(
        id=case_id(number),
        label=f"Fall {number}: Lupus an Schläfe & Wange ≥ 2 cm 𝛼",
        subject=Subject(name="Frau Müller-Ångström", sex="female"),
        courses=(Course(id="c1", drug="lenalidomide", doses=(dose,)),),
        assessments=(Assessment(id="a1", moment=Moment(date="2024-05"), activity=18, damage=7),),
        notes=notes,
        revision=revision,
    )


def make_chart(number: int, *, visits: int = 60) -> Case:
    """Return case `number` with years of visits, about 14 kB in the file."""
    return Case(
        id=case_id(number),
        label=f"Case {number}",
        assessments=tuple(
            Assessment(id=f"a{n}", moment=Moment(offset=f"P{n}M"), activity=n % 70, damage=n % 56)
            for n in range(visits)
        ),
        labs=tuple(
            LabResult(
                id=f"l{n}", moment=Moment(offset=f"P{n}M"), analyte="ANC", value=1.4 + n / 100,
                unit="10*9/L", low=1.5, high=7.5, note="Zählung wiederholt",
            )
            for n in range(visits)
        ),
    )  # fmt: skip


def rewritten(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return a library file with other documents, as a program would write it that knows it."""
    tables = tinydb_json.split(data)
    document_sums.taken_out(tables)
    changed = {
        name: {doc_id: text.replace(old, new) for doc_id, text in documents.items()}
        for name, documents in tables.items()
    }
    assert changed != tables
    return tinydb_json.join(document_sums.with_sums(changed))
