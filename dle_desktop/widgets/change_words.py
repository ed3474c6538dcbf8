"""The changes of an entry of the history, in words: what, before, after.

It words field by field what `domain.field_changes` tells; what nobody edits is left out.
"""

from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET

from dle_desktop import wording
from dle_desktop.domain.case import Assessment, Case, Course, Event, LabResult
from dle_desktop.domain.field_changes import ORDER, FieldChange
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.records import find_record
from dle_desktop.storage.history import Entry
from dle_desktop.widgets.moment_words import date_words
from dle_desktop.widgets.plain_text import tr

_STAMPS = frozenset({"revision", "created", "changed"})
_LONGEST = 300


class ChangedLine(NamedTuple):
    """One line of what changed."""

    what: str
    before: str
    after: str


def changed_lines(entry: Entry, before: Case | None, after: Case | None) -> tuple[ChangedLine, ...]:
    """Return what an entry changed, a line each."""
    return tuple(
        ChangedLine(path_words(change.path, before, after), *_values(change))
        for change in entry.changes or ()
        if change.path[0] not in _STAMPS
    )


def entry_words(entry: Entry) -> str:
    """Return an entry in two lines: when and what, by whom."""
    kinds = {
        "created": tr("new"), "changed": tr("changed"), "deleted": tr("put in the trash"),
        "brought back": tr("brought back"), "gone for good": tr("deleted for good"),
    }  # fmt: skip
    when = f"{date_words(entry.when[:10])}, {entry.when[11:16]} ({entry.when[19:] or 'Z'})"
    step = entry.step or kinds[entry.kind]
    return tr("{when}: {step}, revision {revision}\n{who}").format(
        when=when, step=step, revision=entry.revision, who=entry.who
    )


def path_words(path: tuple[str, ...], before: Case | None, after: Case | None) -> str:
    """Return where a field stands: of which drug, dose or visit, and its name.

    A step of the path is the name of a field or the id of a record, looked for in `after` first.
    """
    words: list[str] = []
    for part in path:
        record = next(
            (found for case in (after, before) if case and (found := find_record(case, part))), None
        )
        course = next(
            (one for case in (after, before) if case for one in case.courses if one.id == part),
            None,
        )
        if part == ORDER:
            words.append(tr("order"))
        elif isinstance(course, Course):
            words = [course.drug]
        elif record is not None:
            # The record says which shelf it stands on; a dose does not say its drug.
            words = [*words[:-1], _record_words(record)]
        else:
            words.append(part.replace("_", " "))
    return " › ".join(words)


def _record_words(record: Any) -> str:
    if isinstance(record, Event):
        return record.text or tr("event")
    when = getattr(record, "moment", None) or getattr(record, "start", None)
    at = wording.moment_words(when) if isinstance(when, Moment) else ""
    what = tr("dose")
    if isinstance(record, Assessment):
        what = tr("CLASI")
    elif isinstance(record, LabResult):
        what = record.analyte
    return f"{what} {at}".strip()


def _values(change: FieldChange) -> tuple[str, str]:
    if change.path[-1] == ORDER:
        return "", ""
    return _value(change.old), _value(change.new)


def _value(value: Any) -> str:
    if value is UNSET or value is None:
        return wording.NOT_REPORTED
    if isinstance(value, dict):
        try:
            return wording.moment_words(msgspec.convert(value, Moment)) or wording.NOT_REPORTED
        except msgspec.ValidationError:
            told = (
                f"{name.replace('_', ' ')} {_value(one)}"
                for name, one in value.items()
                if name != "id"
            )
            return wording.shown(", ".join(told), _LONGEST)
    if isinstance(value, list):
        return wording.shown("; ".join(_value(one) for one in value), _LONGEST)
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return wording.shown(str(value), _LONGEST)
