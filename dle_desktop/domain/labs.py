"""Laboratory units: a closed table of spellings with exact factors.

A unit the table does not hold is not guessed: the value is kept as entered and has no
canonical form (`clinical.md` 4.4). Factors are decimal numbers; a factor of one is no arithmetic. A
per cent makes a share of a count, an analyte of its own, so that it never lands on a count's scale.
It does not grade values (no CTCAE) and does not know when a result was due.
"""

import re
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.analytes import SHARES, Analyte, canonical_analyte, says_count
from dle_desktop.domain.case import LabResult


class Canonical(Struct, frozen=True):
    """A result in the analyte's canonical unit, with the laboratory's own range in that unit."""

    analyte: Analyte
    value: float
    unit: str
    low: float | None
    high: float | None


class _Scale(Struct, frozen=True):
    """A canonical unit, and what each accepted spelling is multiplied and divided by."""

    unit: str
    factors: dict[str, tuple[Decimal, Decimal]]


_ONE = Decimal(1)
_SAME = (_ONE, _ONE)


def _scale(unit: str, *same: str) -> _Scale:
    return _Scale(unit, dict.fromkeys(same, _SAME))


def _with(scale: _Scale, times: str, by: str, *spellings: str) -> _Scale:
    factor = (Decimal(times), Decimal(by))
    return _Scale(scale.unit, scale.factors | dict.fromkeys(spellings, factor))


# Spellings as `_unit_key` leaves them: small letters, no blanks, micro as u, powers as 10^n.
_COUNT = _with(
    _scale(
        "10*9/L",
        "10^9/l", "10^9cells/l", "g/l", "gi/l", "/nl", "cells/nl",
        "10^3/ul", "10^3/mcl", "10^3/mm3", "10^3/mm^3", "10^3cells/ul", "1000/ul", "1000/mm3",
        "1000cells/ul", "k/ul", "k/mcl", "k/mm3", "k/cumm", "thou/ul", "thou/mcl", "thou/mm3",
        "thousand/ul", "tsd/ul",
    ),
    "1", "1000",
    "/ul", "/mcl", "/mm3", "/mm^3", "/cumm", "cells/ul", "cells/mcl", "cells/mm3", "cells/mm^3",
    "10^6/l",
)  # fmt: skip
_HAEMOGLOBIN = _with(
    _with(_scale("g/dL", "g/dl", "gm/dl", "g/100ml", "g%"), "1", "10", "g/l"),
    "1", "0.6206", "mmol/l",
)  # fmt: skip
_CREATININE = _with(_scale("mg/dL", "mg/dl", "mg/100ml", "mg%"), "1", "88.4", "umol/l")
_ENZYME = _with(_scale("U/L", "u/l", "iu/l", "[iu]/l", "units/l"), "60", "1", "ukat/l")
_CRP = _with(_scale("mg/L", "mg/l", "ug/ml", "mcg/ml"), "10", "1", "mg/dl")
_ESR = _scale("mm/h", "mm/h", "mm/hr", "mm/hour", "mm/1h", "mm")
_SHARE = _with(
    _scale(
        "%", "%", "percent", "pct", "/100wbc", "/100wbcs", "/100{wbc}", "/100{wbcs}",
        "/100leukocytes", "%ofwbc",
    ),
    "100", "1", "fractionof1", "fraction",
)  # fmt: skip
# How the units of a scale are named to a person who is asked which one was meant.
_OFFERED: dict[str, tuple[str, ...]] = {
    _COUNT.unit: ("×10⁹/L", "10³/µL", "cells/µL"),
    _HAEMOGLOBIN.unit: ("g/dL", "g/L", "mmol/L"),
    _CREATININE.unit: ("mg/dL", "µmol/L"),
    _ENZYME.unit: ("U/L", "µkat/L"),
    _CRP.unit: ("mg/L", "mg/dL"),
}

_SCALES: dict[Analyte, _Scale] = {
    "neutrophils": _COUNT,
    "white cells": _COUNT,
    "lymphocytes": _COUNT,
    "platelets": _COUNT,
    "haemoglobin": _HAEMOGLOBIN,
    "creatinine": _CREATININE,
    "ALT": _ENZYME,
    "AST": _ENZYME,
    "CRP": _CRP,
    "ESR": _ESR,
    "neutrophils %": _SHARE,
    "segmented neutrophils %": _SHARE,
    "band neutrophils %": _SHARE,
    "lymphocytes %": _SHARE,
}
ANALYTES: tuple[Analyte, ...] = tuple(_SCALES)

