"""Real kills, a real size limit, a real user without rights: what was acknowledged stays."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from dle_desktop.storage.case_store import CaseStore
from tests.storage.cases import NOON, make_case

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork, signals and limits")
KILLS = 40


def run(what: str, *arguments: str) -> str:
    command = [sys.executable, "-m", "tests.storage.other_process", what, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def test_no_acknowledged_save_is_lost_by_a_kill(path: Path) -> None:
    with CaseStore.create(path) as store:
        store.apply([make_case(number) for number in (1, 2, 3)], [], NOON)
    report = json.loads(run("save_and_die", str(path), str(KILLS)))
    assert report["faults"] == []
    assert report["acknowledged"] >= KILLS


def test_a_save_the_system_cuts_short_is_refused_and_the_next_one_works(path: Path) -> None:
    with CaseStore.create(path) as store:
        store.apply([make_case(1)], [], NOON)
    refused, kept, saved_again = run("save_until_limit", str(path)).splitlines()
    assert refused == "FileUnwritable EFBIG"
    last, in_memory = kept.split()
    assert last == in_memory
    assert int(last) > 10
    assert saved_again.split()[0] == saved_again.split()[1]
    with CaseStore.open(path) as store:
        assert store.cases() == (make_case(1, revision=int(last) + 1),)
        assert store.check().problems == ()


def test_a_folder_without_rights_is_told_and_its_library_can_be_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.json"
        with CaseStore.create(path) as store:
            store.apply([make_case(1)], [], NOON)
        before = sorted(Path(folder).iterdir())
        path.chmod(0o644)
        path.with_name("library.json.journal").chmod(0o644)
        Path(folder).chmod(0o555)
        told = run("open_as_nobody", str(path)).splitlines()
        after = sorted(Path(folder).iterdir())
        os.chmod(folder, 0o700)  # noqa: PTH101 - a plain name
    assert told == ["FileUnwritable EACCES", "1"]
    assert before == after
