"""The printed tables: doses as they were taken, planned or held."""

import pytest

from dle_desktop.domain.case import Dose, Taper, TaperStep
from dle_desktop.drawing.series import figure_of
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.tables import blocks_of, dose_text
from tests.drawing.pictures import a_case, a_course, a_dose, day


@pytest.mark.parametrize(
    ("dose", "text"),
    [
        (a_dose(0, 9), "5 mg/d"),
        (a_dose(0, 9, status="planned"), "planned 5 mg/d"),
        (a_dose(0, 9, None, status="held"), "held"),
        (a_dose(0, 9, status="held", reason="neutropenia"), "held: neutropenia"),
    ],
)
def test_a_dose_says_what_became_of_it(dose: Dose, text: str) -> None:
    assert dose_text(dose) == text


def test_the_table_of_doses_tells_holds_and_plans() -> None:
    taper = Taper(from_amount=20.0, to_amount=10.0, steps=(TaperStep(start=day(50), amount=10.0),))
    doses = (
        a_dose(0, 40, id="taken"),
        a_dose(10, 20, None, id="held", status="held", reason="rash"),
        a_dose(40, 90, None, id="plan", status="planned", taper=taper),
    )
    case = a_case(courses=(a_course(*doses),))
    blocks = blocks_of(case, figure_of(case), SnapshotOptions(template="record"))
    told = [row[-1] for block in blocks if block.title == "Doses" for row in block.rows]
    assert told == ["5 mg/d", "held: rash", "planned taper", "10 mg/d"]
