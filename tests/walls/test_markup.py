"""Text from data is never markup: not in a window, a tooltip, a question, a plot or on paper."""

import ast
from pathlib import Path

import pytest
from pypdf import PdfReader

import dle_desktop
from tests.walls.conftest import Walked, traced
from tests.walls.hostile import CANARY

PACKAGE = Path(dle_desktop.__file__).parent
TEMPLATES = ("sheet", "timeline", "record", "comparison", "figure")


def dialogs() -> set[str]:
    """Return the names of all dialogs and further windows of the program."""
    found = {"QMessageBox", "QMenu", "WhyPopover", "CaseWindow", "MainWindow"}
    for module in sorted((PACKAGE / "widgets").glob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and "QDialog" in map(ast.unparse, node.bases):
                found.add(node.name)
    return found


def test_the_walk_comes_past_every_window(walked: Walked) -> None:
    assert dialogs() <= set(walked.report.windows)


def test_no_hostile_picture_is_shown_anywhere(walked: Walked) -> None:
    seen = dict(walked.report.seen)
    assert seen.pop("control") == 900  # a picture that is shown is seen
    assert {name: count for name, count in seen.items() if count} == {}
    assert {f"paper {template}" for template in TEMPLATES} <= seen.keys()


def test_the_hostile_picture_is_never_opened(walked: Walked) -> None:
    calls = traced(walked.places.trace)
    assert any(str(walked.places.control) in call for call in calls)
    assert [call for call in calls if f'"{walked.places.picture}' in call] == []


def test_every_label_with_data_shows_it_to_the_letter(walked: Walked) -> None:
    assert walked.report.rich == []
    shown = set(walked.report.literal)
    assert {"MainWindow", "WhyPopover", "QMessageBox", "RulesDialog"} <= shown


def test_tooltips_show_every_letter(walked: Walked) -> None:
    letters = [tip.replace("\u2060", "") for tip in walked.report.tips]
    assert len(letters) > 10
    assert all("<b>X</b>" in tip for tip in letters)


@pytest.mark.parametrize("template", TEMPLATES)
def test_paper_shows_every_letter(walked: Walked, template: str) -> None:
    chosen = walked.places.chosen
    pages = PdfReader(chosen / f"{template}.pdf").pages
    text = "".join("".join(page.extract_text() for page in pages).split())
    assert f"{CANARY}<img" in text
    svg = "".join(file.read_text(encoding="utf-8") for file in chosen.glob(f"{template}*.svg"))
    assert f"{CANARY}&lt;img" in svg
    assert "<img" not in svg
