"""Cases that try paper: one visit, thirty years of weeks, many drugs, many events, long names."""

from functools import cache

from dle_desktop.domain.case import Case
from tests.drawing.pictures import a_case, a_course, a_dose, a_lab, a_score, an_event

# Scripts of several directions and widths, and words that cannot be broken.
_NAMES = (
    "Lupus érythémateux discoïde ", "диско́идная красная волчанка ", "円板状エリテマトーデス ",
    "الذئبة الحمامية القرصية ", "δισκοειδής ερυθηματώδης λύκος ",
)  # fmt: skip
LONG = "".join(_NAMES * 5)[:300]


@cache
def stress_cases() -> dict[str, Case]:
    """Return the cases by what they try."""
    return {
        "one visit": a_case(assessments=(a_score(0, 12, 3),)),
        "nothing": a_case(),
        "thirty years weekly": a_case(
            courses=(a_course(a_dose(0, 10950)),),
            assessments=tuple(a_score(28 * n, 10 + n % 20, n % 9) for n in range(390)),
            labs=tuple(a_lab(7 * n, 2.0 + (n % 30) / 10, low=1.8, high=7.5) for n in range(1560)),
        ),
        "twelve drugs": a_case(
            courses=tuple(
                a_course(
                    a_dose(20 * n, 300, 5.0 + n, id=f"d{n}"),
                    a_dose(300, 310 + n, 2.5, id=f"e{n}"),
                    a_dose(310 + n, 320 + 2 * n, 40.0, id=f"f{n}"), id=f"c{n}", drug=f"drug {n:02}",
                )
                for n in range(12)
            ),
            assessments=(a_score(0, 20, 4), a_score(200, 8, 4)),
        ),
        "two hundred events": a_case(
            courses=(a_course(a_dose(0, 900)),),
            assessments=(a_score(0, 20, 4), a_score(900, 8, 4)),
            events=tuple(
                an_event(4 * n, "adverse event" if n % 3 else "note", f"event number {n}",
                         id=f"v{n}", grade=1 + n % 4 if n % 3 else None)
                for n in range(200)
            ),
        ),
        "long names": a_case(
            label=LONG,
            courses=(
                a_course(a_dose(0, 200, reason=LONG), id="a"),
                a_course(a_dose(0, 200, 3.0, id="b1"), id="b", drug=LONG[:120]),
            ),
            assessments=(a_score(0, 20, 4), a_score(150, 8, 4)),
            events=(an_event(40, "note", LONG), an_event(60, "flare", LONG)),
            notes=LONG,
        ),
    }  # fmt: skip
