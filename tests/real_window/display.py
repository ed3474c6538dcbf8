"""A display of its own: Xvfb on a free number, openbox on it, and pictures of the whole screen."""

import mmap
import os
import shutil
import struct
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from PySide6.QtGui import QImage

from tests.real_window.conditions import until

NEEDED = ("Xvfb", "openbox", "xdotool")
WIDTH, HEIGHT = 1600, 1000
_HEADER = struct.Struct(">25I")  # the fields of an X window dump, see XWDFile.h


def missing() -> list[str]:
    """Return the programs these tests need and this computer does not have."""
    return [name for name in NEEDED if shutil.which(name) is None]


def marks(*also: str) -> list[pytest.MarkDecorator]:
    """Return the marks of a test in a real window, that needs some other programs `also`."""
    absent = [*missing(), *also]
    return [
        pytest.mark.real_window,
        pytest.mark.timeout(300),
        pytest.mark.skipif(bool(absent), reason=f"not installed: {', '.join(absent)}"),
    ]


class Display:
    """Starts the X server and the window manager, and ends both."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.name = ""

    def __enter__(self) -> Self:
        """Start the server, then the window manager, and wait until both answer."""
        read, write = os.pipe()
        self._start(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24",
             "-fbdir", str(self._folder), "-nolisten", "tcp", "-noreset"],
            pass_fds=(write,),
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read, encoding="ascii") as number:
            self.name = f":{number.readline().strip()}"
        assert self.name != ":", "Xvfb did not start"
        self._start(["openbox"])
        until(lambda: self.ask("get_desktop") is not None, "openbox manages the display")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the window manager, then the server."""
        for process in reversed(self._processes):
            process.terminate()
            process.wait(timeout=20)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a program that shows its window here."""
        found = dict(os.environ, DISPLAY=self.name, QT_QPA_PLATFORM="xcb")
        found.pop("WAYLAND_DISPLAY", None)
        return found

    def ask(self, *words: str) -> str | None:
        """Return what xdotool says, or None where it fails."""
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        return done.stdout.strip() if done.returncode == 0 else None

    def picture(self) -> QImage:
        """Return what the whole screen shows now."""
        file = self._folder / "Xvfb_screen0"
        with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as m:
            header = _HEADER.unpack(m[: _HEADER.size])
            size, width, height, line, colours = (header[i] for i in (0, 4, 5, 12, 19))
            start = size + colours * 12
            pixels = m[start : start + line * height]
        return QImage(pixels, width, height, line, QImage.Format.Format_RGB32).copy()

    def _start(self, command: list[str], pass_fds: tuple[int, ...] = ()) -> None:
        self._processes.append(
            subprocess.Popen(
                command,
                env=self.environment,
                pass_fds=pass_fds,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
