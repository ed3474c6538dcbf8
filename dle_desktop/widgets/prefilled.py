"""What the form of a new record says at first, of the place on the picture it was asked for."""

from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.case import Case
from dle_desktop.domain.dates import day_zero
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.records import RecordMissing, course_of
from dle_desktop.domain.stated_days import moment_on
from dle_desktop.plots.edit_requests import Wanted
from dle_desktop.widgets.fields import Draft


def draft_of(case: Case, wanted: Wanted) -> Draft:
    """Return the texts of the fields that are known."""
    day = _day_text(case, wanted.day)
    match wanted.kind:
        case "dose":
            return {"start": day, **_dose(case, wanted)}
        case "assessment":
            value: dict[str, str] = {}
            if wanted.side is not None:
                value[wanted.side] = format_number(wanted.value)
            return {"moment": day, **value}
        case "lab":
            return {"moment": day, **({"analyte": wanted.analyte} if wanted.analyte else {})}
        case "event":
            return {"moment": day}


def _dose(case: Case, wanted: Wanted) -> Draft:
    said = {} if wanted.until is None else {"end": _day_text(case, wanted.until)}
    if wanted.drug:
        said["drug"] = wanted.drug
    like = wanted.like
    if like is None:
        return said
    try:
        said["route"] = course_of(case, like.id).route or ""
    except RecordMissing:  # it went while the gesture lasted
        return said
    if wanted.status != "taken":
        said["status"] = wanted.status
    if wanted.status == "held":  # an interruption has no amount of its own
        return said
    said |= {"unit": like.unit or "", "frequency": like.frequency or ""}
    return said if like.taper else {**said, "amount": format_number(like.amount)}


def _day_text(case: Case, day: float) -> str:
    return format_moment(moment_on(day, day_zero(case)))
