"""The case: what its types refuse, and that a file gives it back."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from msgspec.structs import replace

from dle_desktop.domain.case import Anchor, Assessment, Case, Course, Dose, Event
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.printed import Printed
from tests.domain.cases import CASE_ID, cases


@given(cases())
def test_a_case_is_given_back_by_its_file(case: Case) -> None:
    assert msgspec.json.decode(msgspec.json.encode(case), type=Case) == case


def test_two_records_do_not_share_an_id() -> None:
    with pytest.raises(ValueError, match="two records have the id 'x'"):
        Case(
            id=CASE_ID,
            label="Case",
            courses=(Course(id="c", drug="dapsone", doses=(Dose(id="x"),)),),
            events=(Event(id="x"),),
        )


def test_two_prints_do_not_share_an_id() -> None:
    one = Printed(
        id="S-2026-11-25-1", when="2026-11-25T10:00:00Z", revision=0, version="0.1.0"
    )  # fmt: skip
    with pytest.raises(ValueError, match="two printed snapshots have the same id"):
        Case(id=CASE_ID, label="Case", printed=(one, replace(one, revision=1)))


def test_records_come_in_file_order() -> None:
    case = Case(
        id=CASE_ID,
        label="Case",
        courses=(
            Course(id="c1", drug="dapsone", doses=(Dose(id="d1"),)),
            Course(id="c2", drug="dapsone"),
        ),
        assessments=(Assessment(id="a"),),
        events=(Event(id="e"),),
    )
    assert [record.id for record in case.records()] == ["c1", "c2", "d1", "a", "e"]


@pytest.mark.parametrize(("side", "most"), [("activity", 70), ("damage", 56)])
def test_a_clasi_total_has_a_maximum(side: str, most: int) -> None:
    assert Assessment(id="a", **{side: most})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=f"at most {most}"):
        Assessment(id="a", **{side: most + 1})  # type: ignore[arg-type]
    assert Assessment(id="a", instrument="RCLASI", **{side: most + 1})  # type: ignore[arg-type]


def test_a_dose_with_an_end_is_not_ongoing() -> None:
    with pytest.raises(ValueError, match="not ongoing"):
        Dose(id="d", end=Moment(offset="P5M"), ongoing=True)


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13-01", "1066-10-14"])
def test_an_anchor_is_a_real_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"calendar|year"):
        Anchor(date=text)
    assert Anchor(date=date(2024, 2, 29).isoformat()).date == "2024-02-29"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Case, {"id": CASE_ID, "label": "ends with a line feed\n"}),
        (Case, {"id": CASE_ID, "label": "   "}),
        (Case, {"id": CASE_ID, "label": "\x9b31m"}),
        (Case, {"id": CASE_ID, "label": "two\u2028lines"}),
        (Case, {"id": f"{CASE_ID}\n", "label": "Case"}),
        (Case, {"id": CASE_ID, "label": "Case", "created": "2024-01-01T00:00:00Z\n"}),
        (Case, {"id": CASE_ID, "label": "Case", "notes": "\x1b[2J"}),
        (Case, {"id": CASE_ID, "label": "Case", "colour": "red"}),
        (Course, {"id": "c\n", "drug": "dapsone"}),
        (Dose, {"id": "d", "unit": "mg\n"}),
        (Dose, {"id": "d", "amount": -5}),
        (Event, {"id": "e", "grade": 6}),
    ],
)
def test_a_file_gives_no_value_that_breaks_a_line_or_a_rule(
    kind: type[object], fields: dict[str, object]
) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(fields, kind)


def test_notes_may_have_lines() -> None:
    fields = {"id": CASE_ID, "label": "Case", "notes": "one\n\ttwo\n"}
    assert msgspec.convert(fields, Case).notes == "one\n\ttwo\n"
