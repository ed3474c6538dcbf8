"""Analytes and units: a closed table, exact factors, no guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.domain.analytes import Analyte, canonical_analyte
from dle_desktop.domain.case import LabResult
from dle_desktop.domain.labs import (
    ANALYTES,
    PLAUSIBLE,
    Canonical,
    analyte_label,
    analyte_of,
    canonical,
    canonical_unit,
    known_unit,
    plausible,
)


def _lab(analyte: str, value: float | None, unit: str | None, **more: float) -> LabResult:
    return LabResult(id="l", analyte=analyte, value=value, unit=unit, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "analyte"),
    [
        ("ANC", "neutrophils"),
        ("Neutrophils", "neutrophils"),
        ("Neutrophils (absolute)", "neutrophils"),
        ("Absolute Neutrophil Count", "neutrophils"),
        ("WBC", "white cells"),
        ("Leukocytes", "white cells"),
        ("leucocytes", "white cells"),
        ("White_cells", "white cells"),
        ("LYM", "lymphocytes"),
        ("PLT", "platelets"),
        (" platelet  count ", "platelets"),
        ("HGB", "haemoglobin"),
        ("Hemoglobin", "haemoglobin"),
        ("CREAT", "creatinine"),
        ("Alanine Aminotransferase", "ALT"),
        ("ALT", "ALT"),
        ("AST (SGOT)", None),
        ("sgot", "AST"),
        ("C-reactive protein", "CRP"),
        ("ESR", "ESR"),
        # spellings of trials (SDTM) and of laboratories (LOINC)
        ("Neutrophils [#/volume] in Blood by Automated count", "neutrophils"),
        ("WBC # Bld", "white cells"),
        ("WBC Auto (Bld) [#/Vol]", "white cells"),
        ("Leukocytes [#/\u200bvolume] in Blood by Automated count", "white cells"),
        ("Platelets [#/volume] in Blood by Automated count", "platelets"),
        ("Hemoglobin [Mass/volume] in Blood", "haemoglobin"),
        ("Neutrophils %", "neutrophils %"),
        ("Neutrophils, %", "neutrophils %"),
        ("% neuts", "neutrophils %"),
        ("Neutrophil percentage", "neutrophils %"),
        ("neutrophils per cent", "neutrophils %"),
        ("NEUTLE", "neutrophils %"),
        ("Neutrophils/Leukocytes", "neutrophils %"),
        ("Neutrophils NFr Bld Auto", "neutrophils %"),
        ("Neutrophils/100 leukocytes in Blood by Automated count", "neutrophils %"),
        ("Neutrophils/100 leukocytes in Body fluid", None),
        ("segmented neutrophils", "segmented neutrophils %"),
        ("Segs %", "segmented neutrophils %"),
        ("NEUTSGLE", "segmented neutrophils %"),
        ("Neutrophils, Segmented/Leukocytes", "segmented neutrophils %"),
        ("Segmented neutrophils/100 leukocytes in Blood", "segmented neutrophils %"),
        ("bands", "band neutrophils %"),
        ("NEUTBLE", "band neutrophils %"),
        ("Neutrophils Band Form/Leukocytes", "band neutrophils %"),
        ("Band form neutrophils/100 leukocytes in Blood by Manual count", "band neutrophils %"),
        ("LYMLE", "lymphocytes %"),
        ("Lymphocytes NFr Bld", "lymphocytes %"),
        ("WBC %", None),
        ("ferritin", None),
        ("", None),
    ],
)
def test_analytes_are_known_by_their_spellings(name: str, analyte: str | None) -> None:
    assert canonical_analyte(name) == analyte


@pytest.mark.parametrize("analyte", ANALYTES)
def test_an_analyte_is_its_own_spelling_and_its_unit_is_known(analyte: Analyte) -> None:
    assert canonical_analyte(analyte) == analyte
    assert known_unit(analyte, canonical_unit(analyte))


@pytest.mark.parametrize(
    ("name", "unit", "analyte"),
    [
        ("neutrophils", "%", "neutrophils %"),
        ("neutrophils", "10*9/L", "neutrophils"),
        ("neutrophils", None, "neutrophils"),
        ("neutrophils %", "10*9/L", "neutrophils %"),
        ("lymphocytes", "/100 WBC", "lymphocytes %"),
        ("ANC", "%", "neutrophils"),  # it says that it is a count: the unit is asked about
        ("neutrophil count", "%", "neutrophils"),
        ("segmented neutrophils", "%", "segmented neutrophils %"),
        ("segmented neutrophils", "10*9/L", None),
        ("bands", "cells/uL", None),
        ("platelets", "%", "platelets"),
        ("ferritin", "%", None),
    ],
)
def test_a_unit_of_per_cent_makes_a_share_of_a_count(
    name: str, unit: str | None, analyte: str | None
) -> None:
    assert analyte_of(name, unit) == analyte


def test_an_unknown_analyte_keeps_its_name() -> None:
    assert analyte_label(" Vitamin  D ") == "Vitamin D"
    assert analyte_label("anc") == "neutrophils"


@pytest.mark.parametrize(
    "unit",
    [
        "10*9/L", "10^9/L", "10**9/L", "x10^9/L", "x 10*9/L", "×10⁹/L", "10E9/L", "10e9/l",
        "10*3/uL", "10^3/µL", "10³/μL", "10*3/mm3", "x10³/mm³", "K/uL", "K/mcL", "thou/uL",
        "G/L", "1000 cells/uL",
    ],
)  # fmt: skip
def test_counts_in_thousands_per_microlitre_are_taken_as_they_are(unit: str) -> None:
    assert canonical(_lab("ANC", 1.4, unit)) == Canonical("neutrophils", 1.4, "10*9/L", None, None)


@pytest.mark.parametrize("unit", ["/uL", "cells/uL", "/mm3", "/mm³", "cells/mcL", "10*6/L"])
def test_counts_per_microlitre_are_divided_by_a_thousand_exactly(unit: str) -> None:
    found = canonical(_lab("ANC", 1430, unit, low=1500, high=7700))
    assert found == Canonical("neutrophils", 1.43, "10*9/L", 1.5, 7.7)


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "expected", "canonical_unit_"),
    [
        ("Hb", 135, "g/L", 13.5, "g/dL"),
        ("Hb", 13.5, "g/dL", 13.5, "g/dL"),
        ("Hb", 8.3781, "mmol/L", 13.5, "g/dL"),
        ("creatinine", 88.4, "umol/L", 1.0, "mg/dL"),
        ("creatinine", 0.9, "mg/dL", 0.9, "mg/dL"),
        ("ALT", 0.5, "µkat/L", 30.0, "U/L"),
        ("AST", 31, "IU/L", 31.0, "U/L"),
        ("CRP", 1.2, "mg/dL", 12.0, "mg/L"),
        ("ESR", 20, "mm", 20.0, "mm/h"),
        ("neutrophils", 48, "%", 48.0, "%"),
        ("NEUTLE", 0.48, "fraction of 1", 48.0, "%"),
        ("bands", 4, "/100 WBCs", 4.0, "%"),
    ],
)
def test_other_analytes_are_converted(
    analyte: str, value: float, unit: str, expected: float, canonical_unit_: str
) -> None:
    found = canonical(_lab(analyte, value, unit))
    assert found is not None
    assert (found.value, found.unit) == (expected, canonical_unit_)


@pytest.mark.parametrize(
    ("analyte", "value", "unit"),
    [
        ("ANC", 1.4, None),
        ("ANC", 1.4, ""),
        ("ANC", 42.0, "%"),
        ("neutrophils %", 1.4, "10*9/L"),
        ("segmented neutrophils", 1.4, "10*9/L"),
        ("ANC", 1.4, "10*12/L"),
        ("Hb", 13.5, "K/uL"),
        ("ferritin", 100.0, "ng/mL"),
        ("ANC", None, "10*9/L"),
    ],
)
def test_what_is_not_in_the_table_has_no_canonical_form(
    analyte: str, value: float | None, unit: str | None
) -> None:
    assert canonical(_lab(analyte, value, unit)) is None


def test_a_unit_belongs_to_its_analyte() -> None:
    assert known_unit("haemoglobin", "g/L")
    assert not known_unit("haemoglobin", "10*9/L")
    assert not known_unit("neutrophils", None)


@pytest.mark.parametrize(
    ("analyte", "value", "fine"),
    [
        ("ANC", 1.4, True),
        ("ANC", 0.0, True),
        ("ANC", 1400, False),
        ("ANC", 0.0014, False),
        ("PLT", 2000, True),
        ("PLT", 150_000, False),
        ("CRP", 1e6, True),
        ("CRP", -1, False),
    ],
)
def test_values_off_by_a_thousand_are_questioned(analyte: str, value: float, fine: bool) -> None:
    unit = "mg/L" if analyte == "CRP" else "10*9/L"
    found = canonical(_lab(analyte, value, unit))
    assert found is not None
    assert plausible(found) is fine


@given(st.sampled_from(tuple(PLAUSIBLE)), st.floats(0.01, 100), st.sampled_from((1000, 1e-3)))
def test_the_bounds_times_a_thousand_are_questioned(
    analyte: Analyte, share: float, wrong: float
) -> None:
    low, high = PLAUSIBLE[analyte]
    value = low + (high - low) * share / 100
    assert plausible(Canonical(analyte, value, "", None, None))
    off = Canonical(analyte, (high if wrong > 1 else low) * wrong, "", None, None)
    assert not plausible(off)


@given(st.floats(0, 1e6).map(lambda value: round(value, 3)))
def test_two_spellings_of_one_count_agree(value: float) -> None:
    one = canonical(_lab("WBC", value, "K/uL"))
    other = canonical(_lab("WBC", round(value * 1000), "/uL"))
    assert one is not None
    assert other is not None
    assert one.value == other.value
