"""Real kills, a real size limit, a real user without rights: what was acknowledged stays."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tinydb import TinyDB

from dle_desktop.storage.case_store import CaseStore
from tests.storage.cases import NOON, make_case

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork, signals and limits")
KILLS = 40
LONG = os.environ.get("DLE_LONG") == "1"


def run(what: str, *arguments: str, seconds: int = 60) -> str:
    command = [sys.executable, "-m", "tests.storage.other_process", what, *arguments]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=seconds
    ).stdout


def test_no_acknowledged_save_is_lost_by_a_kill(path: Path) -> None:
    with CaseStore.create(path) as store:
        store.apply([make_case(number) for number in (1, 2, 3)], [], NOON)
    report = json.loads(run("save_and_die", str(path), str(KILLS)))
    assert report["faults"] == []
    assert report["acknowledged"] >= KILLS


@pytest.mark.long
@pytest.mark.skipif(not LONG, reason="takes long: set DLE_LONG=1")
@pytest.mark.timeout(1800)
def test_a_thousand_kills_lose_nothing_where_stock_tinydb_loses_some(path: Path) -> None:
    with CaseStore.create(path) as store:
        store.apply([make_case(number) for number in (1, 2, 3)], [], NOON)
    report = json.loads(run("save_and_die", str(path), "1000", seconds=1500))
    stock = json.loads(run("save_and_die_stock", str(path.with_name("s")), "1000", seconds=1500))
    print(f"1,000 kills: {report}; stock TinyDB: {stock}")  # noqa: T201 - asked for beside it
    assert report["faults"] == []
    assert report["acknowledged"] >= 1000


CALLS = [("fdatasync", 1), ("fdatasync", 3), *(("rename", n) for n in (1, 2, 3)), ("fsync", 5)]
ALL_CALLS = [(call, n) for call in ("write", "fsync", "fdatasync", "rename") for n in range(1, 25)]


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
@pytest.mark.parametrize(("call", "when"), ALL_CALLS if LONG else CALLS)
def test_killed_at_a_system_call_nothing_acknowledged_is_lost(
    path: Path, call: str, when: int
) -> None:
    with CaseStore.create(path) as store:
        store.apply([make_case(1, revision=1)], [], NOON)
    strace = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}"]
    inject = ["-e", f"inject={call}:signal=SIGKILL:when={when}"]
    saving = [sys.executable, "-m", "tests.storage.other_process", "save_and_fold", str(path)]
    done = subprocess.run(
        [*strace, *inject, *saving], capture_output=True, text=True, timeout=60, check=False
    )
    if "ptrace" in done.stderr:
        pytest.skip("strace may not watch here")
    assert done.returncode or LONG  # of the many calls some are never reached
    told = [int(line) for line in done.stdout.split()]
    with TinyDB(path, access_mode="r") as database:
        assert len(database.table("cases")) == 1
    with CaseStore.open(path) as store:
        assert store.cases()[0].revision in {max(told, default=1), max(told, default=1) + 1}
        assert store.check().problems == ()


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


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a mount of its own")
def test_a_disk_that_is_really_full_loses_nothing(tmp_path: Path) -> None:
    own = ["unshare", "-m"] if os.getuid() == 0 else ["unshare", "-r", "-m"]
    mount = f"mount -t tmpfs -o size=2m tmpfs {tmp_path} && head -c 500000 /dev/zero > "
    library = tmp_path / "library.json"
    saving = f"{sys.executable} -m tests.storage.other_process save_until_full {library}"
    done = subprocess.run(
        [*own, "sh", "-c", f"{mount}{library}.ballast || exit 77; {saving}"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if done.returncode in {1, 32, 77} and not done.stdout:
        pytest.skip("no file system can be mounted here")
    refused, memory, disk, after = done.stdout.splitlines()
    kind, reason, last = refused.split()
    assert (kind, reason) == ("FileUnwritable", "ENOSPC")
    assert int(last) > 10
    assert memory == disk == last
    assert after == "0"


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
