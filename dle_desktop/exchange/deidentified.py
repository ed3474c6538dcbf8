"""A case with reduced identifiers: only what is listed here leaves, and it is told what did not.

By allow-list (`kept_fields`). Texts that a closed table knows (drugs, analytes, units, routes) are
kept, all others only where a person confirmed them. Reduced is not anonymous: doses, scores and
how long things lasted can be recognised by who knows the patient.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Final, Literal, TypeVar, get_args
from uuid import uuid4

from msgspec import Struct

from dle_desktop.domain.analytes import canonical_analyte
from dle_desktop.domain.case import (
    Case,
    Course,
    DrugGroup,
    Subject,
    TaperStep,
)
from dle_desktop.domain.dates import day_zero, moments_of, resolve, stated_zero
from dle_desktop.domain.drugs import KNOWN_DRUGS, generic_name, group_of
from dle_desktop.domain.labs import ANALYTES, known_unit
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.records import new_id
from dle_desktop.exchange.free_text import FreeText, flags_of
from dle_desktop.exchange.kept_fields import KEPT, Deed
from dle_desktop.exchange.problems import json_path
from dle_desktop.exchange.reduced_moments import DAYS_PER_YEAR, How, reduced_moment

Code = Literal[
    "label", "ids", "identity", "age", "age-over-89", "birth-dropped", "skin-type", "times",
    "printed", "day-zero", "day-zero-assumed", "moments-days", "moments-kept", "moments-whole",
    "moments-weeks", "moments-open", "moments-years", "moments-dropped", "drugs", "analytes",
    "texts-kept", "texts-removed", "remains",
]  # fmt: skip
CODES: Final[tuple[Code, ...]] = get_args(Code)
OLDEST_TOLD: Final = 89  # years; above, few people share an age

Path = tuple[str | int, ...]
_Value = TypeVar("_Value", bound=Struct)

_UNITS: Final = frozenset({"mg", "g", "µg", "μg", "ug", "mcg", "ml", "iu", "mg/kg", "mg/day"})
_ROUTES: Final = frozenset(
    {
        "oral", "po", "topical", "intravenous", "iv", "subcutaneous", "sc", "intramuscular", "im",
        "intralesional", "ophthalmic", "nasal", "inhaled", "transdermal", "rectal",
    }
)  # fmt: skip
_GRADE_VERSION: Final = re.compile(r"CTCAE v?[1-9](\.[0-9]{1,2})?")


class Check(Struct, frozen=True):
    """A line of the check list: what was removed, changed or kept, and how often."""

    code: Code
    count: int


def deidentified(
    case: Case,
    how: How,
    keep_texts: Collection[str] = frozenset(),
    *,
    label: str = "Case A",
) -> Case:
    """Return what may leave of a case, under another label and with ids of its own each time.

    Parameters
    ----------
    case
        The case.
    how
        Whether moments are counted in days from day 0, or only their years remain.
    keep_texts
        The paths of the free texts (`free_texts`) that a person confirmed; all others go.
    label
        What it is called.
    """
    return _Walk(case, how, keep_texts, label).reduced


def free_texts(case: Case) -> tuple[FreeText, ...]:
    """Return every text of a case that leaves only where a person confirms it, in file order.

    A drug or an analyte that no table knows is told where it first occurs, for all its places.
    """
    return tuple(_Walk(case, "days", (), "Case A").texts)


def checklist(case: Case, how: How, keep_texts: Collection[str] = frozenset()) -> tuple[Check, ...]:
    """Return what would be removed, changed and kept, with counts, in the order it is read."""
    counts = _Walk(case, how, keep_texts, "Case A").counts
    return tuple(Check(code, counts[code]) for code in CODES if counts[code])


def total(checklists: Iterable[Sequence[Check]]) -> tuple[Check, ...]:
    """Return one check list for several cases."""
    counts: Counter[Code] = Counter()
    for checks in checklists:
        counts.update({check.code: check.count for check in checks})
    return tuple(Check(code, counts[code]) for code in CODES if counts[code])


def label_of(number: int) -> str:
    """Return the label of the first, second, ... case (from 0): "Case A", "Case B", "Case AA"."""
    letters = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return f"Case {letters}"


class _Walk:
    """Goes once through a case, keeps what is listed, counts and collects what is not."""

    def __init__(self, case: Case, how: How, keep: Collection[str], label: str) -> None:
        self.counts: Counter[Code] = Counter({"label": 1, "remains": 1})
        self.texts: list[FreeText] = []
        self._how = how
        self._keep = frozenset(keep)
        self._label = label
        self._zero = day_zero(case)
        self._ids = {one.id: new_id(type(one).__name__.lower()) for one in case.records()}
        self._groups = {generic_name(one.drug): group_of(one) for one in case.courses}
        self._names: dict[str, str] = {}
        self._numbers: Counter[str] = Counter()
        self.counts["ids"] = 1 + len(self._ids)
        self.counts["times"] = sum(1 for one in (case.created, case.changed) if one)
        self.counts["times"] += bool(case.revision)
        self.counts["printed"] = len(case.printed)
        self.counts["day-zero"] = int(case.anchor.date is not None)
        assumed = self._zero is not None and stated_zero(case) is None
        self.counts["day-zero-assumed"] = int(assumed and how == "days")
        self._age = self._age_of(case)
        self.reduced = self._parts(case, ())

    def _parts(self, value: _Value, path: Path) -> _Value:
        listed = KEPT[type(value)]
        parts = {
            name: self._done(listed[name], value, name, (*path, name))
            for name in value.__struct_fields__
            if name in listed
        }
        if isinstance(value, Subject):
            parts["age_years"] = self._age
        return type(value)(**parts)

    def _done(self, deed: Deed, owner: Struct, name: str, path: Path) -> Any:
        value = getattr(owner, name)
        if deed == "as it is" or (value is None and deed != "group"):
            return value
        return _DEEDS[deed](self, owner, value, path)

    def in_parts(self, _: Struct, value: Any, path: Path) -> Any:
        if isinstance(value, tuple):
            return tuple(self._parts(one, (*path, at)) for at, one in enumerate(value))
        return self._parts(value, path)

    def new_id(self, _: Struct, value: str, path: Path) -> str:
        return str(uuid4()) if path == ("id",) else self._ids[value]

    def new_reference(self, _: Struct, value: str, path: Path) -> str | None:
        del path
        return self._ids.get(value)

    def other_label(self, *_: object) -> str:
        return self._label

    def group(self, course: Course, *_: object) -> DrugGroup:
        return group_of(course)

    def with_its_text(self, _: Struct, value: bool, path: Path) -> bool:
        return value and json_path((*path[:-1], "text")) in self._keep

    def moment(self, _: Struct, moment: Moment, path: Path) -> Moment | None:
        del path
        left, treated = reduced_moment(moment, self._zero, self._how)
        self.counts[treated] += 1
        return left

    def steps(
        self, _: Struct, steps: tuple[TaperStep, ...], path: Path
    ) -> tuple[TaperStep, ...] | None:
        """Return the steps, or None (not reported) where one of them can no longer be placed."""
        left = tuple(self._parts(one, (*path, at)) for at, one in enumerate(steps))
        return left if all(step.start for step in left) else None

    def text(self, _: Struct, text: str, path: Path) -> str | None:
        return text if text.strip() and self._confirmed(text, path) else None

    def unit(self, owner: Struct, text: str, path: Path) -> str | None:
        bare = " ".join(text.split())
        known = bare.casefold() in _UNITS or any(known_unit(one, bare) for one in ANALYTES)
        return bare if known else self.text(owner, text, path)

    def route(self, owner: Struct, text: str, path: Path) -> str | None:
        bare = " ".join(text.split())
        return bare if bare.casefold() in _ROUTES else self.text(owner, text, path)

    def grade_version(self, owner: Struct, text: str, path: Path) -> str | None:
        return text if _GRADE_VERSION.fullmatch(text) else self.text(owner, text, path)

    def drug(self, _: Struct, text: str, path: Path) -> str | None:
        name = generic_name(text)
        if name in KNOWN_DRUGS or not name:
            return name or None
        group = self._groups.get(name, "other")
        return self._name(f"drug {name}", text, path, f"{group} drug", "drugs")

    def analyte(self, _: Struct, text: str, path: Path) -> str:
        bare = " ".join(text.split())
        if canonical_analyte(bare) is not None:
            return bare
        return self._name(f"analyte {bare.casefold()}", text, path, "analyte", "analytes")

    def _confirmed(self, text: str, path: Path) -> bool:
        where = json_path(path)
        self.texts.append(FreeText(where, text, flags_of(text)))
        kept = where in self._keep
        self.counts["texts-kept" if kept else "texts-removed"] += 1
        return kept

    def _name(self, key: str, text: str, path: Path, other: str, code: Code) -> str:
        """Return the name of what no table knows, or one that only tells it from others."""
        if key not in self._names:
            if self._confirmed(text, path):
                self._names[key] = text
            else:
                self._numbers[other] += 1
                self._names[key] = f"{other} {self._numbers[other]}"
                self.counts[code] += 1
        return self._names[key]

    def _age_of(self, case: Case) -> float | None:
        """Return the age at day 0 in whole years, None where it is not known or too rare."""
        subject = case.subject
        self.counts["identity"] = sum(1 for one in (subject.name, subject.record_number) if one)
        self.counts["skin-type"] = int(subject.skin_type is not None)
        age = None if subject.age_years is None else int(subject.age_years)
        if age is None and subject.birth_year is not None and self._zero is not None:
            age = self._zero.year - subject.birth_year
        if age is None or age < 0:
            self.counts["birth-dropped"] = int(subject.birth_year is not None)
            return None
        placed = filter(None, (resolve(one, self._zero) for one in moments_of(case)))
        last_day = max((one.at for one in placed), default=0.0)
        if age + max(0.0, last_day) / DAYS_PER_YEAR >= OLDEST_TOLD + 1:
            self.counts["age-over-89"] = 1
            return None
        self.counts["age"] = 1
        return float(age)


_DEEDS: Final[dict[Deed, Callable[[_Walk, Any, Any, Path], Any]]] = {
    "its parts": _Walk.in_parts,
    "new id": _Walk.new_id,
    "new reference": _Walk.new_reference,
    "other label": _Walk.other_label,
    "moment": _Walk.moment,
    "steps": _Walk.steps,
    "text": _Walk.text,
    "drug": _Walk.drug,
    "group": _Walk.group,
    "analyte": _Walk.analyte,
    "unit": _Walk.unit,
    "route": _Walk.route,
    "grade version": _Walk.grade_version,
    "with its text": _Walk.with_its_text,
}
