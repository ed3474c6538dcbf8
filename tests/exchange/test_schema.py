"""The shipped schema and format page: generated, complete, and of one mind with the types."""

import json
import re
from typing import Any

import jsonschema_rs
import msgspec
import pytest
from hypothesis import given, settings

from dle_desktop import resources
from dle_desktop.domain.case import Case
from dle_desktop.exchange.case_json import parse_cases, write_cases
from dle_desktop.exchange.envelope import Envelope
from dle_desktop.exchange.field_notes import FIELD_NOTES
from dle_desktop.exchange.format_page import format_page
from dle_desktop.exchange.schema import case_schema, schema_bytes
from tests.exchange.files import envelope, plain_case
from tests.strategies import several_cases

VALIDATOR = jsonschema_rs.Draft202012Validator(json.loads(schema_bytes()))


def test_the_shipped_schema_is_the_generated_one() -> None:
    assert resources.read_bytes("schema/case-1.schema.json") == schema_bytes()


def test_the_shipped_page_is_the_generated_one() -> None:
    assert resources.read_text("schema/case-format.md") == format_page()


def test_the_schema_is_valid_itself() -> None:
    jsonschema_rs.meta.validate(case_schema())


def test_every_field_is_described() -> None:
    fields = {
        name: set(definition["properties"])
        for name, definition in msgspec.json.schema(Envelope)["$defs"].items()
        if name != "Envelope"
    }
    assert {name: set(notes) for name, notes in FIELD_NOTES.items()} == fields


@settings(max_examples=40, deadline=None)
@given(several_cases(2))
def test_what_the_program_writes_fits_the_schema(cases: tuple[Case, ...]) -> None:
    assert not [str(error) for error in VALIDATOR.iter_errors(json.loads(write_cases(cases)))]


@pytest.mark.parametrize(
    "change",
    [
        {"label": ""},
        {"id": "x"},
        {"unknown": 1},
        {"follow_up_end": {"date": "2024", "offset": "P1D"}},
        {"follow_up_end": {}},
        {"assessments": [{"id": "a", "activity": 71}]},
        {"assessments": [{"id": "a", "instrument": "CLASI", "damage": 57}]},
        {
            "courses": [
                {
                    "id": "c",
                    "drug": "x",
                    "doses": [{"id": "d", "ongoing": True, "end": {"offset": "P1D"}}],
                }
            ]
        },
    ],
)
def test_the_schema_and_the_types_refuse_the_same(change: dict[str, Any]) -> None:
    wrong = envelope(cases=[plain_case(**change)])
    assert not VALIDATOR.is_valid(wrong)
    assert parse_cases(json.dumps(wrong).encode()).problems


@pytest.mark.parametrize(
    "change",
    [
        {"follow_up_end": {"date": "2024", "offset": None}},
        {"assessments": [{"id": "a", "instrument": "RCLASI", "activity": 71}]},
        {"courses": [{"id": "c", "drug": "x", "doses": [{"id": "d", "ongoing": True}]}]},
    ],
)
def test_the_schema_and_the_types_accept_the_same(change: dict[str, Any]) -> None:
    right = envelope(cases=[plain_case(**change)])
    assert VALIDATOR.is_valid(right)
    assert parse_cases(json.dumps(right).encode()).cases


def test_the_smallest_file_on_the_page_is_a_valid_file() -> None:
    shown = re.search(r"```json\n(.*?)```", format_page(), re.DOTALL)
    assert shown is not None
    assert len(parse_cases(shown.group(1).encode()).cases) == 1
