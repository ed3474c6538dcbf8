"""The schema: the case format for other programs, generated from the types.

It adds descriptions and those rules of the types that a schema can say. It does not validate
(`diagnosis`) and writes no file: the tests hold `resources/schema/` equal to what is made here.
"""

import inspect
import json
from typing import Any, Final

import msgspec

from dle_desktop.domain.case import CLASI_ACTIVITY_MAX, CLASI_DAMAGE_MAX
from dle_desktop.exchange.envelope import FORMAT, VERSION, Envelope
from dle_desktop.exchange.field_notes import FIELD_NOTES

Schema = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
# What the types check after their fields, as far as a schema can say it.
_RULES: Final[dict[str, Schema]] = {
    "Moment": {
        "oneOf": [
            {"properties": {"date": {"type": "string"}}, "required": ["date"]},
            {"properties": {"offset": {"type": "string"}}, "required": ["offset"]},
        ]
    },
    "Dose": {
        "not": {
            "properties": {"ongoing": {"const": True}, "end": {"type": "object"}},
            "required": ["ongoing", "end"],
        }
    },
    "Assessment": {
        "if": {"properties": {"instrument": {"const": "CLASI"}}},
        "then": {
            "properties": {
                "activity": {"maximum": CLASI_ACTIVITY_MAX},
                "damage": {"maximum": CLASI_DAMAGE_MAX},
            }
        },
        "else": {"properties": {"items": {"type": "null"}}},
    },
}


def case_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a case file."""
    schema = msgspec.json.schema(Envelope)
    definitions: dict[str, Schema] = schema["$defs"]
    for name, definition in definitions.items():
        definition["description"] = _first_paragraphs(definition["description"])
        for field, note in FIELD_NOTES.get(name, {}).items():
            definition["properties"][field]["description"] = note
        definition.update(_RULES.get(name, {}))
    return {
        "$schema": _DIALECT,
        "title": f"{FORMAT}, version {VERSION}",
        "description": (
            "Cases of DLE Desktop. Beyond this schema a reader refuses days that no calendar has, "
            "two cases, or two records or prints of one case, with the same id, names given twice "
            "in one object, numbers beyond 64 bits, and text that is not UTF-8."
        ),
        **schema,
    }


def schema_bytes() -> bytes:
    """Return the schema as the bytes of `resources/schema/case-1.schema.json`."""
    return json.dumps(case_schema(), indent=2, ensure_ascii=False).encode() + b"\n"


def _first_paragraphs(docstring: str) -> str:
    """Return a docstring without its numpy sections, each paragraph on one line."""
    paragraphs = inspect.cleandoc(docstring).split("\n\n")
    told = [" ".join(text.split()) for text in paragraphs if "\n---" not in text]
    return "\n\n".join(told)
