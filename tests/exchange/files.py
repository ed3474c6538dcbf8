"""Case files for the tests of the exchange, as bytes."""

import json
from typing import Any

from dle_desktop.exchange.case_json import ReadResult, parse_cases

CASE_ID = "00000000-0000-4000-8000-00000000000{}"


def envelope(**changes: Any) -> dict[str, Any]:
    """Return the plain value of a valid case file, with changes."""
    return {"format": "dle-desktop-case", "version": 1, "cases": [plain_case()], **changes}


def plain_case(**changes: Any) -> dict[str, Any]:
    """Return the plain value of a small case with a record of each kind, with changes."""
    return {
        "id": CASE_ID.format(1),
        "label": "Case 1",
        "courses": [
            {
                "id": "c1",
                "drug": "lenalidomide",
                "doses": [{"id": "d1", "start": {"offset": "P0D"}, "amount": 5.0}],
            }
        ],
        "assessments": [{"id": "a1", "moment": {"date": "2024-05-17"}, "activity": 18}],
        "labs": [{"id": "l1", "analyte": "neutrophils", "value": 1.2, "unit": "10*9/L"}],
        "events": [{"id": "e1", "kind": "flare", "text": "hands"}],
        **changes,
    }


def file_with(**changes: Any) -> bytes:
    """Return a valid file whose one case has changes."""
    return json.dumps(envelope(cases=[plain_case(**changes)])).encode()


GOOD = file_with()


def told(data: bytes) -> list[str]:
    """Return the problems of a file as "path: sentence"; nothing may be imported beside them."""
    result = parse_cases(data)
    assert_all_or_nothing(result)
    return [f"{problem.path}: {problem.message}" for problem in result.problems]


def assert_all_or_nothing(result: ReadResult) -> None:
    """Hold a result to its promise: cases or problems, and every problem a printable sentence."""
    assert not (result.cases and result.problems)
    for problem in (*result.problems, *result.notes):
        assert problem.message
        assert problem.message.isprintable()
        assert problem.path.startswith("$")
        assert problem.path.isprintable()
