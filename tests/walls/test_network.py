"""The program has no network code, and reaches none while it runs."""

import re
from pathlib import Path

import pytest

from tests.test_architecture import imports, modules, name_of, parse
from tests.walls.conftest import Walked, traced, watched

FORBIDDEN = {
    "socket", "socketserver", "ssl", "http", "urllib", "ftplib", "smtplib", "poplib", "imaplib",
    "nntplib", "telnetlib", "xmlrpc", "asyncio", "webbrowser", "wsgiref", "requests", "httpx",
    "aiohttp", "urllib3", "PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets", "PySide6.QtHttpServer", "PySide6.QtNetworkAuth",
    "PySide6.QtRemoteObjects", "PySide6.QtBluetooth", "PySide6.QtGui.QDesktopServices",
}  # fmt: skip
_SOCKET = re.compile(r"socket\((\w+)")
# How Qt asks the print spooler of this computer for its printers, when something is to be printed.
_SPOOLER = re.compile(r'htons\(631\).*("127\.0\.0\.1"|"::1")')


@pytest.mark.parametrize("module", modules(), ids=name_of)
def test_no_module_knows_a_network(module: Path) -> None:
    found = {name for name, _ in imports(parse(module))}
    reached = {
        name for name in found for one in FORBIDDEN if name == one or name.startswith(f"{one}.")
    }
    assert reached == set()


@pytest.mark.parametrize("command", ["snapshot", "window"])
def test_a_run_makes_no_socket_but_to_this_computer(walked: Walked, command: str) -> None:
    places = walked.places
    trace = places.root / f"trace-{command}"
    arguments = {
        "snapshot": ("snapshot", str(places.chosen / "export_all.json"), "--output",
                     str(places.chosen / "command.pdf")),
        "window": ("--library", str(places.library), "--report-start",
                   str(places.chosen / "start")),
    }  # fmt: skip
    done = watched(places, trace, "-m", "dle_desktop", *arguments[command])
    assert done.returncode == 0, done.stderr
    calls = traced(trace)
    trace.unlink()
    assert {match[1] for call in calls if (match := _SOCKET.search(call))} <= {"AF_UNIX"}


def test_the_whole_walk_reaches_no_further_than_the_spooler_of_this_computer(
    walked: Walked,
) -> None:
    reached = [call for call in traced(walked.places.trace) if "connect(" in call]
    assert [one for one in reached if "AF_UNIX" not in one and not _SPOOLER.search(one)] == []
