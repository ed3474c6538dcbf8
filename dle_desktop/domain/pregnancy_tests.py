"""Pregnancy tests: when they were due under the US programme, where it applies.

It applies to females of reproductive potential (`clinical.md` 4.5). A case does not record that
potential; its rules may say whether the tests apply, else it is not known, but never to a male.
This tells what was due; it does not replace the programme.
"""

from dle_desktop.domain.case import Case
from dle_desktop.domain.dates import resolve
from dle_desktop.domain.dose_figures import courses_of
from dle_desktop.domain.due_days import Due, Evidence, Monitoring, judged
from dle_desktop.domain.exposure import steps
from dle_desktop.domain.figures import Review
from dle_desktop.domain.monitoring import monitored
from dle_desktop.domain.remembered import remembered

SOURCE = "Lenalidomide REMS (US programme)"  # clinical.md 4.5
KIND = "pregnancy test"
WINDOW = 3  # days to both sides of a test on the drug; a convention of ours
WEEKS, EVERY_REGULAR, EVERY_IRREGULAR = 4, 28, 14


def may_apply(case: Case) -> bool | None:
    """Return False for a male or where the rules say so, True where they say so, else None."""
    if case.subject.sex == "male":
        return False
    chosen = case.rules.pregnancy_tests
    return None if chosen is None else chosen == "apply"


def recorded_tests(review: Review) -> Evidence:
    """Return the tests that are recorded with a day or a span of days."""
    placed = (
        (resolve(event.moment, review.zero), event)
        for event in review.case.events
        if event.kind == KIND
    )
    return Evidence((place, event) for place, event in placed if place and place.bounded)


@remembered(16)
def pregnancy_tests(review: Review) -> Monitoring | None:
    """Return the tests due until the day of review; None where they do not or may not apply.

    Two before the first dose, 10 to 14 days and one day before it (the day of prescribing is not
    recorded: the first dose stands for it); then weekly for 4 weeks; then every 4 weeks, or every
    2 weeks if cycles are irregular, pauses included, until the drug was last taken. Where the rules
    say that they apply, a test is missed even if none is recorded.
    """
    if not monitored(review) or not may_apply(review.case):
        return None
    taken = [one for one in steps(review, courses_of(review.case, review.case.index_drug))
             if one.sure]  # fmt: skip
    if not taken:
        return None
    every = EVERY_IRREGULAR if review.case.rules.cycles == "irregular" else EVERY_REGULAR
    goes_on = any(piece.cut.end_kind == "ongoing" for piece in taken[-1].pieces)
    goes_on = goes_on and taken[-1].end >= review.day
    first = taken[0].start
    last = taken[-1].end + (every + 1 if goes_on else 0)
    asked = [Due(first - 10, first - 14, first - 10), Due(first, first - 1, first)]
    days = [first + 7 * week for week in range(1, WEEKS + 1)]
    while days[-1] + every < last:
        days.append(days[-1] + every)
    asked += [Due(day, day - WINDOW, day + WINDOW) for day in days if day < last]
    return judged(asked, recorded_tests(review), review.day, active=last > review.day)
