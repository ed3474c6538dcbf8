"""A case as long as they get: twenty years of weekly values, forty doses, a hundred events."""

import random

from dle_desktop.domain.case import Assessment, Case, Course, Dose, Event, LabResult
from dle_desktop.domain.moments import Moment

YEARS = 20
WEEKS = YEARS * 52
DRUGS = ("lenalidomide", "prednisone", "hydroxychloroquine", "methotrexate")
ANALYTES = ("neutrophils", "white cells", "platelets", "haemoglobin")
DOSES_OF_A_DRUG = 10
EVENTS = 100


def long_case(number: int, weeks: int = WEEKS) -> Case:
    """Return the case of a number, so many weeks long; another number gives other values."""
    chance = random.Random(number)  # noqa: S311  # repeatable, not secret
    return Case(
        id=f"00000000-0000-4000-8000-{number:012d}",
        label=f"Long case {number}",
        index_drug=DRUGS[0],
        courses=tuple(_course(drug, chance, weeks) for drug in DRUGS),
        assessments=tuple(
            Assessment(
                id=f"a{week}",
                moment=_day(week * 7),
                activity=chance.randint(0, 40),
                damage=chance.randint(0, 20),
            )
            for week in range(weeks)
        ),
        labs=tuple(
            LabResult(
                id=f"l{index}.{week}",
                moment=_day(week * 7),
                analyte=analyte,
                value=round(chance.uniform(1, 9), 1),
                unit="g/dL" if analyte == "haemoglobin" else "10*9/L",
            )
            for index, analyte in enumerate(ANALYTES)
            for week in range(weeks)
        ),
        events=tuple(
            Event(id=f"e{index}", moment=_day(chance.randrange(weeks * 7)), text=f"Visit {index}")
            for index in range(EVENTS)
        ),
        synthetic=True,
    )


def _course(drug: str, chance: random.Random, weeks: int) -> Course:
    length = weeks * 7 // DOSES_OF_A_DRUG
    return Course(
        id=drug,
        drug=drug,
        route="oral",
        doses=tuple(
            Dose(
                id=f"{drug}{index}",
                start=_day(index * length),
                end=_day((index + 1) * length - chance.randrange(min(30, length))),
                amount=chance.choice((5.0, 10.0, 15.0, 20.0)),
                frequency="QD",
            )
            for index in range(DOSES_OF_A_DRUG)
        ),
    )


def _day(day: int) -> Moment:
    return Moment(offset=f"P{day}D")
