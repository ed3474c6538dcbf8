"""Cold start: from the spawned process to the first painted window, and to the readable case.

Ours and a bare window take turns as fresh processes, each with an empty home of its own; ours opens
a library that holds the bundled cases. The program tells when by its hidden `--report-start FILE`,
on the monotonic clock of the system.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from dle_desktop import resources
from tests.benchmarks.rows import Row

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7
# As large as a person's: Qt's own screen without a display is smaller than the windows.
SCREEN = {"name": "one", "x": 0, "y": 0, "width": 1920, "height": 1080,
          "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
BARE = [str(Path(__file__).with_name("bare_window.py"))]
OURS = ["-m", "dle_desktop"]
FLOOR = "bare QMainWindow, 1400 x 900"
FIRST_PAINT_BUDGET = 1.2
READABLE_BUDGET = 3.0


def cold_start() -> list[Row]:
    """Measure both ends of a cold start in the same rounds."""
    bare: list[dict[str, int]] = []
    ours: list[dict[str, int]] = []
    with tempfile.TemporaryDirectory(prefix="dle-benchmark-") as folder:
        library = Path(folder) / "library.json"
        _make_library(library)
        command = [*OURS, "--library", str(library), "--report-start"]
        for number in range(ROUNDS + 1):
            pair = _start(BARE), _start(command)
            if number > 0:  # the first round compiles and fills the file cache
                bare.append(pair[0])
                ours.append(pair[1])
    floor = [times["first_paint"] for times in bare]
    return [
        Row(
            "cold start: first painted window",
            [times["first_paint"] for times in ours], FLOOR, floor, FIRST_PAINT_BUDGET,
        ),
        Row(
            "cold start: the case readable",
            [times["readable"] for times in ours], FLOOR, floor, READABLE_BUDGET,
        ),
    ]  # fmt: skip


def _make_library(library: Path) -> None:
    """Make a library of the bundled cases, as a person would."""
    files = [str(resources.path(name)) for name in resources.names("cases")]
    subprocess.run(
        [sys.executable, *OURS, "import", *files, "--library", str(library)],
        cwd=ROOT, check=True, timeout=60, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _start(arguments: Sequence[str]) -> dict[str, int]:
    """Run one cold process; return what it reported, as nanoseconds since it was spawned."""
    with tempfile.TemporaryDirectory(prefix="dle-benchmark-") as folder:
        report = Path(folder) / "report"
        environment = _environment(Path(folder))
        spawned = time.monotonic_ns()
        subprocess.run(
            [sys.executable, *arguments, str(report)],
            cwd=ROOT, env=environment, check=True, timeout=60, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        lines = report.read_text(encoding="utf-8").splitlines()
    return {what: int(at) - spawned for what, at in (line.split() for line in lines)}


def _environment(home: Path) -> dict[str, str]:
    """Return the environment of a person who just installed the program, without a screen."""
    environment = dict(os.environ, HOME=str(home))
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # it would recompile us at every start
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        environment[f"XDG_{name}_HOME"] = str(home / name.lower())
    if "QT_QPA_PLATFORM" not in environment:
        screen = home / "screen.json"
        screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        environment["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    return environment
