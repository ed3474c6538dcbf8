"""Hypothesis strategies for cases: anything the types allow, nothing they refuse."""

from datetime import date, datetime
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec.structs import replace

from dle_desktop.domain import case as kinds
from dle_desktop.domain.case import Case, Course
from dle_desktop.domain.clasi_items import CELLS, ClasiItems, levels, with_value
from dle_desktop.domain.moments import Certainty, Moment
from dle_desktop.domain.rules import Applies, Cycles, Rules, ScheduleKey

_NOT_IN_A_LINE = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)]


def perhaps(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Return a strategy that also draws "not reported"."""
    return st.none() | strategy


def one_of(literal: Any) -> SearchStrategy[Any]:
    """Draw one of the choices of a `Literal`."""
    return st.sampled_from(get_args(literal))


def some(strategy: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Draw none to three, as a tuple."""
    return st.lists(strategy, max_size=3).map(tuple)


lines = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=_NOT_IN_A_LINE), max_size=20
)
names = lines.map("x{}".format)
texts = st.lists(lines, max_size=3).map("\n".join)
# Minus zero equals zero but is written otherwise: left out, as no clinic writes it.
amounts = st.floats(0, 1_000_000).map(abs)
values = st.floats(-1e9, 1e9).map(lambda value: value + 0.0)
full_dates = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat)
dates = full_dates.flatmap(lambda text: st.sampled_from([text, text[:7], text[:4]]))
timestamps = st.datetimes(datetime(1900, 1, 1), datetime(2199, 1, 1)).map(  # noqa: DTZ001
    lambda when: f"{when.isoformat(timespec='seconds')}Z"
)
offsets = st.builds(
    "{}P{}{}".format, st.sampled_from(["", "-"]), st.integers(0, 200), st.sampled_from("YMWD")
)
moments = st.builds(Moment, date=dates, certainty=one_of(Certainty)) | st.builds(
    Moment, offset=offsets, certainty=one_of(Certainty)
)
_moment, _line, _text = perhaps(moments), perhaps(lines), perhaps(texts)
_ends = st.fixed_dictionaries({"ongoing": st.just(value=True)}) | st.fixed_dictionaries(
    {"end": _moment, "ongoing": st.just(value=False)}
)
# Replaced by ids that are unique within their case.
_id = st.just("r")

tapers = st.builds(
    kinds.Taper,
    from_amount=amounts,
    to_amount=amounts,
    steps=perhaps(some(st.builds(kinds.TaperStep, start=moments, amount=amounts))),
)
doses = _ends.flatmap(
    lambda end: st.builds(
        kinds.Dose,
        id=_id,
        start=_moment,
        last_known=_moment,
        amount=perhaps(amounts),
        unit=_line,
        frequency=perhaps(one_of(kinds.Frequency)),
        as_written=_line,
        taper=perhaps(tapers),
        reason=_line,
        stop_reason=_line,
        note=_text,
        source=_line,
        **{name: st.just(value) for name, value in end.items()},
    )
)
courses = st.builds(
    Course,
    id=_id,
    drug=names,
    group=perhaps(one_of(kinds.DrugGroup)),
    route=_line,
    doses=some(doses),
    note=_text,
    source=_line,
)
_readings = perhaps(st.builds(kinds.Reading, direction=one_of(kinds.Direction), text=_line))


@st.composite
def clasi_items(draw: st.DrawFn, *, complete: bool = False) -> ClasiItems:
    """Draw a sheet: whole, with gaps, or with all that is not listed clear."""
    items = ClasiItems(rest_clear=draw(st.booleans()))
    whole = complete or draw(st.booleans())
    for cell in CELLS:
        value = st.sampled_from(levels(cell))
        items = with_value(items, cell, draw(value if whole else perhaps(value)))
    return items


