"""The response lines: activity at baseline, and what a fall to a response would be, as levels.

They are the rules of `domain.response` and nothing of their own; which to show is a view option.
"""

from dle_desktop.domain import clasi
from dle_desktop.domain.case import Case
from dle_desktop.domain.response import RULES, threshold

_SHORT = {"points": "\N{MINUS SIGN}4", "percent": "\N{MINUS SIGN}20 %", "clasi-50": "CLASI-50"}


def response_lines(case: Case) -> tuple[tuple[float, str], ...]:
    """Return levels of CLASI activity with their words, the highest first; none without a baseline.

    A level is the highest total that meets the rule; rules with the same one share a line.
    """
    found = clasi.baseline(case, "activity")
    if found is None:
        return ()
    base = found.score.value
    names: dict[int, list[str]] = {base: ["baseline"]}
    for rule in RULES:
        level = threshold(rule, base) if rule.key in _SHORT and rule.offered(base) else None
        if level is not None:
            names.setdefault(level, []).append(_SHORT[rule.key])
    return tuple((float(level), f"{', '.join(words)}: {level}") for level, words in names.items())
