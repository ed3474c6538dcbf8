"""The figures of steroids: the daily dose then and now, what was reached, and what was taken.

An association with the index drug at most: whether it spared the steroid is for the reader.
"""

from math import isfinite

from dle_desktop.domain.bounds import Bounds
from dle_desktop.domain.cumulative import RULE
from dle_desktop.domain.dosing import number_text
from dle_desktop.domain.evidence import ours, published
from dle_desktop.domain.figures import REVIEW_RULE, Figure, Review
from dle_desktop.domain.standing import level_text
from dle_desktop.domain.steroids import (
    CUTS,
    PULSE_MG,
    SOURCE,
    Reached,
    Restart,
    Steroids,
    equivalent_on,
    reached,
    restarts,
    steroids_of,
)

_SPARING_RULE = (
    "systemic steroids as prednisone a day, on the day of the first index dose and "
    f"{REVIEW_RULE}; the first day from then on at or under 10, 7.5, 5 and 0 mg/d, and whether it "
    "held until then; a restart for systemic disease is no failure of the skin; local steroids, "
    "single doses and pulses do not count"
)
_SPARING_SOURCES = (
    published(SOURCE),
    published("5 mg/d: EULAR and DORIS; 7.5: LLDAS and TULIP; 10: TULIP"),
    ours("0 mg/d, and whether it held"),
)
_TOTAL_RULE = (
    f"systemic steroids as prednisone from the first index dose until the day of review: {RULE}"
)
_TOTAL_SOURCES = (
    published(SOURCE),
    ours(f"intravenous doses from {PULSE_MG:.0f} mg of prednisone on are pulses"),
)


def sparing_figure(review: Review) -> Figure:
    """Return the figure of steroid sparing: from which daily dose to which, and how it went."""
    found = steroids_of(review)
    value = detail = brief = None
    records: tuple[str, ...] = ()
    if found is not None:
        then, now = equivalent_on(found, found.begun), equivalent_on(found, review.day)
        if then.exact and now.exact:
            value = f"{number_text(then.low)} to {number_text(now.low)} mg/d"
            details = _percent(then.low, now.low)
            brief = details[0] if details else None
        else:
            details = [_doubt(f"at {_begun(found)}", then), _doubt("now", now)]
        if then.high > 0:
            details += _reached_texts(found)
        details += [_restart_text(one) for one in restarts(found)]
        detail, records = "; ".join(details) or None, found.taken.records
    return Figure(
        key="steroid_sparing", label="Steroid sparing", value=value, detail=detail, brief=brief,
        rule=_SPARING_RULE, sources=_SPARING_SOURCES, records=records,
    )  # fmt: skip


def _begun(found: Steroids) -> str:
    if found.begun == 0:
        return "day 0"
    return f"the first index dose, day {found.begun:.0f}"


def _doubt(when: str, daily: Bounds) -> str:
    if not isfinite(daily.high):
        return f"{when} not known"
    return f"{when} {daily.text('mg/d')}"


def _percent(then: float, now: float) -> list[str]:
    if then == now:
        return ["unchanged"]
    if then == 0:
        return []
    percent = f"{(now - then) / then * 100:+.1f}".removesuffix(".0")
    return [f"{percent} %".replace("-", "\u2212")]


def _reached_texts(found: Steroids) -> list[str]:
    """Return what was reached and whether it held, doses of one fate together."""
    fates: dict[tuple[object, ...], tuple[list[float], Reached]] = {}
    for one in (reached(found, cut) for cut in CUTS if cut):
        fate = (one.first, one.sure, one.broken, one.held)
        fates.setdefault(fate, ([], one))[0].append(one.cut)
    texts = []
    for cuts, one in fates.values():
        named = " and ".join(number_text(cut) for cut in cuts)
        texts.append(_reached_text(f"at or under {named} mg/d", one))
    return [*texts, _reached_text("off", reached(found, 0.0))]


def _reached_text(what: str, one: Reached) -> str:
    if one.first is None:
        return f"not {what}"
    if one.sure is None:
        return f"whether {what} is not known"
    when = f"from day {one.sure:.0f}"
    if one.first != one.sure:
        when = f"first between day {one.first:.0f} and day {one.sure:.0f}"
    if one.broken is not None:
        return f"{what} {when}, not held after day {one.broken:.0f}"
    return f"{what} {when}, {'held' if one.held else 'whether it held is not known'}"


def _restart_text(one: Restart) -> str:
    level = level_text(one.stretch.cut)
    reason = f" ({one.reason})" if one.reason else " (reason not reported)"
    skin = ", for systemic disease: no failure of the skin" if one.systemic else ""
    return f"restarted at {level}{reason}{skin}"


def steroid_total_figure(review: Review) -> Figure:
    """Return the figure of the steroid taken since the index drug began, as prednisone."""
    found = steroids_of(review)
    value = detail = None
    records: tuple[str, ...] = ()
    if found is not None:
        since = found.taken.between(found.begun, review.day)
        value = since.text() if since.known else None
        detail = ", ".join(_beside(found)) or None
        records = tuple(dict.fromkeys((*found.taken.records, *found.pulses.records)))
    return Figure(
        key="steroid_total", label="Prednisone since the index drug", value=value, detail=detail,
        rule=_TOTAL_RULE, sources=_TOTAL_SOURCES, records=records,
    )  # fmt: skip


def _beside(found: Steroids) -> list[str]:
    """Return what stands beside the sum: before the index drug, pulses, and what it leaves out."""
    beside = []
    before = found.taken.between(float("-inf"), found.begun)
    if before.high > 0 and any(stretch.start.at < found.begun for stretch in found.stretches):
        amount = before.text() if before.known else "an amount not known"
        beside.append(f"{amount} recorded before {_begun(found)}")
    pulses = found.pulses.between(found.begun, found.review.day)
    if pulses.high > 0:
        beside.append(f"{pulses.text()} in pulses")
    if found.taken.as_needed:
        beside.append("doses as needed left out")
    if found.taken.unknown:
        beside.append("an amount is not known")
    return beside
