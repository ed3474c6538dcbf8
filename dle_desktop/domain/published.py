"""The case as it may stand in a publication: what identifies or was written freely is left out.

By allow-list: every field that is kept is named here, so that one added later stays out. It is no
anonymisation: doses, scores and how long things lasted stay, and can be recognised by who knows
the patient.
"""

from dle_desktop.domain.case import (
    Anchor,
    Assessment,
    Case,
    Course,
    Dose,
    Event,
    LabResult,
    Provenance,
    Reading,
    Subject,
)

LABEL = "Case"


def published(case: Case, *, words: bool = False, label: str = LABEL) -> Case:
    """Return a case under another label, without subject, notes and sources.

    With `words` the free texts stay: reasons, events, readings and doses in words. Moments stay as
    they are: a figure counts them from day 0.
    """
    return Case(
        id=case.id,
        label=label,
        subject=Subject(),
        index_drug=case.index_drug,
        anchor=Anchor(kind=case.anchor.kind, date=case.anchor.date),
        courses=tuple(_course(one, words=words) for one in case.courses),
        assessments=tuple(_assessment(one, words=words) for one in case.assessments),
        labs=tuple(_lab(one, words=words) for one in case.labs),
        events=tuple(_event(one, words=words) for one in case.events),
        follow_up_end=case.follow_up_end,
        rules=case.rules,
        provenance=Provenance(),
        synthetic=case.synthetic,
        revision=case.revision,
    )


def _course(one: Course, *, words: bool) -> Course:
    doses = tuple(_dose(dose, words=words) for dose in one.doses)
    return Course(id=one.id, drug=one.drug, group=one.group, route=one.route, doses=doses)


def _dose(one: Dose, *, words: bool) -> Dose:
    return Dose(
        id=one.id, status=one.status, start=one.start, end=one.end, ongoing=one.ongoing,
        last_known=one.last_known, amount=one.amount, unit=one.unit, frequency=one.frequency,
        taper=one.taper, as_written=one.as_written if words else None,
        reason=one.reason if words else None, stop_reason=one.stop_reason if words else None,
    )  # fmt: skip


def _assessment(one: Assessment, *, words: bool) -> Assessment:
    return Assessment(
        id=one.id, moment=one.moment, until=one.until, instrument=one.instrument,
        activity=one.activity, damage=one.damage,
        activity_reading=_reading(one.activity_reading, words=words),
        damage_reading=_reading(one.damage_reading, words=words),
    )  # fmt: skip


def _reading(one: Reading | None, *, words: bool) -> Reading | None:
    if one is None:
        return None
    return Reading(direction=one.direction, text=one.text if words else None)


def _lab(one: LabResult, *, words: bool) -> LabResult:
    return LabResult(
        id=one.id, moment=one.moment, analyte=one.analyte, value=one.value,
        comparator=one.comparator, unit=one.unit, low=one.low, high=one.high,
        calculated=one.calculated, text=one.text if words else None,
    )  # fmt: skip


def _event(one: Event, *, words: bool) -> Event:
    return Event(
        id=one.id, kind=one.kind, moment=one.moment, end=one.end, ongoing=one.ongoing,
        grade=one.grade, grade_version=one.grade_version, pinned=one.pinned and words,
        text=one.text if words else None,
    )  # fmt: skip
