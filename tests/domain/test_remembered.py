"""Remembering: the same object is asked about once, an equal one anew, and few are kept."""

from dle_desktop.domain.case import Case
from dle_desktop.domain.remembered import remembered
from tests.domain.cases import CASE_ID


def test_the_same_object_is_asked_about_once_and_an_equal_one_anew() -> None:
    asked: list[str] = []

    @remembered(2)
    def label(case: Case, mark: str = "") -> str:
        asked.append(case.label)
        return case.label + mark

    one, other = Case(id=CASE_ID, label="A"), Case(id=CASE_ID, label="A")
    assert label(one) == label(one) == label(other) == "A"
    assert len(asked) == 2
    assert label(one, mark="!") == "A!"
    assert len(asked) == 3


def test_the_oldest_answer_is_let_go() -> None:
    asked: list[str] = []

    @remembered(2)
    def label(case: Case) -> str:
        asked.append(case.label)
        return case.label

    cases = [Case(id=CASE_ID, label=text) for text in "ABC"]
    for case in (*cases, cases[0]):
        label(case)
    assert asked == ["A", "B", "C", "A"]
