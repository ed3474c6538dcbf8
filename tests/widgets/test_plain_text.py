"""Labels, tooltips and questions are made in one place each: data can never become markup."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTextBrowser,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

import dle_desktop
from dle_desktop.drawing.palette import LIGHT
from dle_desktop.widgets.help_dialog import ClosedText
from dle_desktop.widgets.plain_text import plain_label, tip
from dle_desktop.widgets.theme import style_sheet

PACKAGE = Path(dle_desktop.__file__).parent
HOSTILE = '<img src="file:///tmp/probe.png"><b>X</b>'
# Who may name what, the others being asked to have it made; nobody is asked for what has no home.
MAKERS = {
    "QMessageBox": {"prompts.py"},
    "QFileDialog": {"prompts.py", "backup_gestures.py", "batch_gestures.py"},
    "QInputDialog": set[str](),
    "QErrorMessage": set[str](),
    "QProgressDialog": set[str](),
    "QWizard": set[str](),
    "QSplashScreen": set[str](),
    "QSystemTrayIcon": set[str](),
    "QToolTip": set[str](),
    "QWhatsThis": set[str](),
    "QTextEdit": set[str](),
    "QTextBrowser": {"help_dialog.py"},
    "QTextDocument": {"help_dialog.py"},
    "QStaticText": set[str](),
    "QGraphicsTextItem": set[str](),
    "setToolTip": {"plain_text.py", "strips.py", "pin_tags.py"},
    "setToolTipDuration": set[str](),
    "setWhatsThis": set[str](),
    "setStatusTip": set[str](),
    "setHtml": set[str](),
    "setMarkdown": {"help_dialog.py"},
    "insertHtml": set[str](),
    "insertMarkdown": set[str](),
    "setTextFormat": {
        "plain_text.py", "elided_label.py", "prompts.py", "hint_line.py", "event_card.py",
    },
    "RichText": set[str](),
    "AutoText": set[str](),
    "MarkdownText": set[str](),
    "TextItem": set[str](),  # pyqtgraph's
    "LabelItem": set[str](),
    "LegendItem": set[str](),
    "addLegend": set[str](),
    "setTitle": {"pdf_file.py", "devices.py"},  # of a file, not of a plot
    "setLabel": set[str](),
    "setLabels": set[str](),
    "clipboard": {"clipboard.py", "program.py"},
    "QMimeData": {"clipboard.py"},
}  # fmt: skip
LABELS = {"plain_text.py", "elided_label.py", "hint_line.py", "event_card.py", "message_bar.py"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def named(tree: ast.AST) -> Iterator[str]:
    """Yield what a module names outside its imports and annotations of variables."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def made(tree: ast.AST) -> Iterator[str]:
    """Yield what labels a module makes, of which kind it makes its own, and labels of rows."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from (ast.unparse(base) for base in node.bases)
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            yield f"{name} with a text" if name == "QLabel" and node.args else name
            if name in {"addRow", "insertRow"} and len(node.args) > 1:
                label = node.args[-2]
                plain = isinstance(label, ast.Call) and ast.unparse(label.func) == "plain_label"
                yield name if plain else f"{name} with a text"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_no_module_makes_what_another_makes_for_it(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names, parts = set(named(tree)), set(made(tree))
    assert not parts & {"QLabel with a text", "addRow with a text", "insertRow with a text"}
    assert "QLabel" not in parts or module.name in LABELS
    strangers = {
        name for name, homes in MAKERS.items() if name in names and module.name not in homes
    }
    assert not strangers


@pytest.mark.parametrize("module", ["strips.py", "pin_tags.py"])
def test_the_plots_own_tooltips_hold_no_data(module: str) -> None:
    """They cannot use the factory of the widgets, so they say only what the program says."""
    tree = ast.parse((PACKAGE / "plots" / module).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    given = [ast.unparse(one.args[0]) for one in calls if ast.unparse(one.func).endswith("ToolTip")]
    own = {"words", "''", "self.tr('Nothing is recorded in these days. Click to unfold them.')"}
    assert given
    assert set(given) <= own


def test_a_label_shows_markup_as_letters(qtbot: QtBot) -> None:
    label = plain_label("<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    "text", [HOSTILE, "&lt;b&gt;", "<?xml", "< b>", "a < b", "<<b>", "&amp;lt;", "<!-- a -->"]
)
def test_a_tooltip_cannot_be_taken_for_markup_and_shows_every_letter(text: str) -> None:
    assert not QtGui.Qt.mightBeRichText(tip(text))
    assert tip(text).replace("\u2060", "") == text


def test_a_tooltip_is_broken_into_lines_and_keeps_its_own() -> None:
    words = "word " * 40
    assert max(map(len, tip(words).splitlines())) <= 72
    assert tip("one\n\nthree") == "one\n\nthree"
    assert tip("") == ""


def red(widget: QWidget) -> int:
    image = widget.grab().toImage()
    return sum(
        image.pixelColor(x, y) == QColor("#FF0000")
        for x in range(image.width())
        for y in range(image.height())
    )


@pytest.fixture
def dressed(qtbot: QtBot, tmp_path: Path) -> Iterator[str]:
    """Lay the theme's sheet over the application; give a text with a red picture in it."""
    del qtbot
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.styleSheet()
    application.setStyleSheet(style_sheet(LIGHT))
    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    picture.fill(0xFF0000)
    picture.save(str(tmp_path / "probe.png"))
    yield f'<img src="file://{tmp_path / "probe.png"}"><b>X</b>'
    application.setStyleSheet(before)


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_what_qt_itself_makes_shows_no_markup_either(dressed: str, qtbot: QtBot) -> None:
    box, form = QMessageBox(), QWidget()
    box.setText(dressed)
    box.setInformativeText(dressed)
    QFormLayout(form).addRow(dressed, QLineEdit())
    asking = QInputDialog()
    asking.setLabelText(dressed)
    for widget in (QLabel(dressed), box, form, asking):
        qtbot.addWidget(widget)
        widget.sizeHint()
        widget.show()
        assert red(widget) == 0
        widget.hide()
    QToolTip.showText(QPoint(1, 1), dressed)
    shown = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel")]
    assert [red(one) for one in shown] == [0]
    QToolTip.hideText()


def test_a_help_text_reads_no_file_it_names(dressed: str, qtbot: QtBot) -> None:
    page = ClosedText()
    qtbot.addWidget(page)
    page.setHtml(dressed)
    page.show()
    assert red(page) == 0
    qtbot.addWidget(open_text := QTextBrowser())
    open_text.setHtml(dressed)
    open_text.show()
    assert red(open_text) == 400  # the picture is one that can be read
