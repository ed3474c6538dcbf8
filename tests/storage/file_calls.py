"""Stands between a block of code and the calls of `os` that change files under one folder.

Builtin `open` and what is built on it never pass through `os`: their writes are not seen here. It
does not know what is done with a call; by itself it lets every one through.
"""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

_WITH_DESCRIPTOR = ("write", "pwrite", "fsync", "fdatasync", "ftruncate")
_WITH_PATH = ("truncate", "unlink", "remove", "mkdir", "rmdir")
_WITH_TWO_PATHS = ("replace", "rename", "link")
HERE = "."


class Call(NamedTuple):
    """One call: its name in `os`, the file or folder it is about (relative), and its arguments."""

    what: str
    name: str
    descriptor: int = -1
    flags: int = 0
    new_name: str = ""
    arguments: tuple[Any, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether it opens a file for writing."""
        return bool(self.flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))


class FileCalls:
    """While entered, every call under the folder goes through `call`."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.path.abspath(folder)  # noqa: PTH100 - links stay links
        self._real: dict[str, Any] = {}
        self._open: dict[int, str] = {}

    def call(self, call: Call, really: Callable[[], Any]) -> Any:  # noqa: ARG002
        """Do something with a call; `really` does it."""
        return really()

    def really_write(self, call: Call, count: int) -> int:
        """Write only the first bytes of a call that writes."""
        data, *offset = call.arguments
        done: int = self._real[call.what](call.descriptor, bytes(data)[:count], *offset)
        return done

    def __enter__(self) -> Self:
        doubles: dict[str, Any] = {"open": self._opened, "close": self._closed}
        doubles |= {name: partial(self._by_descriptor, name) for name in _WITH_DESCRIPTOR}
        doubles |= {name: partial(self._by_path, name) for name in _WITH_PATH}
        doubles |= {name: partial(self._by_two_paths, name) for name in _WITH_TWO_PATHS}
        for name, double in doubles.items():
            if hasattr(os, name):
                self._real[name] = getattr(os, name)
                setattr(os, name, double)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for name, real in self._real.items():
            setattr(os, name, real)

    def _name(self, path: Any, folder_descriptor: int | None = None) -> str | None:
        if isinstance(path, int):
            return self._open.get(path)
        text = os.fsdecode(path)
        if folder_descriptor is not None and not os.path.isabs(text):  # noqa: PTH117
            below = self._open.get(folder_descriptor)
            if below is None:
                return None
            text = os.path.join(self._folder, below, text)  # noqa: PTH118
        full = os.path.abspath(text)  # noqa: PTH100
        if full == self._folder:
            return HERE
        inside = full.startswith(self._folder + os.sep)
        return full[len(self._folder) + 1 :].replace(os.sep, "/") if inside else None

    def _opened(
        self, path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None
    ) -> int:
        really = partial(self._real["open"], path, flags, mode, dir_fd=dir_fd)
        name = self._name(path, dir_fd)
        descriptor: int
        if name is None:
            descriptor = really()
            self._open.pop(descriptor, None)  # closed by someone who does not pass through `os`
        else:
            descriptor = self.call(Call("open", name, flags=flags), really)
            self._open[descriptor] = name
        return descriptor

    def _closed(self, descriptor: int) -> None:
        really = partial(self._real["close"], descriptor)
        name = self._open.pop(descriptor, None)
        if name is None:
            really()
        else:
            self.call(Call("close", name, descriptor), really)

    def _by_descriptor(self, what: str, descriptor: Any, *arguments: Any) -> Any:
        number = descriptor if isinstance(descriptor, int) else descriptor.fileno()
        really = partial(self._real[what], descriptor, *arguments)
        name = self._open.get(number)
        if name is None:
            return really()
        return self.call(Call(what, name, number, arguments=arguments), really)

    def _by_path(self, what: str, path: Any, *arguments: Any, **options: Any) -> Any:
        really = partial(self._real[what], path, *arguments, **options)
        name = self._name(path, options.get("dir_fd"))
        if name is None:
            return really()
        return self.call(Call(what, name, arguments=arguments), really)

    def _by_two_paths(self, what: str, old: Any, new: Any, **options: Any) -> Any:
        really = partial(self._real[what], old, new, **options)
        names = (
            self._name(old, options.get("src_dir_fd")),
            self._name(new, options.get("dst_dir_fd")),
        )
        if names[0] is None or names[1] is None:
            assert names == (None, None), f"{what} across the watched folder: {old} -> {new}"
            return really()
        return self.call(Call(what, names[0], new_name=names[1]), really)
