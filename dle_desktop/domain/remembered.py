"""Remembering: what a pure function said of the values it was asked about last.

Cases are immutable, so the same object always gets the same answer; objects are told apart by
identity, which costs nothing, never by value. It holds a few answers, not a library.
"""

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


def remembered(most: int) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Return a decorator that keeps the answers to the last `most` questions.

    The function must be pure and its arguments immutable; they are kept alive with the answer.
    """

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        kept: dict[tuple[object, ...], tuple[Any, _R]] = {}
        lock = Lock()

        @wraps(function)
        def ask(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            asked = (*args, *kwargs.values())
            key = (*map(id, asked), *kwargs)
            found = kept.get(key)
            if found is not None:
                return found[1]
            answer = function(*args, **kwargs)
            with lock:
                while len(kept) >= most:
                    del kept[next(iter(kept))]
                kept[key] = (asked, answer)
            return answer

        return ask

    return decorate
