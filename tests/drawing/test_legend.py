"""The legend says what occurs in the figure, each thing once, and nothing else."""

import pytest

from dle_desktop.domain.case import Case, Reading, Taper
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.legend import legend_of
from dle_desktop.drawing.series import figure_of
from dle_desktop.drawing.view_options import ViewOptions
from tests.drawing.due_cases import COUNTED
from tests.drawing.pictures import (
    BUNDLED,
    a_case,
    a_course,
    a_dose,
    a_lab,
    a_score,
    an_event,
    bundled,
    day,
)

WEDGE = Taper(from_amount=60.0, to_amount=0.0)
PLAIN = a_case(courses=(a_course(a_dose(0, 100)),), assessments=(a_score(0, 9),))
OCCURRENCES = {
    "Doses: height": PLAIN,
    "Arrow head: ongoing": a_case(courses=(a_course(a_dose(0, ongoing=True)),)),
    "Dotted end": a_case(courses=(a_course(a_dose(0)),), events=(an_event(90, "visit"),)),
    "Dotted and fading edges": a_case(courses=(a_course(a_dose(0, 9, start=day(0, "about"))),)),
    "Hatched wedge": a_case(courses=(a_course(a_dose(0, 100, None, taper=WEDGE)),)),
    "Hatched step": a_case(courses=(a_course(a_dose(0, 100, frequency="QOD")),)),
    "Upright ticks": a_case(courses=(a_course(a_dose(0, 100, frequency="weekly")),)),
    "Dotted upper edge": a_case(courses=(a_course(a_dose(0, 100, None)),)),
    "Notch with a bracket": a_case(
        courses=(a_course(a_dose(0, 100), a_dose(20, 40, None, id="h", status="held")),)
    ),
    "Dashed outline without a fill": a_case(
        courses=(a_course(a_dose(0, 100), a_dose(100, 200, id="p", status="planned")),)
    ),
    "Filled circles": PLAIN,
    "Bands of activity": PLAIN,
    "Open diamonds": a_case(assessments=(a_score(0, None, 9),)),
    "Arrows with words": a_case(
        assessments=(a_score(0, None, activity_reading=Reading(direction="worse")),)
    ),
    "Lines break": a_case(assessments=(a_score(0, 9), a_score(400, 9))),
    "Dotted line through a mark": a_case(assessments=(a_score(0, 9, moment=Moment(offset="P3M")),)),
    "Several values of one day": a_case(assessments=(a_score(0, 9), a_score(0, 12, id="b"))),
    "Ribbon": a_case(labs=(a_lab(0, 4.0, low=1.8),)),
    "Triangle pointing down": a_case(labs=(a_lab(0, 1.0, low=1.8),)),
    "Triangle pointing up": a_case(labs=(a_lab(0, 9.0, high=7.5),)),
    "Bracket": a_case(labs=(a_lab(0, 0.5, comparator="<"),)),
    "Hollow circle": a_case(labs=(a_lab(0, 0.5, calculated=True),)),
    "Neutrophils: 1 result is not drawn": a_case(labs=(a_lab(0, 1.0, unit="furlong"),)),
    "Neutrophils: 2 results are not drawn": a_case(
        labs=(a_lab(0, 1.0, unit="furlong"), a_lab(7, 1.0, unit=None))
    ),
    "Monitoring: tick": COUNTED,
    "Monitoring: small circle": COUNTED,
    "Monitoring: hollow square": COUNTED,
    "Monitoring: filled square": COUNTED,
    "Events, triangle pointing up: W worsening.": a_case(events=(an_event(0, "worsening"),)),
    "Events, triangle pointing up: F flare (filled).": a_case(events=(an_event(0, "flare"),)),
    "Events, triangle pointing down: I improvement.": a_case(events=(an_event(0, "improvement"),)),
    "Events, filled diamond: T thrombosis, I infection.": a_case(
        events=(an_event(0, "infection"), an_event(0, "thrombosis"))
    ),
    "Events, shield: M missed visit.": a_case(events=(an_event(0, "missed visit"),)),
    "Events, shield: V visit (filled).": a_case(events=(an_event(0, "visit"),)),
    "Events, square: B biopsy.": a_case(events=(an_event(0, "biopsy"),)),
    "Events, circle: N note.": a_case(events=(an_event(0, "note"),)),
    "Events, octagon: E end of follow-up.": a_case(events=(an_event(0, "end of follow-up"),)),
    "Events, number on a plate": a_case(events=tuple(an_event(n, "visit") for n in range(4))),
    "Callouts, or their numbers where there is no room: 1 rash, 2 cough.": a_case(
        events=(an_event(0, "note", "rash", pinned=True), an_event(9, "note", "cough", pinned=True))
    ),
    "Events, bar": a_case(events=(an_event(0, "visit", end=day(9)),)),
    "Dotted line under an event": a_case(events=(an_event(0, moment=day(9, "after")),)),
}


@pytest.mark.parametrize("beginning", OCCURRENCES)
def test_what_occurs_is_explained(beginning: str) -> None:
    lines = legend_of(figure_of(OCCURRENCES[beginning]))
    assert [line for line in lines if line.startswith(beginning)]


@pytest.mark.parametrize("beginning", OCCURRENCES)
def test_what_does_not_occur_is_not_explained(beginning: str) -> None:
    # A plain case and, for what the plain case holds, an empty one.
    other: Case = a_case() if OCCURRENCES[beginning] is PLAIN else PLAIN
    lines = legend_of(figure_of(other))
    assert not [line for line in lines if line.startswith(beginning)]


def test_every_sentence_is_held_by_this_table() -> None:
    said = {line for case in OCCURRENCES.values() for line in legend_of(figure_of(case))}
    assert {line for line in said if not line.startswith(tuple(OCCURRENCES))} == set()


@pytest.mark.parametrize("name", BUNDLED)
def test_nothing_is_explained_twice(name: str) -> None:
    lines = legend_of(figure_of(bundled(name)))
    assert lines
    assert len(lines) == len(set(lines))


def test_a_case_of_nothing_needs_no_legend() -> None:
    assert legend_of(figure_of(a_case())) == ()


def test_response_lines_and_grade_bands_are_explained_where_they_are_drawn() -> None:
    view = ViewOptions(response_lines=True, grade_bands=True)
    case = a_case(
        courses=PLAIN.courses, assessments=(a_score(0, 7),), labs=(a_lab(0, 4.0, low=1.8),)
    )
    added = set(legend_of(figure_of(case, view))) - set(legend_of(figure_of(case)))
    assert added == {
        (
            "Response lines, from the baseline's day on: a score on or below the line meets the "
            "rule (4 points, 20 %: Klein 2011; CLASI-50: LILAC, TULIP; CLASI-70: LAVENDER)."
        ),
        "No lines in per cent: the baseline is below 8.",
        (
            "Bands of neutrophils, CTCAE 5.0: grade 2 below 1.5, grade 3 below 1, "
            "grade 4 below 0.5; grade 1 from there up to that laboratory's lower limit."
        ),
    }
    assert legend_of(figure_of(a_case(), view)) == ()
