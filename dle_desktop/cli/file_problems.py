"""The problems of a file as they are told on the command line: a line each, or one refusal."""

from collections.abc import Sequence
from pathlib import Path

from dle_desktop import wording
from dle_desktop.cli.output import Refusal
from dle_desktop.exchange.problems import Problem


def refusal(file: Path, problems: Sequence[Problem]) -> Refusal:
    """Return the refusal of a file for its problems: the first, and how many more."""
    more = len(problems) - 1
    rest = f" (and {more} more: `dle-desktop validate` lists them)" if more else ""
    return Refusal(line_of(file, problems[0]) + rest)


def line_of(file: Path, problem: Problem) -> str:
    """Return a problem of a file as a line."""
    return f"{wording.shown(str(file), 300)}: {problem.path}: {problem.message}"
