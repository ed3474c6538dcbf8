"""Labels, tooltips and questions are made in one place each: data can never become markup."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import dle_desktop
from dle_desktop.widgets.plain_text import plain_label, tip

PACKAGE = Path(dle_desktop.__file__).parent
# Who may make what; a lone `QLabel()` holds a picture or is made plain in the same breath.
MAKERS = {
    "QMessageBox": {"prompts.py"},
    "QFileDialog": {"prompts.py"},
    "QInputDialog": set[str](),
    "setToolTip": {"plain_text.py"},
    "setHtml": set[str](),
    "QToolTip": set[str](),
}


def modules() -> list[Path]:
    return sorted((PACKAGE / "widgets").glob("*.py")) + sorted((PACKAGE / "app").glob("*.py"))


def called(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            target = node.func
            if isinstance(target, ast.Name):
                names.add(target.id)
                if target.id == "QLabel" and node.args:
                    names.add("QLabel with a text")
            elif isinstance(target, ast.Attribute):
                names.add(target.attr)
    return names


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_no_module_makes_what_another_makes_for_it(module: Path) -> None:
    names = called(ast.parse(module.read_text(encoding="utf-8")))
    assert "QLabel with a text" not in names
    for maker, homes in MAKERS.items():
        assert maker not in names or module.name in homes


def test_a_label_shows_markup_as_letters(qtbot: QtBot) -> None:
    label = plain_label("<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_tooltip_is_escaped() -> None:
    assert tip("<b> & co") == "<span>&lt;b&gt; &amp; co</span>"
    assert tip("") == ""
