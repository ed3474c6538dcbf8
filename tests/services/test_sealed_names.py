"""Names of tracks in the settings: words of a case are sealed, and opened by that case alone."""

import pytest

from dle_desktop.domain.case import Case, Course, LabResult
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions
from dle_desktop.services.layouts import view_text
from dle_desktop.services.sealed_names import sealed, unsealed

OURS = ViewOptions(
    order=("events", "drug:prednisone", "due:blood counts"), hidden=("damage",),
    heights=(("activity", 1.5),), analytes=("neutrophils", "platelets"), grade_bands=True,
)  # fmt: skip
WRITTEN = ViewOptions(
    order=("events", "drug:miller's drug", "drug:miller's drug under the miller"),
    hidden=("lab:miller's C3", "drug:prednisone miller"),
    heights=(("lab:miller's C3", 1.5),), analytes=("neutrophils", "miller's C3"),
)  # fmt: skip
CASE = Case(
    id="00000000-0000-4000-8000-000000000001",
    label="One",
    courses=(
        Course(id="c", drug="Miller's drug", route="under the miller"),
        Course(id="d", drug="prednisone", route="miller"),
    ),
    labs=(LabResult(id="l", analyte="miller's C3", value=1.0, moment=Moment(date="2024-05-17")),),
)


def no_cases() -> tuple[Case, ...]:
    pytest.fail("no case is needed to open what is not sealed")


def the_case() -> tuple[Case, ...]:
    return (CASE,)


def another_case() -> tuple[Case, ...]:
    return (Case(id=CASE.id, label="Two"),)


@pytest.mark.parametrize("view", [OURS, DEFAULT_VIEW])
def test_what_the_program_knows_is_kept_as_it_is(view: ViewOptions) -> None:
    assert sealed(view) == view
    assert unsealed(view, no_cases) == view


def test_words_of_a_case_are_sealed_and_opened_by_the_case_that_has_them() -> None:
    kept = sealed(WRITTEN)
    assert "miller" not in view_text(kept).casefold()
    assert unsealed(kept, the_case) == WRITTEN


def test_what_no_case_opens_stays_sealed_for_the_next_time() -> None:
    kept = sealed(WRITTEN)
    assert unsealed(kept, another_case) == kept
    assert sealed(kept) == kept
