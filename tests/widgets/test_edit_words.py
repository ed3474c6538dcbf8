"""Records and moves as menus and undo name them."""

import pytest

from dle_desktop.domain.case import Assessment, Case, Course, Dose, Event, LabResult, Taper
from dle_desktop.domain.edges import Edge, EdgePart
from dle_desktop.domain.moves import Move
from dle_desktop.domain.records import find_record
from dle_desktop.widgets.edit_words import move_words, record_words

CASE = Case(
    id="11111111-1111-4111-8111-111111111111",
    label="Case",
    courses=(
        Course(
            id="c",
            drug="prednisone",
            doses=(
                Dose(id="plain", amount=7.5),
                Dose(id="bare", amount=2, unit=None),
                Dose(id="open"),
                Dose(id="hold", status="held"),
                Dose(id="plan", amount=5, status="planned"),
                Dose(id="taper", taper=Taper(from_amount=40, to_amount=0)),
            ),
        ),
    ),
    assessments=(Assessment(id="v", instrument="RCLASI"),),
    labs=(LabResult(id="l", analyte="ALT"),),
    events=(Event(id="told", text="a flare"), Event(id="e", kind="biopsy")),
)


@pytest.mark.parametrize(
    ("record_id", "words"),
    [
        ("plain", "prednisone 7.5 mg"), ("bare", "prednisone 2"), ("open", "prednisone"),
        ("hold", "prednisone held"), ("plan", "prednisone 5 mg (planned)"),
        ("taper", "prednisone taper"), ("c", "prednisone"), ("v", "RCLASI"), ("l", "ALT"),
        ("told", "a flare"), ("e", "biopsy"),
    ],
)  # fmt: skip
def test_a_record_is_named_in_a_few_words(record_id: str, words: str) -> None:
    record = find_record(CASE, record_id)
    assert record is not None
    assert record_words(CASE, record) == words


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("start", "Move start of prednisone 7.5 mg"), ("end", "Move end of prednisone 7.5 mg"),
        ("last known", "Move last known day of prednisone 7.5 mg"),
        ("step", "Move step of prednisone 7.5 mg"), (None, "Move prednisone 7.5 mg"),
    ],
)  # fmt: skip
def test_a_move_says_what_of_which_record(part: EdgePart | None, words: str) -> None:
    edge = None if part is None else Edge(dose_id="plain", part=part, day=0, exact=True)
    assert move_words(CASE, Move(record_id="plain", day=1, edge=edge)) == words
