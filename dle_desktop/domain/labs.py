"""Laboratory analytes and units: a closed table of spellings with exact factors.

A spelling or a unit the table does not hold is not guessed: the value is kept as entered and has no
canonical form (`clinical.md` 4.4). Factors are decimal numbers; a factor of one is no arithmetic.
It does not grade values (no CTCAE) and does not know when a result was due.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from dle_desktop.domain.case import LabResult

Analyte = Literal[
    "neutrophils", "white cells", "lymphocytes", "platelets", "haemoglobin", "creatinine",
    "ALT", "AST", "CRP", "ESR",
]  # fmt: skip


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
}
ANALYTES: tuple[Analyte, ...] = tuple(_SCALES)

# Spellings as `_name_key` leaves them: small letters, one blank between words, % kept.
_NAMES: dict[str, Analyte] = {
    name: analyte
    for analyte, names in dict[Analyte, tuple[str, ...]](
        {
            "neutrophils": (
                "neutrophil", "anc", "absolute neutrophil count", "absolute neutrophils",
                "neutrophil count", "neutrophils absolute", "neut", "neuts", "neu", "neutro",
                "abs neutrophils", "neutrophils abs",
            ),
            "white cells": (
                "wbc", "leukocytes", "leucocytes", "white blood cells", "white blood cell count",
                "white cell count", "wcc", "white cell", "leukocyte count", "leucocyte count",
            ),
            "lymphocytes": (
                "lymphocyte", "alc", "lym", "lymph", "lymphs", "absolute lymphocyte count",
                "absolute lymphocytes", "lymphocyte count", "lymphocytes absolute",
            ),
            "platelets": (
                "platelet", "plt", "plat", "plts", "platelet count", "thrombocytes",
                "thrombocyte count",
            ),
            "haemoglobin": ("hemoglobin", "hgb", "hb"),
            "creatinine": ("creat", "crea", "cr", "scr", "serum creatinine"),
            "ALT": ("alt", "alat", "gpt", "sgpt", "alanine aminotransferase"),
            "AST": ("ast", "asat", "got", "sgot", "aspartate aminotransferase"),
            "CRP": ("crp", "c reactive protein"),
            "ESR": ("esr", "bsr", "erythrocyte sedimentation rate", "sedimentation rate"),
        }
    ).items()
    for name in (*names, analyte.casefold())
}  # fmt: skip

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
def canonical_analyte(name: str) -> Analyte | None:
    """Return the analyte a name means, or None if the table does not hold the spelling."""
    return _NAMES.get(_name_key(name))


def analyte_label(name: str) -> str:
    """Return the analyte's own name, or the name as written where the table does not know it."""
    return canonical_analyte(name) or " ".join(name.split())


def canonical_unit(analyte: Analyte) -> str:
    """Return the unit an analyte is drawn in (UCUM)."""
    return _SCALES[analyte].unit


def unit_text(unit: str) -> str:
    """Return a canonical unit as it is read on screen and paper."""
    return "×10⁹/L" if unit == _COUNT.unit else unit


def known_unit(analyte: Analyte, unit: str | None) -> bool:
    """Whether the table holds this spelling of a unit for this analyte."""
    return unit is not None and _unit_key(unit) in _SCALES[analyte].factors


def canonical(result: LabResult) -> Canonical | None:
    """Return the result in the canonical unit, or None if analyte, unit or value is not known."""
    analyte = canonical_analyte(result.analyte)
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


def _times(value: float, factor: tuple[Decimal, Decimal]) -> float:
    if factor == _SAME:
        return value
    times, by = factor
    return float(Decimal(repr(float(value))) * times / by)


def _name_key(name: str) -> str:
    return " ".join(re.sub(r"[^\w%]|_", " ", name.casefold()).split())


@lru_cache(maxsize=1024)
def _unit_key(unit: str) -> str:
    key = "".join(unit.translate(_SUPERSCRIPT).casefold().split())
    key = _POWER.sub(r"10^\1", key)
    return key.removeprefix("x") if key.startswith("x10") else key
