"""Copying: the clipboard holds what the timeline shows, and the message bar says so."""

from PySide6.QtGui import QGuiApplication, QImage

from dle_desktop.app.program import Program
from dle_desktop.drawing.view_options import ViewOptions
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
