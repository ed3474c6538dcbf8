"""Records and steps in words, as menus, undo and messages name them: "lenalidomide 5 mg"."""

from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.case import Assessment, Case, Course, Dose, Event, LabResult, Record
from dle_desktop.domain.moves import Move
from dle_desktop.domain.records import course_of, find_record
from dle_desktop.widgets.plain_text import tr


def record_words(case: Case, record: Record) -> str:
    """Return a record's name in a few words."""
    match record:
        case Dose():
            return f"{course_of(case, record.id).drug} {dose_words(record)}".strip()
        case Assessment():
            return record.instrument
        case LabResult():
            return record.analyte
        case Event():
            return record.text or record.kind
        case Course():
            return record.drug


def dose_words(dose: Dose) -> str:
    """Return an amount with its unit, or that it is a taper; nothing where not reported.

    A hold has no amount of its own, and a plan says that it is one.
    """
    if dose.status == "held":
        return tr("held")
    if dose.status == "planned":
        return f"{_amount_words(dose)} ({tr('planned')})".strip()
    return _amount_words(dose)


def _amount_words(dose: Dose) -> str:
    if dose.taper is not None:
        return tr("taper")
    if dose.amount is None:
        return ""
    return f"{format_number(dose.amount)} {dose.unit or ''}".strip()


def move_words(case: Case, move: Move) -> str:
    """Return the name of the step a move is: "Move end of lenalidomide 5 mg"."""
    record = find_record(case, move.record_id)
    name = record_words(case, record) if record is not None else ""
    if move.edge is None:
        return tr("Move {record}").format(record=name)
    parts = {
        "start": tr("Move start of {record}"),
        "end": tr("Move end of {record}"),
        "last known": tr("Move last known day of {record}"),
        "step": tr("Move step of {record}"),
    }
    return parts[move.edge.part].format(record=name)
