"""Hypothesis strategies for crowded cases: many records of a clinic's kind, close together."""

from typing import Any

from hypothesis import strategies as st

from dle_desktop.domain.case import Case, Course, Dose, EventKind, Reading
from dle_desktop.domain.drugs import KNOWN_DRUGS
from dle_desktop.domain.moments import Certainty, Moment
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.pictures import a_case, a_course, a_lab, a_score, an_event
from tests.strategies import one_of

CERTAINTIES = one_of(Certainty)
WORDS = st.sampled_from(
    (
        None, "rash", "slight worsening", "restarted to manage symptoms of systemic LE",
        "no clinical improvement", "W" * 120, "\u7d05\u6591\u6027\u72fc\u7621",
        "\u0627\u0644\u0630\u0626\u0628\u0629",
    )
)  # fmt: skip
AMOUNTS = st.sampled_from((0.0, 0.05, 2.5, 5.0, 7.5, 10.0, 60.0, 400.0, 1234.5678, 1e6))
FREQUENCIES = st.sampled_from(("QD", "BID", "QOD", "weekly", "single", "PRN", "other", None))
ANALYTES = ("neutrophils", "neutrophils", "platelets", "zeta")
UNITS = st.sampled_from(("mg", "%", "tablet", None))


@st.composite
def doses(draw: st.DrawFn, record_id: str) -> Dose:
    """Draw a dose of some days or months, its ends in doubt or open."""
    start = draw(st.integers(-400, 900))
    open_end = draw(st.booleans())
    changes: dict[str, Any] = {
        "id": record_id,
        "status": draw(st.sampled_from(("taken", "taken", "taken", "planned", "held"))),
        "start": Moment(offset=_offset(start), certainty=draw(CERTAINTIES)),
        "ongoing": open_end and draw(st.booleans()),
        "frequency": draw(FREQUENCIES),
        "unit": draw(UNITS),
        "reason": draw(WORDS),
        "as_written": draw(WORDS),
    }
    if not open_end:
        end = start + draw(st.sampled_from((0, 1, 7, 30, 200, 700)))
        changes["end"] = Moment(offset=_offset(end), certainty=draw(CERTAINTIES))
    return Dose(amount=draw(st.none() | AMOUNTS), **changes)


@st.composite
def courses(draw: st.DrawFn, number: int) -> Course:
    """Draw a course of up to six doses, in any order, overlaps and gaps included."""
    ids = [f"c{number}d{place}" for place in range(draw(st.integers(0, 6)))]
    made = [draw(doses(record_id)) for record_id in ids]
    drug = draw(st.sampled_from((*KNOWN_DRUGS, "W" * 120, "\u7d05\u6591\u6027")))
    return a_course(*made, id=f"c{number}", drug=drug)


def views() -> st.SearchStrategy[ViewOptions]:
    """Return view options: lines and bands on or off, one or several laboratory plots."""
    chosen = st.sampled_from(((), ("zeta",), ("neutrophils", "platelets"), ("zeta", "neutrophils")))
    return st.builds(
        ViewOptions, response_lines=st.booleans(), grade_bands=st.booleans(),
        full_scale=st.booleans(), analytes=chosen,
    )  # fmt: skip


@st.composite
def crowded_cases(draw: st.DrawFn) -> Case:
    """Draw a case of many records that stand close together."""
    days = st.integers(-60, 800)
    kinds = one_of(EventKind)
    readings = st.none() | st.builds(
        Reading, direction=st.sampled_from(("improved", "unchanged", "worse")), text=WORDS
    )
    scores = [
        a_score(
            day, draw(st.none() | st.integers(0, 70)), draw(st.none() | st.integers(0, 56)),
            id=f"a{number}", activity_reading=draw(readings), damage_reading=draw(readings),
        )
        for number, day in enumerate(draw(st.lists(days | st.just(0), max_size=6)))
    ]  # fmt: skip
    limits = st.none() | st.sampled_from((0.1, 1.0, 1.8, 2.0, 7.5))
    labs = [
        a_lab(
            day,
            draw(st.floats(-3, 30)),
            id=f"l{number}",
            low=draw(limits),
            high=draw(limits),
            analyte=draw(st.sampled_from(ANALYTES)),
        )
        for number, day in enumerate(draw(st.lists(days, max_size=8)))
    ]
    events = [
        an_event(
            day,
            draw(kinds),
            draw(WORDS),
            id=f"e{day}",
            grade=draw(st.none() | st.just(3)),
            pinned=draw(st.booleans()),
        )
        for day in draw(st.lists(days, max_size=10, unique=True))
    ]
    return a_case(
        courses=tuple(draw(courses(number)) for number in range(draw(st.integers(0, 4)))),
        assessments=tuple(scores),
        labs=tuple(labs),
        events=tuple(events),
        synthetic=draw(st.booleans()),
    )


def _offset(day: int) -> str:
    return f"-P{-day}D" if day < 0 else f"P{day}D"
