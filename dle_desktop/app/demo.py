"""The demo library: the bundled cases in a library of their own, to be thrown away."""

from datetime import UTC, datetime
from pathlib import Path

from dle_desktop import resources
from dle_desktop.domain.case import Case
from dle_desktop.exchange.case_json import parse_cases
from dle_desktop.storage.case_store import CaseStore

NAME = "demo.json"


def bundled_cases() -> tuple[Case, ...]:
    """Return the cases that come with the program."""
    return tuple(
        case
        for name in resources.names("cases")
        if name.endswith(".json")
        for case in parse_cases(resources.read_bytes(name)).cases
    )


def make(folder: Path) -> Path:
    """Make the demo library in a folder."""
    path = folder / NAME
    with CaseStore.create(path) as store:
        store.apply(bundled_cases(), (), datetime.now(UTC).isoformat(timespec="seconds"))
    return path
