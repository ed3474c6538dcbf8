"""Checks of what grades and sums leave out: counts without a lower limit, doses as needed.

Neither is a fault: the findings say why a figure is missing. Units are questioned in `checks`.
"""

from collections.abc import Iterator

from dle_desktop.domain.case import Case
from dle_desktop.domain.finding import Finding, dose_name
from dle_desktop.domain.placed_labs import all_labs
from dle_desktop.domain.toxicity import grade


def toxicity_findings(case: Case) -> Iterator[Finding]:
    """Yield what cannot be graded or summed in a case."""
    yield from _limits(case)
    for course in case.courses:
        for dose in course.doses:
            if dose.frequency == "PRN" and dose.status == "taken":
                name = dose_name(course, dose)
                message = f"{name[:1].upper()}{name[1:]} is taken as needed: it is in no sum."
                yield Finding("as-needed", "note", message, (dose.id,))


def _limits(case: Case) -> Iterator[Finding]:
    """Yield one finding for all counts that only the laboratory's lower limit would grade."""
    open_counts = [
        one
        for one in all_labs(case)
        if (graded := grade(one.result)) and graded.obstacle == "lower limit missing"
    ]
    if open_counts:
        count = len(open_counts)
        made = sum(bool(one.made_of) for one in open_counts)
        counts = "1 blood count" if count == 1 else f"{count} blood counts"
        of_them = "calculated" if made == count else f"{made} of them calculated"
        note = f" ({of_them})" if made else ""
        message = f"{counts}{note} cannot be graded: the laboratory's lower limit is not reported."
        records = dict.fromkeys(record for one in open_counts for record in one.records)
        yield Finding("limit-missing", "note", message, tuple(records))
