"""Checks of laboratory results: units, and neutrophils above the white cells."""

import pytest

from dle_desktop.domain.case import Case, LabResult
from dle_desktop.domain.lab_checks import lab_findings
from dle_desktop.domain.moments import Moment
from tests.domain.cases import CASE_ID


def day(number: int) -> Moment:
    return Moment(offset=f"P{number}D")


def case(*labs: LabResult) -> Case:
    return Case(id=CASE_ID, label="Case", labs=labs)


def codes(*labs: LabResult) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.code, one.severity, one.records) for one in lab_findings(case(*labs))]


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "message"),
    [
        (
            "ANC", 1.4, "furlong",
            (
                "The ANC of day 3 cannot be drawn: its unit “furlong” is not known (known: ×10⁹/L, "
                "10³/µL, cells/µL)."
            ),
        ),
        (
            "Hb", 12.0, None,
            "The Hb of day 3 cannot be drawn: its unit is missing (known: g/dL, g/L, mmol/L).",
        ),
        (
            "neutrophils %", 45.0, "10*9/L",
            (
                "The neutrophils % of day 3 cannot be drawn: its unit “10*9/L” is not known "
                "(known: %)."
            ),
        ),
        (
            "ESR", 45.0, "furlong",
            "The ESR of day 3 cannot be drawn: its unit “furlong” is not known (known: mm/h).",
        ),
        # clinical.md 4.4: factor 1,000 is the common entry error
        (
            "ANC", 1400.0, "10*9/L",
            "The ANC of day 3 is 1400 ×10⁹/L: were cells per µL meant, 1.4 ×10⁹/L?",
        ),
        (
            "ANC", 1.4, "cells/uL",
            "The ANC of day 3 is 0.0014 ×10⁹/L: was ×10⁹/L meant, 1.4 ×10⁹/L?",
        ),
        (
            "ANC", 50.1, "10*9/L",
            "The ANC of day 3 is 50.1 ×10⁹/L: were cells per µL meant, 0.05 ×10⁹/L?",
        ),
        ("ANC", 0.0014, "10*9/L", "The ANC of day 3 is 0.0014 ×10⁹/L: is the unit right?"),
        ("ANC", -1.0, "10*9/L", "The ANC of day 3 is -1 ×10⁹/L: is the unit right?"),
        (
            "PLT", 150_000.0, "K/uL",
            "The PLT of day 3 is 150000 ×10⁹/L: were cells per µL meant, 150 ×10⁹/L?",
        ),
        ("Hb", 120.0, "g/dL", "The Hb of day 3 is 120 g/dL: was g/L meant, 12 g/dL?"),
        (
            "creatinine", 88.0, "mg/dL",
            "The creatinine of day 3 is 88 mg/dL: was µmol/L meant, 1 mg/dL?",
        ),
        ("neutrophils %", -1.0, "%", "The neutrophils % of day 3 is -1 %: is the unit right?"),
        ("ANC", None, None, None),
        ("ferritin", 9.0, "furlong", None),
        ("ANC", 50.0, "10*9/L", None),
        ("ANC", 0.05, "10*9/L", None),
        ("PLT", 2000.0, "10*9/L", None),
    ],
)  # fmt: skip
def test_a_result_is_questioned_where_its_unit_is_and_what_was_meant_is_asked(
    analyte: str, value: float | None, unit: str | None, message: str | None
) -> None:
    lab = LabResult(id="x", analyte=analyte, moment=day(3), value=value, unit=unit)
    found = [one.message for one in lab_findings(case(lab))]
    assert found == ([message] if message else [])


def _count(name: str, analyte: str, value: float, **more: object) -> LabResult:
    low = 1800 if more.get("unit") == "/uL" else 1.8
    fields = {"moment": day(3), "unit": "10*9/L", "low": low, **more}
    return LabResult(id=name, analyte=analyte, value=value, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("results", "found"),
    [
        ((_count("w", "WBC", 3.0), _count("n", "ANC", 3.1)), True),
        ((_count("n", "ANC", 3100, unit="/uL"), _count("w", "WBC", 3.0)), True),
        ((_count("w", "WBC", 3.0), _count("n", "ANC", 3.0)), False),
        ((_count("w", "WBC", 3.0, moment=day(4)), _count("n", "ANC", 3.1)), False),
        ((_count("w", "WBC", 3.0, comparator=">"), _count("n", "ANC", 3.1)), False),
        ((_count("p", "PLT", 3.0), _count("n", "ANC", 3.1)), False),
        (
            (
                _count("w", "WBC", 3.0, moment=Moment(offset="P1M")),
                _count("n", "ANC", 3.1, moment=Moment(offset="P1M")),
            ),
            False,
        ),
    ],
)
def test_neutrophils_above_the_white_cells_of_that_day_are_a_fault(
    results: tuple[LabResult, ...], found: bool
) -> None:
    expected = [("neutrophils-above-white-cells", "fault", ("n", "w"))] if found else []
    assert codes(*results) == expected


def _share(name: str, analyte: str, value: float, **more: object) -> LabResult:
    return _count(name, analyte, value, **{"unit": "%", "low": None, **more})


@pytest.mark.parametrize(
    ("results", "message", "records"),
    [
        ((_share("s", "segs", 60), _share("b", "bands", 40)), None, ()),
        (
            (_share("s", "segs", 60), _share("b", "bands", 44)),
            "The segs of day 3 and the bands of day 3 add up to 104 %, more than all white cells.",
            ("s", "b"),
        ),
        (
            (_share("n", "neutrophils", 101), _count("w", "WBC", 4.0)),
            "The neutrophils of day 3 is 101 %, more than all white cells.",
            ("n",),
        ),
        ((_share("n", "neutrophils", 101, comparator="<"),), None, ()),
        ((_share("n", "neutrophils", 101, moment=None),), None, ()),
    ],
)
def test_shares_above_all_white_cells_are_a_fault(
    results: tuple[LabResult, ...], message: str | None, records: tuple[str, ...]
) -> None:
    found = [(one.severity, one.message, one.records) for one in lab_findings(case(*results))]
    assert found == ([("fault", message, records)] if message else [])
