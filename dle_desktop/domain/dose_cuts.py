"""Cutting doses: one ended on a day, or split in two at a day, as pure edits.

A taper whose steps were not reported is never split: what was taken on that day is not known.
"""

from msgspec.structs import replace

from dle_desktop.domain import edits
from dle_desktop.domain.case import Case, Dose, Taper, TaperStep
from dle_desktop.domain.dates import day_zero, resolve
from dle_desktop.domain.edits import EditRefused
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.records import course_of
from dle_desktop.domain.stated_days import moment_on


def end_dose(case: Case, dose_id: str, day: float) -> Case:
    """Return the case with a dose ended on a day; it is no longer ongoing.

    Raises
    ------
    EditRefused
        If the dose does not begin before that day.
    RecordMissing
        If the case holds no dose of that id.
    """
    dose = _dose(case, dose_id)
    start = resolve(dose.start, day_zero(case))
    if start is not None and round(day) <= start.at:
        raise EditRefused("end", "a dose ends after it begins")
    return edits.replace_dose(case, _ended(dose, _moment(case, dose, day)))


def hand_on(case: Case, dose_id: str, following: Dose) -> Case:
    """Return the case with a dose without an end ended where the following one begins.

    A dose that has an end, or begins no earlier, stays as it is; so does one that is followed by a
    hold, which interrupts it, or a plan, which may never have been followed.

    Raises
    ------
    RecordMissing
        If the case holds no dose of that id.
    """
    dose = _dose(case, dose_id)
    zero = day_zero(case)
    begun, place = resolve(dose.start, zero), resolve(following.start, zero)
    late = begun is not None and place is not None and place.at <= begun.at
    if following.start is None or dose.end is not None or late or following.status != dose.status:
        return case
    return edits.replace_dose(case, _ended(dose, following.start))


def split_dose(case: Case, dose_id: str, day: float, *, new_id: str) -> Case:
    """Return the case with a dose cut in two at a day; the later part gets a new id.

    The later part keeps how the dose ends, the earlier one why it began; the steps of a taper go
    to the part they lie in.

    Raises
    ------
    EditRefused
        If the dose is not taken on both sides of the day, or its steps are not reported.
    RecordMissing
        If the case holds no dose of that id.
    """
    dose = _dose(case, dose_id)
    if not can_split(case, dose, day):
        raise EditRefused("start", "a dose is split on a day within it whose amount is known")
    at = _moment(case, dose, day)
    early, late = _tapers(case, dose, day)
    first = replace(_ended(dose, at), stop_reason=None, **early)
    second = replace(dose, id=new_id, start=at, reason=None, **late)
    course = course_of(case, dose_id)
    split = edits.replace_dose(case, first)
    return edits.add_dose(split, course.drug, second, course.route)


def can_split(case: Case, dose: Dose, day: float) -> bool:
    """Return whether a dose can be cut in two on a day."""
    zero = day_zero(case)
    start, end = resolve(dose.start, zero), resolve(dose.end, zero)
    if dose.frequency == "single" or (dose.taper is not None and dose.taper.steps is None):
        return False
    after_start = start is None or start.at < round(day)
    return after_start and (end is None or round(day) < end.at)


def _dose(case: Case, dose_id: str) -> Dose:
    return next(dose for dose in course_of(case, dose_id).doses if dose.id == dose_id)


def _ended(dose: Dose, at: Moment) -> Dose:
    return replace(dose, end=at, ongoing=False, last_known=None)


def _moment(case: Case, dose: Dose, day: float) -> Moment:
    return moment_on(day, day_zero(case), dose.end or dose.start or dose.last_known)


def _tapers(case: Case, dose: Dose, day: float) -> tuple[dict[str, object], dict[str, object]]:
    """Return what the taper is in the earlier and in the later part."""
    taper = dose.taper
    if taper is None or taper.steps is None:
        return {}, {}
    zero = day_zero(case)
    placed: list[tuple[float, int, TaperStep]] = sorted(
        (place.at, number, step)
        for number, step in enumerate(taper.steps)
        if (place := resolve(step.start, zero))
    )
    early = tuple(step for at, _, step in placed if at < round(day))
    late = tuple(step for at, _, step in placed if at >= round(day))
    amount = early[-1].amount if early else taper.from_amount
    return (
        _part(taper.from_amount, amount, early),
        _part(amount, taper.to_amount, late),
    )


def _part(first: float, last: float, steps: tuple[TaperStep, ...]) -> dict[str, object]:
    if not steps:
        return {"amount": first, "taper": None}
    return {"taper": Taper(from_amount=first, to_amount=last, steps=steps)}
