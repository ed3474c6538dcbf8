"""Every figure, finding and stretch of a twenty-year case anew after an edit, against one frame.

Each round changes one record: a dose, a CLASI, a laboratory value, an event in turn. What an edit
left alone may be remembered; what it touched may not.
"""

from collections.abc import Callable
from time import monotonic_ns

from msgspec.structs import replace

from dle_desktop.domain.case import Case
from dle_desktop.domain.checks import findings
from dle_desktop.domain.edits import replace_assessment, replace_dose, replace_event, replace_lab
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.regimens import stretches
from dle_desktop.domain.summary import summarise
from tests.benchmarks.long_case import long_case
from tests.benchmarks.rows import Row

ROUNDS = 40
FRAME_NS = 1_000_000_000 // 60
Edit = Callable[[Case, int], Case]


def _dose(case: Case, number: int) -> Case:
    return replace_dose(case, replace(case.courses[0].doses[3], amount=5.0 + number))


def _clasi(case: Case, number: int) -> Case:
    return replace_assessment(case, replace(case.assessments[500], activity=number))


def _lab(case: Case, number: int) -> Case:
    return replace_lab(case, replace(case.labs[500], value=2.0 + number / 10))


def _event(case: Case, number: int) -> Case:
    return replace_event(case, replace(case.events[50], text=f"Visit {number}"))


EDITS: dict[str, Edit] = {"a dose": _dose, "a CLASI": _clasi, "a lab": _lab, "an event": _event}


def figures_after_edit() -> list[Row]:
    """Measure each kind of edit."""
    rows = []
    for name, edit in EDITS.items():
        case = long_case(1)
        ours: list[int] = []
        for number in range(ROUNDS):
            case = edit(case, number)
            began = monotonic_ns()
            summarise(case)
            findings(case)
            stretches(review_of(case))
            ours.append(monotonic_ns() - began)
        label = f"every figure after {name} was edited, 20 years"
        rows.append(Row(label, ours[4:], "one frame of 60 a second", [FRAME_NS], 1.0))
    return rows
