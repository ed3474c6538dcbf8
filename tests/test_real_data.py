"""A real trial's subjects, built into cases: shown in the window's timeline, printed, read back."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from dle_desktop.domain.case import Case
from dle_desktop.domain.checks import findings
from dle_desktop.domain.dates import day_zero
from dle_desktop.drawing.series import figure_of
from dle_desktop.exchange.case_json import parse_cases, write_cases
from dle_desktop.plots.timeline_view import TimelineView
from dle_desktop.printing.snapshot import SnapshotOptions, write_snapshot
from tests.cdisc import SUBJECTS, subject_case


@pytest.fixture(params=SUBJECTS)
def subject(request: pytest.FixtureRequest, shared_data: Path) -> Case:
    return subject_case(shared_data, request.param)


def _days(case: Case) -> list[tuple[float, float, float | None]]:
    lane = figure_of(case).lanes[0]
    return [(cut.start.at, cut.end.at, cut.level_from) for cut in lane.segments]


def test_one_day_records_become_courses_of_unchanged_dose(shared_data: Path) -> None:
    case = subject_case(shared_data, "CDISC005")
    assert [(end - start, level) for start, end, level in _days(case)] == [
        (16, 54.0),
        (161, 81.0),
        (7, 54.0),
    ]


def test_missed_doses_leave_a_gap_and_are_events(shared_data: Path) -> None:
    case = subject_case(shared_data, "CDISC009")
    first, second = _days(case)
    assert second[0] - first[1] == 7
    assert [event.text for event in case.events].count("dose missed") == 7


def test_the_white_cell_nadir_lies_before_the_step(shared_data: Path) -> None:
    figure = figure_of(subject_case(shared_data, "CDISC018"))
    nadir = min(figure.plots[2].points, key=lambda point: point.value)
    step = figure.lanes[0].segments[1]
    assert (nadir.value, nadir.range_mark) == (2.8, "low")
    assert nadir.place.at < step.start.at


def test_a_year_only_start_is_as_wide_as_its_year(shared_data: Path) -> None:
    case = subject_case(shared_data, "CDISC009")
    assert day_zero(case) == date(2012, 10, 22)
    lane = next(lane for lane in figure_of(case).lanes if lane.drug == "tylenol")
    start = lane.segments[0].start
    assert start.high - start.low == 365  # 1996 was a leap year
    assert figure_of(case).span.first > -100  # and does not stretch the picture back to it


def test_prednisone_without_a_frequency_has_no_daily_dose(shared_data: Path) -> None:
    case = subject_case(shared_data, "CDISC007")
    lane = next(lane for lane in figure_of(case).lanes if lane.drug == "prednisone")
    assert lane.group == "steroid"
    assert [(cut.kind, cut.per) for cut in lane.segments] == [("unknown", "")]


def test_a_subject_survives_export_and_import(subject: Case) -> None:
    read = parse_cases(write_cases([subject]))
    assert (read.cases, read.problems) == ((subject,), ())


def test_a_subject_without_clasi_has_no_fault(subject: Case) -> None:
    assert [found for found in findings(subject) if found.severity == "fault"] == []


def test_a_subject_is_shown(subject: Case, qtbot: QtBot) -> None:
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(900, 800)
    with qtbot.waitExposed(view):
        view.show()
    view.show_case(subject)
    picture = view.grab().toImage()
    colors = {picture.pixel(x, y) for x in range(200, 820, 3) for y in range(10, 700, 3)}
    assert len(colors) > 10
    assert "white cells: " in view.accessibleDescription()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("axis", ["relative", "calendar"])
def test_a_subject_is_printed(subject: Case, axis: str, tmp_path: Path) -> None:
    path = tmp_path / "subject.pdf"
    write_snapshot(
        [subject],
        path,
        SnapshotOptions(template="record", axis="calendar" if axis == "calendar" else "relative"),
    )
    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    for word in (subject.label, "zanomaline", "white cells", "page 1 of "):
        assert word in text
    words = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert ("calendar; day 0 is" in words) == (axis == "calendar")
