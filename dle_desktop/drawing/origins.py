"""Origins: what relative time of a case can be counted from.

Day 0, each step of the index drug, the baseline CLASI, and every event, told apart by number where
a kind occurs more than once. Which one is chosen is the view's business.
"""

from collections import Counter
from collections.abc import Iterator
from math import floor

from dle_desktop.domain.case import Case
from dle_desktop.domain.clasi import baseline
from dle_desktop.domain.dosing import Segment, figure_text
from dle_desktop.drawing.axes import months_words
from dle_desktop.drawing.figure import Figure
from dle_desktop.drawing.time_axis import Origin

_NAMELESS = {"note", "other"}  # kinds that say nothing: the text of the event does
_LONGEST = 40
_ORDINAL = {1: "st", 2: "nd", 3: "rd"}


def origins_of(case: Case, figure: Figure) -> tuple[Origin, ...]:
    """Return the origins of a case, day 0 first, each group in order of days."""
    zero = Origin("", 0.0, figure.anchor_text, f"Day 0: {figure.anchor_text}")
    return (zero, *_steps(figure), *_baseline(case, figure), *_events(figure))


def origin_named(case: Case, figure: Figure, key: str) -> Origin | None:
    """Return the origin of a key; None for day 0, and for what the case no longer has."""
    if not key:
        return None
    return next((one for one in origins_of(case, figure) if one.key == key), None)


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 4th, 11th ..."""
    teens = 10 < number % 100 < 14  # noqa: PLR2004 - 11th, 12th, 13th
    return f"{number}{'th' if teens else _ORDINAL.get(number % 10, 'th')}"


def _steps(figure: Figure) -> Iterator[Origin]:
    for lane in figure.lanes:
        if lane.group != "index":
            continue
        changes = [cut for before, cut in _in_turn(lane.segments) if _changes(before, cut)]
        totals, seen = Counter(figure_text(cut) for cut in changes), Counter[str]()
        for cut in changes:
            amount = figure_text(cut)
            seen[amount] += 1
            if cut.start.at == 0.0:
                continue  # that is day 0
            words = f"{lane.drug} {amount}".strip()
            if totals[amount] > 1:
                words += f" ({ordinal(seen[amount])} time)"
            yield _origin(figure, f"dose:{cut.dose.id}:{amount}", cut.start.at, words,
                          exact=cut.start.exact)  # fmt: skip


def _in_turn(cuts: tuple[Segment, ...]) -> Iterator[tuple[Segment | None, Segment]]:
    before = None
    for cut in cuts:
        yield before, cut
        before = cut


def _changes(before: Segment | None, cut: Segment) -> bool:
    if before is None:
        return True
    if cut.start.at > before.end.at and cut.dose.id != before.dose.id:
        return True  # where a hold ended the same dose goes on
    return (before.level_to, before.unit) != (cut.level_from, cut.unit)


def _baseline(case: Case, figure: Figure) -> Iterator[Origin]:
    found = baseline(case, "activity") or baseline(case, "damage")
    if found is not None:
        place = found.score.place
        yield _origin(figure, "baseline", place.at, "baseline CLASI", exact=place.exact)


def _events(figure: Figure) -> Iterator[Origin]:
    totals, seen = Counter(mark.kind for mark in figure.events), Counter[str]()
    for mark in figure.events:
        seen[mark.kind] += 1
        words = mark.text if mark.kind in _NAMELESS or mark.kind == mark.text else mark.kind
        words = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
        if totals[mark.kind] > 1 and mark.kind not in _NAMELESS:
            words = f"{ordinal(seen[mark.kind])} {words}"
        more = mark.text if mark.text != mark.kind and mark.text not in words else ""
        yield _origin(figure, f"event:{mark.record_id}", mark.place.at, words,
                      exact=mark.place.exact, more=more, group=mark.kind)  # fmt: skip


def _origin(
    figure: Figure, key: str, at: float, words: str, *, exact: bool, more: str = "", group: str = ""
) -> Origin:
    """Return an origin on a whole day; one that is not known to the day says so."""
    day = float(floor(at))
    when = f"{'' if exact else 'about '}month {months_words(day, figure.zero)}"
    text = words if exact else f"{words} ({when})"
    more = more if len(more) <= _LONGEST else f"{more[: _LONGEST - 1].rstrip()}…"
    label = f"{words[:1].upper()}{words[1:]}{f': {more}' if more else ''} ({when})"
    return Origin(key, day, text, label, group)
