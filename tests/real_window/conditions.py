"""Waiting for a condition with a deadline; there is no other waiting in these tests."""

import threading
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

Found = TypeVar("Found")

DEADLINE = 30.0  # seconds; a busy machine needs a tenth
_INTERVAL = 0.05
_NEVER = threading.Event()


def until(look: Callable[[], Found], what: str, deadline: float = DEADLINE) -> Found:
    """Return what `look` finds as soon as it is true; fail with `what` at the deadline."""
    end = monotonic() + deadline
    while True:
        found = look()
        if found:
            return found
        if monotonic() > end:
            message = f"not within {deadline:g} s: {what}"
            raise AssertionError(message)
        _NEVER.wait(_INTERVAL)
