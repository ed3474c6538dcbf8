"""What is kept of a print: it draws the same file again, and holds nothing of a patient's."""

import re
from dataclasses import replace as chosen
from datetime import UTC, date, datetime
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dle_desktop import __version__
from dle_desktop.domain.case import Case
from dle_desktop.domain.print_changes import kept
from dle_desktop.domain.printed import Printed
from dle_desktop.drawing.view_options import ViewOptions
from dle_desktop.printing.documents import documents_of
from dle_desktop.printing.options import SnapshotOptions, Template
from dle_desktop.printing.pdf_file import pdf_bytes
from dle_desktop.printing.reprint import options_of, printed_of
from dle_desktop.printing.sizes import FigureWidth, Orientation, PageName
from tests.domain.cases import cases
from tests.drawing.pictures import BUNDLED, RESPONDER, bundled

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.no_qt_log]
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
ON = date(2026, 11, 25)
few = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
choices = st.builds(
    SnapshotOptions,
    template=st.sampled_from([one for one in get_args(Template) if one != "comparison"]),
    page=st.sampled_from(get_args(PageName)),
    orientation=st.sampled_from(get_args(Orientation)),
    figure_width=st.sampled_from(get_args(FigureWidth)),
    axis=st.sampled_from(("relative", "calendar")),
    unit=st.sampled_from(("auto", "day", "week", "month")),
    folded=st.booleans(),
    palette=st.sampled_from(("colour", "grey")),
    dpi=st.sampled_from((150, 300)),
    range_days=st.sampled_from((None, (-10.0, 90.0), (5.5, 400.25))),
    view=st.sampled_from((ViewOptions(), ViewOptions(hidden=("damage",), grade_bands=True))),
    header=st.sampled_from(("", "Clinic")),
    footer=st.sampled_from(("", "Confidential")),
    identified=st.booleans(),
    words=st.booleans(),
    named=st.booleans(),
    printed_on=st.just(ON),
)


def drawn(case: Case, options: SnapshotOptions) -> bytes:
    return pdf_bytes(documents_of([case], options), options)


def printed_once(case: Case, options: SnapshotOptions) -> tuple[SnapshotOptions, Case, Printed]:
    """Return how a print was drawn, the case as it is stored with it, and what is kept."""
    printed = printed_of(case, options, NOW)
    stored = replace(kept(case, printed), revision=case.revision + 1)
    (read,) = msgspec.json.decode(msgspec.json.encode(stored), type=Case).printed
    return chosen(options, snapshot_id=printed.id), stored, read


@few
@given(cases() | st.sampled_from(BUNDLED).map(bundled), choices)
def test_an_unchanged_case_is_drawn_again_to_the_last_byte(
    case: Case, options: SnapshotOptions
) -> None:
    first, stored, printed = printed_once(case, options)
    assert drawn(stored, options_of(stored, printed, ON)) == drawn(case, first)


@given(cases(), choices.map(lambda options: chosen(options, header="", footer="")))
@settings(few, max_examples=40)
def test_nothing_but_choices_ids_and_digests_is_kept(case: Case, options: SnapshotOptions) -> None:
    _, _, printed = printed_once(case, options)
    raw: dict[str, Any] = msgspec.to_builtins(printed)
    digests = raw.pop("digests", {})
    assert set(digests) == {record.id for record in case.records()}
    told = (*digests.values(), raw.pop("itself"))
    assert all(re.fullmatch("[0-9a-f]{16}", digest) for digest in told)
    view = msgspec.json.decode(raw.pop("view", "{}"))
    assert view.keys() <= {"hidden", "grade_bands"}
    words = {value for value in raw.values() if isinstance(value, str)} - {
        printed.id, printed.when, __version__, options.template, options.page,
        options.orientation, options.figure_width, options.axis, options.unit, options.palette,
    }  # fmt: skip
    assert words == set()


def test_a_view_keeps_no_track_of_another_case() -> None:
    case = bundled(RESPONDER)
    view = ViewOptions(
        order=("drug:secretumab", "damage", "lab:secretin", "activity"),
        hidden=("drug:secretumab", "lab:neutrophils"), analytes=("secretin", "platelets"),
        heights=(("drug:secretumab", 2.0), ("activity", 1.5)),
    )  # fmt: skip
    options = SnapshotOptions(view=view, printed_on=ON)
    first, stored, printed = printed_once(case, options)
    assert "secret" not in msgspec.json.encode(stored).decode()
    assert printed.view is not None
    assert '"platelets"' in printed.view
    assert drawn(stored, options_of(stored, printed, ON)) == drawn(case, first)
