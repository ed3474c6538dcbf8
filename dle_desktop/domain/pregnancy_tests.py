"""Pregnancy tests: when they were due under the US programme, where it applies.

It applies to females of reproductive potential (`clinical.md` 4.5). A case does not record that
potential, so for any but a male it is not known whether it applies. This tells what was due; it
does not replace the programme.
"""

from dle_desktop.domain.case import Case
from dle_desktop.domain.dates import resolve
from dle_desktop.domain.dose_figures import courses_of
from dle_desktop.domain.exposure import steps
from dle_desktop.domain.figures import Review
from dle_desktop.domain.monitoring import Due, Evidence, judged

SOURCE = "Lenalidomide REMS (US programme)"  # clinical.md 4.5
KIND = "pregnancy test"
WINDOW = 3  # days to both sides of a test on the drug; a convention of ours
WEEKS, EVERY_REGULAR, EVERY_IRREGULAR = 4, 28, 14


def may_apply(case: Case) -> bool | None:
    """Return False for a male; None, not known, for anybody else."""
    return False if case.subject.sex == "male" else None


def recorded_tests(review: Review) -> Evidence:
    """Return the tests that are recorded with a day or a span of days."""
    placed = (
        (resolve(event.moment, review.zero), event)
        for event in review.case.events
        if event.kind == KIND
    )
    return Evidence((place, event) for place, event in placed if place and place.bounded)


def pregnancy_tests(review: Review, *, regular: bool = True) -> tuple[Due, ...]:
    """Return the tests due for a female of reproductive potential until the day of review.

    Two before the first dose, 10 to 14 days and one day before it (the day of prescribing is not
    recorded: the first dose stands for it); then weekly for 4 weeks; then every 4 weeks, or every
    2 weeks if cycles are not `regular`, pauses included, until the drug was last taken.
    """
    taken = [one for one in steps(review, courses_of(review.case, review.case.index_drug))
             if one.sure]  # fmt: skip
    if not taken:
        return ()
    first, last = taken[0].start, taken[-1].end
    asked = [Due(first - 10, first - 14, first - 10, "due"), Due(first, first - 1, first, "due")]
    every = EVERY_REGULAR if regular else EVERY_IRREGULAR
    days = [first + 7 * week for week in range(1, WEEKS + 1)]
    while days[-1] + every < last:
        days.append(days[-1] + every)
    asked += [Due(day, day - WINDOW, day + WINDOW, "due") for day in days if day < last]
    return judged(asked, recorded_tests(review), review.day)[0]
