"""The words of a dose lane: what a step, a hold or a plan may say, longest first.

It measures nothing: `lane_labels` takes the first wording that finds room.
"""

from dle_desktop.domain.dosing import Segment, figure_text, number_text
from dle_desktop.drawing.figure import Gap, Lane

SEE_TABLE = "see table"
_VAGUE_DAYS = 90.0  # a start in doubt for longer is said to be not reported


def reason_of(lane: Lane, cut: Segment) -> str:
    """Return why a dose was begun or changed: at its first step only, not at every one of it."""
    first = next((one for one in lane.segments if one.dose.id == cut.dose.id), cut)
    return (cut.dose.reason or "") if first.start.at == cut.start.at else ""


def wordings(cut: Segment, reason: str, *, roomy: bool) -> list[str]:
    """Return what a segment may say, longest first; `roomy` leaves the reason to a second line."""
    amount = figure_text(cut)
    dose = cut.dose
    taper = dose.taper
    if cut.level_from is None:
        return [dose.as_written or "dose not reported", "dose not reported", "?"]
    if cut.kind == "wedge" and taper is not None:
        way = "up" if taper.to_amount > taper.from_amount else "down"
        start = f"{amount} taper" if taper.to_amount == 0 else f"{amount} {way}"
        return [f"{start}, steps not reported", amount]
    number = number_text(cut.level_from)
    if taper is not None and cut.level_from != taper.from_amount:
        return [number]
    more = []
    if cut.kind == "unknown":
        how = {"PRN": "as needed", "other": dose.as_written or "frequency as written"}
        more = [f"{amount}, {how.get(dose.frequency or '', 'frequency not reported')}"]
    elif reason and cut.start.high - cut.start.low > _VAGUE_DAYS:
        more = [f"{amount}, {reason}, date not reported", f"{amount}, {reason}"]
    elif reason and not roomy:
        more = [f"{amount}, {reason}"]
    return [*more, amount, number]


def plan_wordings(cut: Segment, *, first: bool) -> list[str]:
    """Return what a planned dose may say; the first one says that it is planned."""
    if cut.level_from is None:
        return ["planned, dose not reported", "planned"]
    amount, number = figure_text(cut), number_text(cut.level_from)
    if not first:
        return [number]
    return [f"planned {amount}", f"planned {number}", number]


def gap_wordings(gap: Gap) -> list[str]:
    """Return what a hold may say."""
    reason = gap.dose.reason
    return [f"held: {reason}", reason, "held"] if reason else ["held"]
