"""The accessibility bus as a screen reader meets it: what a program says of itself, by D-Bus tools.

It starts a session bus of its own, whose accessibility bus the system's AT-SPI launcher provides.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QRect
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from tests.real_window.conditions import until

NEEDED = ("dbus-daemon", "dbus-send", "dbus-monitor")
_SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_DEEPEST = 12
_FOCUSED = 12  # the number of that state in AT-SPI
_LISTENER = "listener"  # the name of our own connection, which must last as long as we listen

Node = tuple[str, str]  # a name on the bus, and a path there


def missing() -> list[str]:
    """Return what these tests need and this computer does not have."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    return absent if _SERVICE.exists() else [*absent, "at-spi2-core"]


class AccessibilityBus:
    """Starts the buses, asks about names and descriptions, and listens to announcements."""

    def __init__(self, folder: Path) -> None:
        self._heard = folder / "announcements"
        self._processes: list[subprocess.Popen[str]] = []
        self.session = ""  # the address of the session bus
        self._address = ""

    def __enter__(self) -> Self:
        """Start the session bus, which starts the accessibility bus when asked for it."""
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self._processes.append(bus)
        assert bus.stdout is not None
        self.session = bus.stdout.readline().strip()
        answer = _run(
            "dbus-send", f"--bus={self.session}", "--print-reply", "--dest=org.a11y.Bus",
            "/org/a11y/bus", "org.a11y.Bus.GetAddress",
        )  # fmt: skip
        found = re.search(r'string "(.*)"', answer)
        assert found, "no accessibility bus"
        self._address = found[1]
        self._register()
        with self._heard.open("w") as heard:
            rule = "interface='org.a11y.atspi.Event.Object',member='Announcement'"
            command = ["dbus-monitor", "--address", self._address, rule]
            self._processes.append(subprocess.Popen(command, stdout=heard, text=True))
        until(self._heard.read_text, "somebody listens")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End both."""
        QDBusConnection.disconnectFromBus(_LISTENER)
        for process in reversed(self._processes):
            process.terminate()
            process.communicate(timeout=20)

    def find(self, name: str, holding: str | None = None) -> Node | None:
        """Return the first accessible object of a name in any program, that has such a child."""
        root = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        named = (node for node in self._walk(root, 0) if self.name(node) == name)
        if holding is None:
            return next(named, None)
        return next(
            (node for node in named if holding in map(self.name, self.children(node))), None
        )

    def children(self, node: Node) -> list[Node]:
        """Return the children of an object."""
        said = self._ask(node, f"{_ACCESSIBLE}.GetChildren")
        return re.findall(r'string "(.*?)"\s+object path "(.*?)"', said)

    def name(self, node: Node) -> str:
        """Return the name of an object."""
        return self._property(node, "Name")

    def description(self, node: Node) -> str:
        """Return the description of an object."""
        return self._property(node, "Description")

    def box(self, node: Node) -> QRect:
        """Return where an object stands on the screen."""
        said = self._ask(node, "org.a11y.atspi.Component.GetExtents", "uint32:0")
        left, top, width, height = map(int, re.findall(r"int32 (-?\d+)", said))
        return QRect(left, top, width, height)

    def has_focus(self, node: Node) -> bool:
        """Whether an object has the keys."""
        said = self._ask(node, f"{_ACCESSIBLE}.GetState")
        states = re.findall(r"uint32 (\d+)", said)
        return bool(states) and bool(int(states[0]) & 1 << _FOCUSED)

    def heard(self) -> list[str]:
        """Return what was announced since the beginning."""
        return re.findall(r'variant\s+string "(.*)"', self._heard.read_text())

    def _register(self) -> None:
        """Ask for announcements, as a screen reader does: unasked, a program makes none."""
        asking = QDBusMessage.createMethodCall(
            "org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry",
            "RegisterEvent",
        )  # fmt: skip
        asking.setArguments(["object:announcement"])
        answer = QDBusConnection.connectToBus(self._address, _LISTENER).call(asking)
        assert not answer.errorMessage(), answer.errorMessage()

    def _walk(self, node: Node, depth: int) -> Iterator[Node]:
        yield node
        if depth < _DEEPEST:
            for child in self.children(node):
                yield from self._walk(child, depth + 1)

    def _property(self, node: Node, name: str) -> str:
        said = self._ask(
            node, "org.freedesktop.DBus.Properties.Get", f"string:{_ACCESSIBLE}", f"string:{name}"
        )
        found = re.search(r'variant\s+string "(.*)"', said, re.DOTALL)
        return found[1] if found else ""

    def _ask(self, node: Node, method: str, *arguments: str) -> str:
        return _run(
            "dbus-send", f"--bus={self._address}", "--print-reply", f"--dest={node[0]}", node[1],
            method, *arguments,
        )  # fmt: skip


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.stdout
