"""The refusal of something typed."""

from dle_desktop.domain.entry_problem import EntryProblem
from dle_desktop.errors import DleError


def test_a_refusal_is_an_expected_failure_with_a_code_and_a_reason() -> None:
    problem = EntryProblem("no unit", "5 what?")
    assert isinstance(problem, DleError)
    assert (problem.code, problem.text) == ("no unit", "5 what?")
