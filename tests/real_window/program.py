"""The running program as its person meets it: a window with a title, keys, a mouse, an end."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtGui import QImage

from tests.real_window.conditions import until
from tests.real_window.display import Display

ROOT = Path(__file__).resolve().parents[2]
DELAY = "20"  # milliseconds between keys, as a quick typist's
STILL = 6  # pictures in a row that show the same
COMMAND = (sys.executable, "-m", "dle_desktop")


class Program:
    """One run of the program on a display."""

    def __init__(self, display: Display, arguments: Sequence[str], pictures: Path) -> None:
        self._display = display
        self._arguments = arguments
        self._pictures = pictures
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        """Start it and wait for its first window to have the keyboard."""
        self._process = subprocess.Popen(
            [*COMMAND, *self._arguments],
            cwd=ROOT, env=self._display.environment, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        until(self.title, "a window of the program is active")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it, by force where a test failed."""
        process = self._running()
        if process.poll() is None:
            self.look("at-failure")
            process.kill()
        _, said = process.communicate(timeout=20)
        if error is not None:
            print(said, file=sys.stderr)  # noqa: T201  # pytest shows it with the failure

    def title(self) -> str:
        """Return the title of the active window if it is ours, else nothing."""
        process = self._running()
        assert process.poll() is None, f"the program ended with {process.returncode}"
        window = self._display.ask("getactivewindow")
        if window is None or self._display.ask("getwindowpid", window) != str(process.pid):
            return ""
        return self._display.ask("getwindowname", window) or ""

    def wait_for_title(self, text: str) -> None:
        """Wait until the active window's title contains a text."""
        until(lambda: text in self.title(), f"a window titled {text!r} (now {self.title()!r})")

    def keys(self, *keys: str) -> None:
        """Press keys or chords one after the other, e.g. `"ctrl+z"`."""
        self._do("key", "--clearmodifiers", "--delay", DELAY, *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._do("type", "--clearmodifiers", "--delay", DELAY, text)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click at a place of the active window's own area."""
        window = self._display.ask("getactivewindow")
        assert window is not None, "no window is active"
        self._do("mousemove", "--sync", "--window", window, str(x), str(y))
        self._do("click", str(button))

    def click_at(self, x: int, y: int, *, times: int = 1, button: int = 1) -> None:
        """Click at a place of the screen; buttons 4 and 5 are the wheel."""
        self._do("mousemove", "--sync", str(x), str(y))
        self._do("click", "--repeat", str(times), "--delay", "60", str(button))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag with the left button from one place of the screen to another, in steps."""
        steps = 8
        self._do("mousemove", "--sync", *map(str, start))
        self._do("mousedown", "1")
        for step in range(1, steps + 1):
            x, y = (a + (b - a) * step // steps for a, b in zip(start, end, strict=True))
            self._do("mousemove", "--sync", str(x), str(y))
        self._do("mouseup", "1")

    def look(self, name: str) -> QImage:
        """Return a picture of the screen, and keep it for a person to look at."""
        picture = self._display.picture()
        picture.save(str(self._pictures / f"{name}.png"))
        return picture

    def look_when_still(self, name: str) -> QImage:
        """Return a picture of the screen as soon as several in a row are the same."""
        seen = [self.look(name)]

        def still() -> bool:
            seen.append(self.look(name))
            return len(seen) >= STILL and all(one == seen[-1] for one in seen[-STILL:])

        until(still, "a still picture")
        return seen[-1]

    def ended(self) -> int:
        """Wait until the program has ended; return its exit status."""
        return self._running().wait(timeout=30)

    def _running(self) -> "subprocess.Popen[str]":
        assert self._process is not None, "the program was not started"
        return self._process

    def _do(self, *words: str) -> None:
        assert self._display.ask(*words) is not None, f"xdotool {' '.join(words)} failed"
