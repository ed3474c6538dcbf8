"""The library at 100, 1,000 and 10,000 cases: save, fold and open, against floors and peers.

The cases are about 12 kB each in the file. A save is one whole case with its entry in the history,
durable, between two sizes of journal; its floors, written in turns with it to the same disk, are a
bare append with fdatasync of the bytes of one case, and SQLite in WAL mode with synchronous=FULL.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic_ns

import msgspec
from msgspec.structs import replace
from tinydb import TinyDB

from dle_desktop.domain.case import Case
from dle_desktop.storage import protection
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.protection import by_secret
from tests.benchmarks.rows import Row
from tests.storage.cases import NOON, case_id, make_chart

SIZES = (100, 1_000, 10_000)
SAVES = 60
BUDGET = 3.0
OPEN_BUDGET = 0.2
OPEN_SECONDS = 1.5
SEALED_SIZE = 1_000
SECRET = "four words in a row"  # noqa: S105 - of a library that is made here


def library() -> list[Row]:
    """Measure each size of library."""
    return [row for size in SIZES for row in _rows(size)]


def _rows(size: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory(dir=_disk()) as folder:
        path = Path(folder) / "library.json"
        _make(path, size)
        name = f"{size:,} cases, {path.stat().st_size / 1e6:.0f} MB"
        yield from _saves(path, size, name)
        yield _folds(path, size, name)
        yield from _opens(path, name)
        if size == SEALED_SIZE:
            yield from _sealed(path, size, name)


def _disk() -> str:
    """Return a folder on a disk, not in memory: there a sync costs nothing."""
    return str(Path.cwd())


def _make(path: Path, size: int) -> None:
    cases = [make_chart(number) for number in range(1, size + 1)]
    with CaseStore.create(path) as store:
        store.apply(cases, [], NOON)


def _saves(path: Path, size: int, name: str) -> Iterator[Row]:
    beside = path.parent
    text = msgspec.json.encode(make_chart(1))
    ours: list[int] = []
    bare: list[int] = []
    lite: list[int] = []
    stock: list[int] = []
    database = sqlite3.connect(beside / "peer.sqlite", isolation_level=None)
    database.execute("pragma journal_mode=wal")
    database.execute("pragma synchronous=full")
    database.execute("create table cases (id text primary key, document text)")
    descriptor = os.open(beside / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with CaseStore.open(path) as store:
        for turn in range(SAVES):
            number = 1 + turn * 7 % size
            case = store.case(case_id(number)) or make_chart(number)
            edited = _edited(case)
            with _timed(ours):
                store.apply([edited], [], NOON, step="Edit value")
            with _timed(bare):
                os.write(descriptor, text)
                os.fdatasync(descriptor)
            with _timed(lite):
                database.execute(
                    "insert or replace into cases values (?, ?)", (edited.id, text.decode())
                )
    os.close(descriptor)
    database.close()
    copy = beside / "stock.json"
    shutil.copy(path, copy)
    with TinyDB(copy) as peer:
        for _ in range(1 if size > 1_000 else 3):
            with _timed(stock):
                peer.table("cases").update({"revision": 9}, doc_ids=[1])
    yield Row(f"save: {name}", ours, "bare append + fdatasync", bare, BUDGET)
    yield Row(f"save: {name}", ours, "SQLite, WAL, synchronous=FULL", lite, BUDGET)
    yield Row(f"save: {name}", ours, "stock TinyDB", stock, 1.0)


def _edited(case: Case) -> Case:
    first = replace(case.labs[0], value=(case.labs[0].value or 0) + 0.1)
    return replace(case, labs=(first, *case.labs[1:]), revision=case.revision + 1)


def _folds(path: Path, size: int, name: str) -> Row:
    ours: list[int] = []
    floor: list[int] = []
    with CaseStore.open(path) as store:
        for _ in range(3):
            store.apply([_edited(store.case(case_id(size)) or make_chart(size))], [], NOON)
            with _timed(ours):
                store.fold()
            data = path.read_bytes()
            with _timed(floor), path.with_name("floor").open("wb", buffering=0) as file:
                file.write(data)
                os.fsync(file.fileno())
    return Row(f"fold: {name}", ours, "writing the same bytes + fsync", floor, 20.0)


def _opens(path: Path, name: str) -> Iterator[Row]:
    ours: list[int] = []
    stock: list[int] = []
    for _ in range(2):
        ours.append(_in_process("ours", path)[0])
        stock.append(_in_process("stock", path)[0])
    peak = [_in_process("ours", path)[1]], [_in_process("stock", path)[1]]
    yield Row(f"open to a usable list: {name}", ours, "stock TinyDB", stock, OPEN_BUDGET)
    budget = OPEN_SECONDS * 1e9
    yield Row(f"open to a usable list: {name}", ours, "1.5 s", [int(budget)], 1.0)
    yield Row(f"memory after opening (1 ms is 1 MB): {name}", peak[0], "stock TinyDB", peak[1], 1.0)


def _in_process(what: str, path: Path) -> tuple[int, int]:
    """Return nanoseconds of opening in a fresh process, and a million times its peak MB."""
    command = [sys.executable, "-m", "tests.benchmarks.library", what, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    spent, peak = done.stdout.split()
    return int(spent), int(peak) * 1_000_000


def _sealed(path: Path, size: int, name: str) -> Iterator[Row]:
    """Measure a protected library: its save against a plain one's, its opening against a guess."""
    plain: list[int] = []
    saves: list[int] = []
    opens: list[int] = []
    guess: list[int] = []
    copy = path.with_name("sealed.json")
    shutil.copy(path, copy)
    with CaseStore.open(copy) as store:
        protection.protect(store, SECRET)
    with CaseStore.open(path) as one, CaseStore.open(copy, unlock=by_secret(SECRET)) as other:
        for turn in range(SAVES):
            number = 1 + turn * 7 % size
            for store, samples in ((one, plain), (other, saves)):
                edited = _edited(store.case(case_id(number)) or make_chart(number))
                with _timed(samples):
                    store.apply([edited], [], NOON, step="Edit value")
    lock = protection.lock_in(copy)
    assert lock is not None
    for _ in range(3):
        with _timed(guess):
            by_secret(SECRET)(lock)
        with _timed(opens):
            CaseStore.open(copy, read_only=True, unlock=by_secret(SECRET))
    yield Row(f"protected save: {name}", saves, "the same, not protected", plain, 2.0)
    yield Row(
        f"protected, unlock and open: {name}", opens, "the key from the passphrase", guess, 3.0
    )


@contextmanager
def _timed(samples: list[int]) -> Iterator[None]:
    began = monotonic_ns()
    yield
    samples.append(monotonic_ns() - began)


def _open_ours(path: Path) -> None:
    from dle_desktop.widgets.case_list_model import CaseListModel  # noqa: PLC0415 - loads Qt

    began = monotonic_ns()
    store = CaseStore.open(path, read_only=True)
    model = CaseListModel()
    model.set_cases(store.briefs(), store.case)
    model.search("case 17")
    assert model.rowCount()
    _tell(monotonic_ns() - began)


def _open_stock(path: Path) -> None:
    began = monotonic_ns()
    with TinyDB(path, access_mode="r") as database:
        labels = [document["label"] for document in database.table("cases")]
    assert any("Case 17" in label for label in labels)
    _tell(monotonic_ns() - began)


def _tell(spent: int) -> None:
    status = Path("/proc/self/status").read_text()  # the resource module tells the parent's peak
    peak = int(status.partition("VmHWM:")[2].split()[0])
    print(spent, peak // 1000)


if __name__ == "__main__":
    {"ours": _open_ours, "stock": _open_stock}[sys.argv[1]](Path(sys.argv[2]))
