"""Copying: the clipboard holds what the timeline shows, and the message bar says so."""

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from dle_desktop.app.program import Program
from dle_desktop.drawing.view_options import ViewOptions
from dle_desktop.widgets import clipboard
from tests.widgets.conftest import open_case


def test_the_picture_is_copied_as_svg_and_png_of_the_tracks_shown(program: Program) -> None:
    program.workspace.timeline.set_options(ViewOptions(hidden=("damage",)))
    program.actions.action("copy_picture").trigger()
    data = QGuiApplication.clipboard().mimeData()
    svg = bytes(data.data("image/svg+xml").data()).decode()
    assert open_case(program.session).label in svg
    assert "CLASI damage" not in svg
    png = QImage.fromData(data.data("image/png"))
    assert png.width() > program.workspace.timeline.width()
    assert data.hasImage()
    assert "Other programs can read it" in program.workspace.messages.text.text()


def test_the_values_of_the_days_shown_are_copied_as_a_table(program: Program) -> None:
    program.workspace.timeline.set_visible(0.0, 60.0)
    program.actions.action("copy_values").trigger()
    head, *rows = QGuiApplication.clipboard().text().splitlines()
    assert head.split("\t")[0] == "kind"
    assert all(len(row.split("\t")) == len(head.split("\t")) for row in rows)
    days = {row.split("\t")[4] for row in rows if row.startswith("CLASI activity")}
    assert days == {"0", "28"}
    assert f"{len(rows)} values are copied" in program.workspace.messages.text.text()


def test_without_a_case_there_is_nothing_to_copy(program: Program) -> None:
    QGuiApplication.clipboard().setText("before")
    for case in program.session.cases:
        program.session.apply([(case, None)], "Delete")
    assert not program.actions.action("copy_picture").isEnabled()
    assert QGuiApplication.clipboard().text() == "before"


@pytest.mark.parametrize("action", ["copy_picture", "copy_values", "copy_read_out"])
def test_what_is_copied_asks_to_be_kept_nowhere_and_goes_with_the_program(
    program: Program, action: str
) -> None:
    program.workspace.timeline.set_cursor(60.0)
    program.actions.action(action).trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert set(clipboard.HINTS) <= set(data.formats())
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"
    program.window.close()
    assert not QGuiApplication.clipboard().text()
    assert QGuiApplication.clipboard().image().isNull()


def test_what_others_put_on_the_clipboard_stays_when_the_program_ends(program: Program) -> None:
    program.actions.action("copy_values").trigger()
    QGuiApplication.clipboard().setText("a note of someone else's")
    program.window.close()
    assert QGuiApplication.clipboard().text() == "a note of someone else's"
