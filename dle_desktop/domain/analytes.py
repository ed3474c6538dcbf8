"""The names of analytes: a closed table of spellings.

A spelling the table does not hold means nothing. A share of the white cells is an analyte of its
own. It knows no units: what they make of a name is told in `labs`.
"""

import re
from functools import lru_cache
from typing import Literal

Analyte = Literal[
    "neutrophils", "white cells", "lymphocytes", "platelets", "haemoglobin", "creatinine",
    "ALT", "AST", "CRP", "ESR",
    "neutrophils %", "segmented neutrophils %", "band neutrophils %", "lymphocytes %",
]  # fmt: skip

# Spellings as `_name_key` leaves them: small letters, one blank between words, no blood, no method.
_NAMES: dict[str, Analyte] = {
    name: analyte
    for analyte, names in dict[Analyte, tuple[str, ...]](
        {
            "neutrophils": (
                "neutrophil", "anc", "absolute neutrophil count", "absolute neutrophils",
                "neutrophil count", "neutrophils absolute", "neut", "neuts", "neu", "neutro",
                "abs neutrophils", "neutrophils abs", "neutrophils volume",
            ),
            "white cells": (
                "wbc", "leukocytes", "leucocytes", "white blood cells", "white blood cell count",
                "white cell count", "wcc", "white cell", "leukocyte count", "leucocyte count",
                "leukocytes volume", "wbc auto bld vol",
            ),
            "lymphocytes": (
                "lymphocyte", "alc", "lym", "lymph", "lymphs", "absolute lymphocyte count",
                "absolute lymphocytes", "lymphocyte count", "lymphocytes absolute",
                "lymphocytes volume",
            ),
            "platelets": (
                "platelet", "plt", "plat", "plts", "platelet count", "thrombocytes",
                "thrombocyte count", "platelets volume",
            ),
            "haemoglobin": ("hemoglobin", "hgb", "hb", "hemoglobin mass volume"),
            "creatinine": ("creat", "crea", "cr", "scr", "serum creatinine"),
            "ALT": ("alt", "alat", "gpt", "sgpt", "alanine aminotransferase"),
            "AST": ("ast", "asat", "got", "sgot", "aspartate aminotransferase"),
            "CRP": ("crp", "c reactive protein"),
            "ESR": ("esr", "bsr", "erythrocyte sedimentation rate", "sedimentation rate"),
            # SDTM's short names; LOINC's "/100 leukocytes" and "NFr" (number fraction)
            "neutrophils %": (
                "neutle", "neutrophils leukocytes", "neutrophils 100 leukocytes", "neutrophils nfr",
            ),
            "segmented neutrophils %": (
                "segmented neutrophils", "neutrophils segmented", "segmented", "segs", "seg",
                "neutsgle", "neutsg", "neutrophils segmented leukocytes",
                "segmented neutrophils leukocytes", "segmented neutrophils 100 leukocytes",
                "neutrophils segmented 100 leukocytes", "segmented neutrophils nfr",
                "segmentkernige",
            ),
            "band neutrophils %": (
                "bands", "band", "band neutrophils", "neutrophils band form", "band forms",
                "band form neutrophils", "stabs", "stab cells", "stab neutrophils", "neutble",
                "neutb", "neutrophils band form leukocytes", "band form neutrophils leukocytes",
                "band form neutrophils 100 leukocytes", "band form neutrophils nfr", "stabkernige",
            ),
            "lymphocytes %": (
                "lymle", "lymphocytes leukocytes", "lymphocytes 100 leukocytes", "lymphocytes nfr",
            ),
        }
    ).items()
    for name in (*names, analyte.casefold())
}  # fmt: skip

# What an analyte is called where it is reported as a share of the white cells.
SHARES: dict[Analyte, Analyte] = {
    "neutrophils": "neutrophils %",
    "segmented neutrophils %": "segmented neutrophils %",
    "band neutrophils %": "band neutrophils %",
    "lymphocytes": "lymphocytes %",
}
_PER_CENT = re.compile(r"%|\bper ?cent(?:age)?\b|\bpct\b")
_ABSOLUTE = re.compile(r"\b(?:anc|alc|abs|absolute|count|volume)\b")
_SPECIMEN = re.compile(r" (?:in )?(?:blood|bld)(?: (?:by )?(?:automated|auto|manual)(?: count)?)?$")


@lru_cache(maxsize=1024)
def canonical_analyte(name: str) -> Analyte | None:
    """Return the analyte a name alone means, or None if the table does not hold the spelling."""
    key = _name_key(name)
    bare = " ".join(_PER_CENT.sub(" ", key).split())
    found = _NAMES.get(bare)
    return found if bare == key or found is None else SHARES.get(found)


def says_count(name: str) -> bool:
    """Whether a name itself says that it is a count, no share."""
    return _ABSOLUTE.search(_name_key(name)) is not None


@lru_cache(maxsize=1024)
def _name_key(name: str) -> str:
    return _SPECIMEN.sub("", " ".join(re.sub(r"[^\w%]|_", " ", name.casefold()).split()))
