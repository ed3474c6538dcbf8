"""The rules of the findings: every code that is found has one, and none is there for nothing."""

import ast
from pathlib import Path

import pytest

from dle_desktop.domain import finding_rules
from dle_desktop.domain.finding import Finding
from dle_desktop.domain.finding_rules import RULES, finding_figure
from dle_desktop.domain.rules import Rules

# Written in parts: what was missed, and how gravely (`monitoring_figures`).
COMPOSED = {f"{what}-{how}" for what in ("count", "test") for how in ("late", "overdue")}
DOMAIN = Path(finding_rules.__file__).parent


def codes() -> set[str]:
    """Return every code that a module of the domain gives a finding."""
    return {
        node.args[0].value
        for module in DOMAIN.glob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Finding"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_every_code_has_a_rule_and_every_rule_a_code() -> None:
    assert len(codes()) > 20
    assert codes() | COMPOSED == set(RULES)


def test_every_rule_has_a_title_a_text_and_a_source() -> None:
    assert all(one.title and one.rule and one.sources for one in RULES.values())
    assert len({one.title for one in RULES.values()}) == len(RULES)


def test_a_finding_is_explained_like_a_figure() -> None:
    figure = finding_figure(Finding("overlap", "question", "a and b overlap.", ("a", "b")), Rules())
    assert figure.value == "Doses that overlap"
    assert figure.detail == "a and b overlap."
    assert figure.records == ("a", "b")
    assert "convention of this program" in figure.source


@pytest.mark.parametrize("code", ["baseline-missing", "baseline-late"])
def test_a_rule_with_numbers_tells_those_of_the_case(code: str) -> None:
    figure = finding_figure(Finding(code, "note", "None."), Rules(baseline_days_before=60))
    assert "up to 60 (chosen for this case) days before" in figure.rule