# What a value has to lie within not to be questioned, in canonical units (clinical.md 4.4: a
# factor of 1,000 is the common mistake; exchange.md 6 for white cells and haemoglobin). Zero counts
# are plausible.
PLAUSIBLE: dict[Analyte, tuple[float, float]] = {
    "neutrophils": (0.05, 50),
    "white cells": (0.05, 500),
    "lymphocytes": (0.01, 500),
    "platelets": (1, 2000),
    "haemoglobin": (2, 25),
    "creatinine": (0.1, 30),
}

_POWER = re.compile(r"10(?:\*\*|\*|\^|e)(\d+)", re.ASCII)
_SUPERSCRIPT = str.maketrans({"³": "^3", "⁶": "^6", "⁹": "^9", "µ": "u", "μ": "u", "×": "x"})


@lru_cache(maxsize=1024)
def analyte_of(name: str, unit: str | None) -> Analyte | None:
    """Return the analyte of a result: neutrophils in per cent are a share, not a count.

    A name that says it is a count stays one, and its per cent is an unknown unit; a count of bands
    or segmented neutrophils is not in the table.
    """
    found = canonical_analyte(name)
    key = _unit_key(unit or "")
    if key in _SHARE.factors and found in SHARES and not says_count(name):
        return SHARES[found]
    if key in _COUNT.factors and found in {"segmented neutrophils %", "band neutrophils %"}:
        return None
    return found


def analyte_label(name: str, unit: str | None = None) -> str:
    """Return the analyte's own name, or the name as written where the table does not know it."""
    return analyte_of(name, unit) or " ".join(name.split())


def canonical_unit(analyte: Analyte) -> str:
    """Return the unit an analyte is drawn in (UCUM)."""
    return _SCALES[analyte].unit


def unit_text(unit: str) -> str:
    """Return a canonical unit as it is read on screen and paper."""
    return "×10⁹/L" if unit == _COUNT.unit else unit


def known_unit(analyte: Analyte, unit: str | None) -> bool:
    """Whether the table holds this spelling of a unit for this analyte."""
    return unit is not None and _unit_key(unit) in _SCALES[analyte].factors


def units_of(analyte: Analyte) -> tuple[str, ...]:
    """Return the units of an analyte as they are offered to a person, the canonical one first."""
    unit = canonical_unit(analyte)
    return _OFFERED.get(unit, (unit,))


def canonical(result: LabResult) -> Canonical | None:
    """Return the result in the canonical unit, or None if analyte, unit or value is not known."""
    analyte = analyte_of(result.analyte, result.unit)
    if analyte is None or result.unit is None or result.value is None:
        return None
    scale = _SCALES[analyte]
    factor = scale.factors.get(_unit_key(result.unit))
    if factor is None:
        return None
    return Canonical(
        analyte,
        _times(result.value, factor),
        scale.unit,
        None if result.low is None else _times(result.low, factor),
        None if result.high is None else _times(result.high, factor),
    )


def plausible(result: Canonical) -> bool:
    """Whether a value lies where such values lie, so that its unit need not be questioned."""
    low, high = PLAUSIBLE.get(result.analyte, (0.0, float("inf")))
    return result.value == 0 or low <= result.value <= high


def meant(result: LabResult) -> tuple[str, Canonical] | None:
    """Return the unit in which an implausible value would be plausible, and what it then is."""
    analyte = analyte_of(result.analyte, result.unit)
    for unit in units_of(analyte) if analyte else ():
        other = canonical(replace(result, unit=unit))
        if other is not None and plausible(other):
            return unit, other
    return None


def value_text(known: Canonical) -> str:
    """Return a canonical value with its unit, without the figures a conversion makes up."""
    rounded = round(known.value, 3 if known.unit == _COUNT.unit else 2)
    return f"{format_number(rounded)} {unit_text(known.unit)}"


def _times(value: float, factor: tuple[Decimal, Decimal]) -> float:
    if factor == _SAME:
        return value
    times, by = factor
    return float(Decimal(repr(float(value))) * times / by)


@lru_cache(maxsize=1024)
def _unit_key(unit: str) -> str:
    key = "".join(unit.translate(_SUPERSCRIPT).casefold().split())
    key = _POWER.sub(r"10^\1", key)
    return key.removeprefix("x") if key.startswith("x10") else key
