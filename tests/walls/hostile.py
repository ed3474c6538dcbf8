"""A patient whose every text is markup with a picture in it, and a name that can be searched for.

Which fields hold text is read off the types, so a new one is hostile from the day it is added.
"""

from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct, convert
from msgspec.structs import replace

from dle_desktop.domain.case import Case
from dle_desktop.domain.printed import Printed
from dle_desktop.domain.texts import Line, Name, Text
from dle_desktop.exchange.case_json import write_cases

CANARY = "ZZCANARY"
FIRST_ID, OTHER_ID, WRONG_ID = (f"00000000-0000-4000-8000-00000000000{n}" for n in (1, 2, 3))
_KINDS = (
    "improvement", "worsening", "flare", "adverse event", "infection", "visit", "missed visit",
    "biopsy", "photo", "hospitalisation", "thrombosis", "pregnancy test", "eye examination",
    "nerve conduction study", "vaccination", "systemic lupus", "note", "end of follow-up",
)  # fmt: skip


def hostile_text(picture: Path) -> str:
    """Return markup that would show a picture and a link, short enough for a name."""
    return f'{CANARY}<img src="file://{picture}"><b>X</b><a href=a>l</a>'


def hostile_case(text: str, case_id: str = FIRST_ID) -> Case:
    """Return a case with a record of each kind, in which whatever may be text is that text."""
    plain = {
        "id": case_id,
        "label": text,
        "anchor": {"kind": "other", "date": "2024-01-01"},
        "subject": {"sex": "female", "birth_year": 1970},
        "courses": [
            _course(f"c{number}", drug)
            for number, drug in enumerate(("lenalidomide", text, "prednisone"))
        ],
        "assessments": [
            *(_assessment(n, day) for n, day in enumerate((0, 40, 90, 200))),
            {"id": "r", "moment": {"offset": "P100D"}, "activity_reading": {"direction": "worse"}},
        ],
        "labs": [
            *(_lab(f"n{day}", "neutrophils", day, "10*9/L") for day in (0, 40, 80, 120)),
            *(_lab(f"h{day}", text, day, "10*9/L") for day in (0, 50, 90)),
            _lab("u", "neutrophils", 150, None),
            _lab("v", text, 160, None),
            {"id": "w", "analyte": text, "moment": {"offset": "P170D"}},
        ],
        "events": [_event(n, kind) for n, kind in enumerate(_KINDS)],
        "follow_up_end": {"offset": "P240D"},
        "synthetic": True,
    }  # fmt: skip
    case: Case = _haunted(convert(plain, Case), text)
    return case


def write_hostile_files(folder: Path, text: str) -> tuple[Path, Path, Path]:
    """Write a file of two hostile cases, one with a case changed since, and one that is wrong."""
    good, changed, wrong = (folder / f"{name}.json" for name in ("good", "changed", "wrong"))
    first, other = hostile_case(text), hostile_case(text, OTHER_ID)
    good.write_bytes(write_cases([first, other]))
    changed.write_bytes(write_cases([replace(other, notes=f"{text} {text}", courses=())]))
    third = write_cases([hostile_case(text, WRONG_ID)]).decode()
    key = text.replace('"', '\\"')
    wrong.write_text(third.replace('"revision"', f'"{key}"').replace('"QD"', f'"{key}"'))
    return good, changed, wrong


def _course(course_id: str, drug: str) -> dict[str, Any]:
    def dose(number: int, first: int, end: int | None, **more: Any) -> dict[str, Any]:
        ends = {"ongoing": True} if end is None else {"end": {"offset": f"P{end}D"}}
        return {
            "id": f"{course_id}d{number}", "start": {"offset": f"P{first}D"}, **ends,
            "amount": 5.0 * number, "unit": "mg", "frequency": "QD", **more,
        }  # fmt: skip

    taper = {"from_amount": 10, "to_amount": 5}
    doses = [
        dose(1, 0, 60), dose(2, 60, 100, taper=taper), dose(3, 100, None),
        dose(4, 120, 130, status="held"), dose(5, 230, 260, status="planned"),
    ]  # fmt: skip
    return {"id": course_id, "drug": drug, "doses": doses}


def _assessment(number: int, day: int) -> dict[str, Any]:
    moment = {"offset": f"P{day}D"}
    return {"id": f"a{number}", "moment": moment, "activity": 20 - 4 * number, "damage": number}


def _lab(lab_id: str, analyte: str, day: int, unit: str | None) -> dict[str, Any]:
    moment = {"offset": f"P{day}D"}
    found = {
        "id": lab_id,
        "analyte": analyte,
        "moment": moment,
        "value": 0.9,
        "low": 1.5,
        "high": 7,
    }
    return found | ({"unit": unit} if unit else {})


def _event(number: int, kind: str) -> dict[str, Any]:
    return {
        "id": f"e{number}", "kind": kind, "moment": {"offset": f"P{number * 12}D"},
        "pinned": number % 4 == 0, "grade": 1 + number % 4, "serious": bool(number % 2),
    }  # fmt: skip


def _haunted(value: Any, text: str) -> Any:
    """Return a value with the text in each text that is not given, in all that it holds."""
    if isinstance(value, tuple):
        return tuple(_haunted(one, text) for one in value)
    if not isinstance(value, Struct) or isinstance(value, Printed):
        return value
    changes = {}
    for name, kind in get_type_hints(type(value), include_extras=True).items():
        old = getattr(value, name)
        is_text = any(one in (Line, Name, Text) for one in _alternatives(kind))
        changes[name] = text if is_text and old is None else _haunted(old, text)
    return replace(value, **changes)


def _alternatives(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (UnionType, Union) else (kind,)
