"""Response lines: what activity has to fall to, as thin lines from the baseline's day on.

A line lies at the highest total that meets its rule, so that a visit on or below it meets the rule;
rules met from the same total share a line. Which baseline and which rules is the domain's business.
"""

from dle_desktop.domain import clasi
from dle_desktop.domain.case import Case
from dle_desktop.domain.response import RULES, RuleKey, threshold
from dle_desktop.drawing.figure import Level

# Activity 0 is the lower edge of the plot: it needs no line.
_WORDS: dict[RuleKey, str] = {
    "points": "\u22124 points",
    "percent": "\u221220 %",
    "clasi-50": "CLASI-50",
    "clasi-70": "CLASI-70",
}
_MINOR = "CLASI-70"


def response_levels(case: Case) -> tuple[Level, ...]:
    """Return the baseline and the totals that meet the rules offered from it, () without one."""
    found = clasi.baseline(case, "activity")
    if found is None:
        return ()
    base, since = found.score.value, found.score.place.at
    words: dict[int, list[str]] = {}
    for rule in RULES:
        total = threshold(rule, base)
        if rule.key in _WORDS and rule.offered(base) and total is not None:
            words.setdefault(total, []).append(_WORDS[rule.key])
    lines = (
        Level(float(total), ", ".join(names), since, minor=names == [_MINOR])
        for total, names in words.items()
    )
    return (Level(float(base), f"baseline {base}", since), *lines)
