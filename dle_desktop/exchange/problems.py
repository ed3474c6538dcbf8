"""The problem: what is wrong with a file, where, as a code with facts.

It carries no sentence of its own; `wording` has them. It does not know who found it.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from dle_desktop import wording

MOST_PROBLEMS = 100  # a person mends a few and tries again; nobody reads a thousand

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Problem(Struct, frozen=True):
    """What is wrong, or worth knowing, at one place of a file.

    `path` is a JSONPath such as `$.cases[1].labs[7].value`, `$` where the whole file is meant.
    """

    code: str
    path: str = "$"
    facts: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """The sentence for a person."""
        return wording.problem(self.code, self.facts)


def json_path(steps: Sequence[str | int]) -> str:
    """Return the JSONPath of the steps from the root: `$.cases[1].label`."""
    return "$" + "".join(_step(step) for step in steps)


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    if _PLAIN_KEY.fullmatch(step):
        return f".{step}"
    return f'["{wording.shown(step)}"]'
