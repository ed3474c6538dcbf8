"""What a form says at first of the place it was asked for; nothing is made up."""

import pytest

from dle_desktop.domain.case import Dose, Taper
from dle_desktop.plots.edit_requests import Wanted
from dle_desktop.widgets.fields import Draft
from dle_desktop.widgets.prefilled import draft_of
from tests.drawing.pictures import a_case, a_course, a_dose

LIKE = a_dose(0, 90, 15.0, frequency="weekly")
TAPER = Dose(id="taper", frequency="QD", taper=Taper(from_amount=40, to_amount=0))
CASE = a_case(courses=(a_course(LIKE, TAPER, drug="methotrexate", route="oral"),))
KNOWN = {"drug": "methotrexate", "route": "oral", "unit": "mg"}


@pytest.mark.parametrize(
    ("wanted", "draft"),
    [
        (Wanted(kind="dose", day=5), {"start": "day 5"}),
        (
            Wanted(kind="dose", day=100, until=120, drug="methotrexate", like=LIKE),
            {"start": "day 100", "end": "day 120", "amount": "15", "frequency": "weekly", **KNOWN},
        ),
        (
            Wanted(kind="dose", day=100, drug="methotrexate", like=TAPER),
            {"start": "day 100", "frequency": "QD", **KNOWN},
        ),
        (
            Wanted(kind="dose", day=100, drug="methotrexate", like=LIKE, status="held"),
            {"start": "day 100", "drug": "methotrexate", "route": "oral", "status": "held"},
        ),
        (
            Wanted(kind="dose", day=100, drug="methotrexate", like=LIKE, status="planned"),
            {
                "start": "day 100",
                "amount": "15",
                "frequency": "weekly",
                "status": "planned",
                **KNOWN,
            },
        ),
        (
            Wanted(kind="dose", day=5, drug="gone", like=a_dose(7, 9)),
            {"start": "day 5", "drug": "gone"},
        ),
        (
            Wanted(kind="assessment", day=5, side="damage", value=9.0),
            {"moment": "day 5", "damage": "9"},
        ),
        (Wanted(kind="assessment", day=5), {"moment": "day 5"}),
        (Wanted(kind="lab", day=-2, analyte="ALT"), {"moment": "day -2", "analyte": "ALT"}),
        (Wanted(kind="lab", day=0), {"moment": "day 0"}),
        (Wanted(kind="event", day=0), {"moment": "day 0"}),
    ],
)
def test_a_form_says_the_day_and_what_belongs_to_the_place(wanted: Wanted, draft: Draft) -> None:
    assert draft_of(CASE, wanted) == draft