_instruments = st.tuples(one_of(kinds.Instrument), st.none()) | st.tuples(
    st.just("CLASI"), clasi_items()
)
assessments = _instruments.flatmap(
    lambda drawn: st.builds(
        kinds.Assessment,
        id=_id,
        moment=_moment,
        until=_moment,
        instrument=st.just(drawn[0]),
        items=st.just(drawn[1]),
        activity=perhaps(st.integers(0, kinds.CLASI_ACTIVITY_MAX)),
        damage=perhaps(st.integers(0, kinds.CLASI_DAMAGE_MAX)),
        activity_reading=_readings,
        damage_reading=_readings,
        assessor=_line,
        note=_text,
        source=_line,
    )
)
labs = st.builds(
    kinds.LabResult,
    id=_id,
    moment=_moment,
    analyte=names,
    value=perhaps(values),
    comparator=perhaps(one_of(kinds.Comparator)),
    unit=_line,
    low=perhaps(values),
    high=perhaps(values),
    text=_line,
    calculated=st.booleans(),
    note=_text,
    source=_line,
)
events = st.builds(
    kinds.Event,
    id=_id,
    kind=one_of(kinds.EventKind),
    moment=_moment,
    text=_line,
    grade=perhaps(st.integers(1, 5)),
    grade_version=_line,
    serious=perhaps(st.booleans()),
    drug=_line,
    note=_text,
    source=_line,
)
subjects = st.builds(
    kinds.Subject,
    sex=perhaps(one_of(kinds.Sex)),
    birth_year=perhaps(st.integers(1900, 2199)),
    age_years=perhaps(st.floats(0, 130).map(abs)),
    skin_type=perhaps(st.integers(1, 6)),
    name=_line,
    record_number=_line,
)


_days = st.integers(0, 366)
rules = st.builds(
    Rules,
    baseline=perhaps(st.sampled_from(("a0", "nowhere"))),
    baseline_days_before=_days,
    baseline_days_after=_days,
    confirmed_within_days=_days,
    flare_points=st.integers(1, 70),
    flare_percent=st.integers(0, 1000),
    relapse_within_days=_days,
    few_visits=st.integers(1, 20),
    blood_counts=one_of(ScheduleKey),
    months=st.sampled_from(("28 days", "calendar")),
    weekly_window_days=st.integers(0, 28),
    monthly_window_days=st.integers(0, 28),
    held_days=_days,
    anew_on_increase=st.booleans(),
    pregnancy_tests=perhaps(one_of(Applies)),
    cycles=perhaps(one_of(Cycles)),
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a case with none to three records of every kind."""
    shell = Case(
        id=str(draw(st.uuids())),
        label=draw(names),
        subject=draw(subjects),
        diagnosis=draw(st.builds(kinds.Diagnosis, text=_line, code=_line, system=_line)),
        index_drug=draw(_line),
        anchor=draw(
            st.builds(
                kinds.Anchor, kind=one_of(kinds.AnchorKind), text=_line, date=perhaps(full_dates)
            )
        ),
        follow_up_end=draw(_moment),
        rules=draw(rules),
        notes=draw(_text),
        provenance=draw(st.builds(kinds.Provenance, text=_text, citation=_line, doi=_line)),
        synthetic=draw(st.booleans()),
        revision=draw(st.integers(0, 1_000_000_000)),
        created=draw(perhaps(timestamps)),
        changed=draw(perhaps(timestamps)),
    )
    drawn: dict[str, Any] = {
        "courses": _with_ids(draw(some(courses)), "c"),
        "assessments": _with_ids(draw(some(assessments)), "a"),
        "labs": _with_ids(draw(some(labs)), "l"),
        "events": _with_ids(draw(some(events)), "e"),
    }
    return replace(shell, **drawn)


def _with_ids(records: tuple[Any, ...], prefix: str) -> tuple[Any, ...]:
    """Return the records, and the doses in them, with ids of their own."""
    numbered = []
    for at, record in enumerate(records):
        record_id = f"{prefix}{at}"
        changes: dict[str, Any] = {"id": record_id}
        if isinstance(record, Course):
            changes["doses"] = _with_ids(record.doses, f"{record_id}d")
        numbered.append(replace(record, **changes))
    return tuple(numbered)


def several_cases(most: int = 3) -> SearchStrategy[tuple[Case, ...]]:
    """Draw none to `most` cases, no two with one id."""
    return st.lists(cases(), max_size=most, unique_by=lambda case: case.id).map(tuple)
