"""Which fields of a case may leave it with reduced identifiers, and how: the allow-list.

A field that is not listed stays behind, so one that is added later does until somebody decides.
What a deed does is the business of `deidentified`.
"""

from typing import Final, Literal

from msgspec import Struct

from dle_desktop.domain.case import (
    Anchor,
    Assessment,
    Case,
    Course,
    Diagnosis,
    Dose,
    Event,
    LabResult,
    Provenance,
    Reading,
    Subject,
    Taper,
    TaperStep,
)
from dle_desktop.domain.clasi_items import ClasiItems, ScalpRow, ZoneRow, ZoneRows
from dle_desktop.domain.rules import Rules

Deed = Literal[
    "as it is", "its parts", "new id", "new reference", "other label", "moment", "steps", "text",
    "drug", "group", "analyte", "unit", "route", "grade version", "with its text",
]  # fmt: skip
KEPT: Final[dict[type[Struct], dict[str, Deed]]] = {
    Case: {
        "id": "new id", "label": "other label", "subject": "its parts", "diagnosis": "its parts",
        "index_drug": "drug", "anchor": "its parts", "courses": "its parts",
        "assessments": "its parts", "labs": "its parts", "events": "its parts",
        "follow_up_end": "moment", "rules": "its parts", "notes": "text",
        "provenance": "its parts", "synthetic": "as it is",
    },
    Subject: {"sex": "as it is"},
    Diagnosis: {"text": "text", "code": "text", "system": "text"},
    Anchor: {"kind": "as it is", "text": "text"},
    Course: {
        "id": "new id", "drug": "drug", "group": "group", "route": "route", "doses": "its parts",
        "note": "text", "source": "text",
    },
    Dose: {
        "id": "new id", "status": "as it is", "start": "moment", "end": "moment",
        "ongoing": "as it is", "last_known": "moment", "amount": "as it is", "unit": "unit",
        "frequency": "as it is", "as_written": "text", "taper": "its parts", "reason": "text",
        "stop_reason": "text", "note": "text", "source": "text",
    },
    Taper: {"from_amount": "as it is", "to_amount": "as it is", "steps": "steps"},
    TaperStep: {"start": "moment", "amount": "as it is"},
    Assessment: {
        "id": "new id", "moment": "moment", "until": "moment", "instrument": "as it is",
        "activity": "as it is", "damage": "as it is", "activity_reading": "its parts",
        "damage_reading": "its parts", "items": "its parts", "assessor": "text", "note": "text",
        "source": "text",
    },
    Reading: {"direction": "as it is", "text": "text"},
    LabResult: {
        "id": "new id", "moment": "moment", "analyte": "analyte", "value": "as it is",
        "comparator": "as it is", "unit": "unit", "low": "as it is", "high": "as it is",
        "text": "text", "calculated": "as it is", "note": "text", "source": "text",
    },
    Event: {
        "id": "new id", "kind": "as it is", "moment": "moment", "end": "moment",
        "ongoing": "as it is", "text": "text", "grade": "as it is",
        "grade_version": "grade version", "serious": "as it is", "drug": "drug",
        "pinned": "with its text", "note": "text", "source": "text",
    },
    Provenance: {"text": "text", "citation": "text", "doi": "text"},
    ClasiItems: {
        "zones": "its parts", "mucosa": "as it is", "recent_hair_loss": "as it is",
        "alopecia_nonscarring": "as it is", "dyspig_ge_12m": "as it is",
        "scalp_scarring": "as it is", "rest_clear": "as it is",
    },
    ZoneRows: dict.fromkeys(
        (
            "scalp", "ears", "nose_malar", "face_rest", "v_neck", "post_neck_shoulders", "chest",
            "abdomen", "back_buttocks", "arms", "hands", "legs", "feet",
        ),
        "its parts",
    ),
    ScalpRow: dict.fromkeys(("erythema", "scale", "dyspigmentation"), "as it is"),
    ZoneRow: dict.fromkeys(("erythema", "scale", "dyspigmentation", "scarring"), "as it is"),
    Rules: {
        "baseline": "new reference",
        **dict.fromkeys(
            (
                "baseline_days_before", "baseline_days_after", "confirmed_within_days",
                "flare_points", "flare_percent", "relapse_within_days", "few_visits",
                "blood_counts", "months", "weekly_window_days", "monthly_window_days", "held_days",
                "anew_on_increase", "pregnancy_tests", "cycles",
            ),
            "as it is",
        ),
    },
}  # fmt: skip
