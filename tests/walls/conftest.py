"""One watched walk through the program, which all tests of the walls look at."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtGui import QImage

from tests.walls.hostile import hostile_case, hostile_text
from tests.walls.places import Places

ROOT = Path(__file__).resolve().parents[2]
WATCHED = "trace=%file,socket,connect"


class Report(NamedTuple):
    """What a walk told of itself."""

    seen: dict[str, int]  # red pixels by what was looked at
    windows: list[str]
    rich: list[str]
    literal: list[str]
    tips: list[str]
    titles: list[str]


class Walked(NamedTuple):
    """A finished walk: where, what it told, what it said on its streams."""

    places: Places
    report: Report
    said: str


def strace(trace: Path) -> list[str]:
    """Return how to watch a program's files and sockets; nothing where that cannot be done."""
    for options in (["-f", "--seccomp-bpf"], ["-f"]):
        command = ["strace", *options, "-e", WATCHED, "-o"]
        if shutil.which("strace") is None:
            return []
        tried = subprocess.run([*command, "/dev/null", "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return [*command, str(trace)]
    return []


def watched(places: Places, trace: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a Python program under watch, where that can be done, and return how it ended."""
    return subprocess.run(
        [*strace(trace), sys.executable, *arguments],
        cwd=ROOT, env=places.environment(), capture_output=True, text=True, timeout=100,
        check=False,
    )  # fmt: skip


def traced(trace: Path) -> list[str]:
    """Return the calls that were watched."""
    if not trace.exists():
        pytest.skip("strace is not installed, or may not watch a process here")
    return trace.read_text(encoding="utf-8", errors="replace").splitlines()


@pytest.fixture(scope="session")
def walked() -> Iterator[Walked]:
    """Walk once."""
    with tempfile.TemporaryDirectory(prefix="w") as folder:  # short: names in a case are too
        places = Places(Path(folder))
        places.make()
        picture = QImage(30, 30, QImage.Format.Format_RGB32)
        picture.fill(0xFF0000)
        for file in (places.picture, places.control):
            picture.save(str(file))
        hostile_case(hostile_text(places.picture))  # raises where the folder's name is too long
        done = watched(places, places.trace, "-m", "tests.walls.walk", folder)
        assert done.returncode == 0, done.stderr[-3000:]
        report = Report(**json.loads(places.report.read_text(encoding="utf-8")))
        yield Walked(places, report, done.stdout + done.stderr)
