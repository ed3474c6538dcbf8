"""The paper dialog: pages as they will be, every choice live, remembered, copied and saved."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton

from dle_desktop.app.program import Program
from dle_desktop.widgets.paper_dialog import PaperDialog
from tests.fakes import FakePrompts
from tests.widgets.conftest import open_case


@pytest.fixture
def dialog(program: Program, prompts: FakePrompts) -> PaperDialog:
    program.actions.action("preview").trigger()
    (shown,) = prompts.shown
    assert isinstance(shown, PaperDialog)
    shown.show()
    return shown


def choose(box: QComboBox, key: str) -> None:
    box.setCurrentIndex(box.findData(key))


def press(dialog: QDialog, words: str) -> None:
    buttons = dialog.findChildren(QPushButton)
    next(one for one in buttons if words in one.text().replace("&", "")).click()


def test_it_shows_a_sheet_and_every_choice_at_once(dialog: PaperDialog) -> None:
    assert dialog.count.text() == "page 1 of 1"
    lying = dialog.view.page.document
    assert lying is not None
    assert lying.size[0] > lying.size[1]
    choose(dialog.choices.orientation, "portrait")
    choose(dialog.choices.template, "record")
    dialog.refresh()
    standing = dialog.view.page.document
    assert standing is not None
    assert standing.size[0] < standing.size[1]
    assert dialog.view.count == 2
    choose(dialog.choices.colours, "grey")
    dialog.refresh()
    assert dialog.options().palette == "grey"
    ink = dialog.view.page.grab().toImage()
    middle = [ink.pixelColor(x, ink.height() // 4) for x in range(0, ink.width(), 3)]
    assert all(abs(one.red() - one.blue()) <= 12 for one in middle)  # the dialog's own is no grey


def test_pages_turn_and_grow_by_keys(dialog: PaperDialog) -> None:
    choose(dialog.choices.template, "record")
    dialog.refresh()
    view, key = dialog.view, Qt.Key
    QTest.keyClick(view, key.Key_PageDown)
    assert dialog.count.text() == f"page 2 of {view.count}"
    assert view.accessibleDescription() == f"page 2 of {view.count}"
    QTest.keyClick(view, key.Key_End)
    QTest.keyClick(view, key.Key_PageDown)  # there is none
    assert view.number == view.count - 1
    QTest.keyClick(view, key.Key_Home)
    assert view.number == 0
    before = view.page.zoom
    QTest.keyClick(view, key.Key_Plus)
    assert view.page.zoom == pytest.approx(before * 1.25)
    QTest.keyClick(view, key.Key_0)
    assert view.page.zoom == pytest.approx(before)


def test_a_page_fewer_leaves_the_last_one(dialog: PaperDialog) -> None:
    choose(dialog.choices.template, "record")
    dialog.refresh()
    dialog.view.turn_to(9)
    assert dialog.view.number > 0
    choose(dialog.choices.template, "sheet")
    dialog.refresh()
    assert dialog.count.text() == "page 1 of 1"


def test_two_cases_are_compared(dialog: PaperDialog, program: Program) -> None:
    case = open_case(program.session)
    assert dialog.choices.other.isHidden()
    choose(dialog.choices.template, "comparison")
    assert not dialog.choices.other.isHidden()
    labels = [dialog.choices.other.itemText(n) for n in range(dialog.choices.other.count())]
    assert case.label not in labels
    assert len(labels) == len(program.session.cases) - 1
    dialog.choices.other.setCurrentIndex(1)
    dialog.refresh()
    document = dialog.view.page.document
    assert document is not None
    assert document.title == f"{case.label} and {labels[1]}"


def test_a_figure_says_what_is_left_out_and_gives_its_caption(
    dialog: PaperDialog, program: Program
) -> None:
    choose(dialog.choices.template, "figure")
    dialog.refresh()
    assert "Left out: label, dates, free texts." in dialog.note.text()
    assert dialog.choices.page.isHidden()
    press(dialog, "Copy caption")
    caption = QGuiApplication.clipboard().text()
    assert "(A) Lenalidomide" in caption
    assert open_case(program.session).label not in caption
    dialog.choices.words.setChecked(True)
    dialog.refresh()
    assert "Left out: label, dates." in dialog.note.text()


def test_the_page_shown_is_copied_as_vectors_and_as_pixels(dialog: PaperDialog) -> None:
    press(dialog, "Copy this page")
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    assert data.hasImage()
    assert b"<svg" in bytes(data.data("image/svg+xml").data())
    QGuiApplication.clipboard().clear()  # Qt falls when Python ends before a full clipboard


def test_own_lines_and_choices_are_remembered_but_not_what_a_figure_may_show(
    program: Program, prompts: FakePrompts
) -> None:
    def choices(dialog: QDialog) -> None:
        assert isinstance(dialog, PaperDialog)
        choose(dialog.choices.template, "figure")
        choose(dialog.choices.page, "letter")
        QTest.keyClicks(dialog.choices.header, "Ward 3")
        dialog.choices.words.setChecked(True)

    prompts.does = choices
    program.actions.action("preview").trigger()
    values = program.settings.values
    assert (values.template, values.page, values.paper_header) == ("figure", "letter", "Ward 3")
    assert program.actions.action("page_letter").isChecked()
    prompts.does = None
    program.actions.action("preview").trigger()
    again = prompts.shown[-1]
    assert isinstance(again, PaperDialog)
    assert again.options().header == "Ward 3"
    assert not again.options().words


def test_what_is_saved_is_what_is_shown(
    dialog: PaperDialog, prompts: FakePrompts, tmp_path: Path
) -> None:
    prompts.target = tmp_path / "a.pdf"
    choose(dialog.choices.template, "timeline")
    press(dialog, "Save as PDF")
    reader = PdfReader(prompts.target)
    assert len(reader.pages) == 1
    assert "At a glance" not in reader.pages[0].extract_text()


def test_a_figure_without_its_label_has_none_in_its_files_name(
    dialog: PaperDialog, prompts: FakePrompts, tmp_path: Path
) -> None:
    prompts.target = tmp_path / "a.png"
    choose(dialog.choices.template, "figure")
    choose(dialog.choices.dpi, "600")
    press(dialog, "Save as PDF")
    assert prompts.asked[-1] == "Export snapshot: Figure.pdf"
    image = QImage(str(prompts.target))
    assert image.width() == pytest.approx(178 / 25.4 * 600, abs=2)
    dialog.choices.identified.setChecked(True)
    press(dialog, "Save as PDF")
    assert prompts.asked[-1].startswith("Export snapshot: Case 1")


def test_only_the_days_on_the_screen_where_they_are_not_all(
    program: Program, prompts: FakePrompts
) -> None:
    program.workspace.timeline.set_visible(0.0, 120.0)
    program.actions.action("preview").trigger()
    dialog = prompts.shown[-1]
    assert isinstance(dialog, PaperDialog)
    assert dialog.options().range_days is None
    dialog.choices.days.setChecked(True)
    found = dialog.options().range_days
    assert found is not None
    assert [round(day) for day in found] == [0, 120]


def test_paper_chosen_in_the_print_dialog_is_laid_out_for(
    program: Program, prompts: FakePrompts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chosen(printer: QPrinter) -> bool:
        from PySide6.QtGui import QPageLayout, QPageSize  # noqa: PLC0415

        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setOutputFileName(str(tmp_path / "a.pdf"))
        return True

    prompts.choice = 0
    monkeypatch.setattr(prompts, "printer", chosen)
    program.actions.action("print").trigger()
    box = PdfReader(tmp_path / "a.pdf").pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (612, 792)
