"""Cases made of a real trial's tables (SDTM as Dataset-JSON), the way a careful person would.

One-day dose records become courses of unchanged dose; a day without a dose ends one. Doses that
were not taken become events. Dates stay as coarse as they are written.
"""

import json
import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from dle_desktop.domain.case import (
    Anchor,
    Case,
    Course,
    Diagnosis,
    Dose,
    Event,
    Frequency,
    LabResult,
    Provenance,
    Subject,
)
from dle_desktop.domain.moments import Moment

Row = dict[str, Any]
SUBJECTS = ("CDISC005", "CDISC007", "CDISC009", "CDISC011", "CDISC018")
_ANALYTES = {"WBC": "WBC", "LYM": "Lymphocytes", "PLAT": "Platelets", "HGB": "Hemoglobin"}
_FREQUENCIES: dict[str, Frequency] = {
    "QD": "QD", "BID": "BID", "TID": "TID", "QID": "QID", "PRN": "PRN", "Q4H": "Q4H",
}  # fmt: skip


def rows_of(folder: Path, domain: str, subject: str) -> list[Row]:
    """Return a subject's rows of one table, columns by name."""
    table = json.loads((folder / "cdisc" / "sdtm" / f"{domain}.json").read_text("utf-8"))
    names = [column["name"] for column in table["columns"]]
    rows = [dict(zip(names, row, strict=True)) for row in table["rows"]]
    return [row for row in rows if row["USUBJID"] == subject]


def subject_case(folder: Path, subject: str) -> Case:
    """Return the case of one subject of the trial."""
    person = rows_of(folder, "dm", subject)[0]
    sexes: dict[str, Literal["female", "male"]] = {"F": "female", "M": "male"}
    return Case(
        id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"cdisc:{subject}")),
        label=subject,
        subject=Subject(sex=sexes[person["SEX"]], age_years=person["AGE"]),
        diagnosis=Diagnosis(text="trial subject (CDISC pilot), not discoid lupus"),
        index_drug="zanomaline",
        anchor=Anchor(date=person["RFXSTDTC"], text="first zanomaline dose"),
        courses=(_index_course(folder, subject), *_other_courses(folder, subject)),
        labs=tuple(_labs(folder, subject)),
        events=(*_events(folder, subject), *_missed(folder, subject)),
        follow_up_end=_moment(person["RFPENDTC"]),
        provenance=Provenance(text="CDISC Dataset-JSON examples, SDTM pilot study"),
    )


def _moment(text: str) -> Moment | None:
    return Moment(date=text[:10]) if text else None


def _index_course(folder: Path, subject: str) -> Course:
    """Coalesce one-day records of the same dose on following days."""
    stretches: list[tuple[date, date, float]] = []
    for row in sorted(rows_of(folder, "ex", subject), key=lambda row: str(row["EXSTDTC"])):
        first = date.fromisoformat(row["EXSTDTC"])
        after = date.fromisoformat(row["EXENDTC"]) + timedelta(days=1)
        if stretches and stretches[-1][1] == first and stretches[-1][2] == row["EXDOSE"]:
            stretches[-1] = (stretches[-1][0], after, row["EXDOSE"])
        else:
            stretches.append((first, after, row["EXDOSE"]))
    doses = tuple(
        Dose(
            id=f"ex-{number}",
            start=Moment(date=start.isoformat()),
            end=Moment(date=end.isoformat()),
            amount=amount,
            unit="mg",
            frequency="QD",
        )
        for number, (start, end, amount) in enumerate(stretches, start=1)
    )
    return Course(id="ex", drug="zanomaline", group="index", route="subcutaneous", doses=doses)


def _other_courses(folder: Path, subject: str) -> list[Course]:
    courses = []
    for row in rows_of(folder, "cm", subject):
        ongoing = row["CMENRTPT"] == "ONGOING"
        dose = Dose(
            id=f"cm-{row['CMSEQ']}-dose",
            start=_moment(row["CMSTDTC"]),
            end=_moment(row["CMENDTC"]),
            ongoing=ongoing,
            last_known=_moment(row["CMENTPT"]) if ongoing else None,
            amount=row["CMDOSE"],
            unit=row["CMDOSU"].casefold() or None,
            frequency=_FREQUENCIES.get(row["CMDOSFRQ"]),
        )
        courses.append(
            Course(
                id=f"cm-{row['CMSEQ']}",
                drug=row["CMTRT"].casefold(),
                route=row["CMROUTE"].casefold() or None,
                doses=(dose,),
            )
        )
    return courses


def _labs(folder: Path, subject: str) -> list[LabResult]:
    return [
        LabResult(
            id=f"lb-{row['LBSEQ']}",
            moment=_moment(row["LBDTC"]),
            analyte=_ANALYTES[row["LBTESTCD"]],
            value=float(row["LBORRES"]),
            unit=row["LBORRESU"],
            low=float(row["LBORNRLO"]),
            high=float(row["LBORNRHI"]),
        )
        for row in rows_of(folder, "lb", subject)
        if row["LBTESTCD"] in _ANALYTES
    ]


def _events(folder: Path, subject: str) -> list[Event]:
    return [
        Event(
            id=f"ae-{row['AESEQ']}",
            kind="adverse event",
            moment=_moment(row["AESTDTC"]),
            end=_moment(row["AEENDTC"]),
            ongoing=row["AEENRTPT"] == "ONGOING",
            text=f"{row['AETERM'].capitalize()}, {row['AESEV'].casefold()}",
            serious={"Y": True, "N": False}.get(row["AESER"]),
        )
        for row in rows_of(folder, "ae", subject)
    ]


def _missed(folder: Path, subject: str) -> list[Event]:
    return [
        Event(
            id=f"ec-{row['ECSEQ']}", kind="note", moment=_moment(row["ECSTDTC"]), text="dose missed"
        )
        for row in rows_of(folder, "ec", subject)
        if row["ECOCCUR"] == "N"
    ]
