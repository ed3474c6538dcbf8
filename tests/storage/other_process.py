"""What another process does to a library: `python -m tests.storage.other_process WHAT PATH`."""

import json
import os
import random
import select
import signal
import sys
import time

from tinydb import TinyDB

from dle_desktop.errors import DleError
from dle_desktop.storage.case_store import CaseStore
from tests.storage.cases import NOON, case_id, make_case

NOBODY = 65534


def hold(path: str) -> None:
    """Hold the library until the standard input ends."""
    with CaseStore.open(path):
        _tell("held")
        sys.stdin.read()


def open_as_nobody(path: str) -> None:
    """Open and read as a user who owns nothing here, and tell what happened."""
    if os.getuid() == 0:
        os.setuid(NOBODY)
    try:
        CaseStore.open(path).close()
        _tell("opened")
    except DleError as error:
        _tell(type(error).__name__, error.args[1])
    with CaseStore.open(path, read_only=True) as store:
        _tell(len(store.cases()))


def save_until_limit(path: str) -> None:
    """Save an ever longer case until the system refuses, and tell what is left then."""
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    with CaseStore.open(path) as store:
        for revision in range(1, 100):
            try:
                store.apply([make_case(1, revision=revision, notes="x" * revision * 9)], [], NOON)
            except DleError as error:
                _tell(type(error).__name__, error.args[1])
                break
        _tell(revision - 1, store.cases()[0].revision)
        store.fold()  # which makes room in the journal
        store.apply([make_case(1, revision=revision)], [], NOON)
        _tell(revision, store.cases()[0].revision)


def save_until_full(path: str) -> None:
    """Fill the disk with saves, make room, and save again; tell what became of it."""
    store = CaseStore.create(path)
    refused = 0
    for revision in range(1, 400):
        try:
            store.apply([make_case(1, revision=revision, notes="x" * 9_000)], [], NOON)
        except DleError as error:
            refused += 1
            if refused == 1:
                _tell(type(error).__name__, error.args[1], revision - 1)
            if refused > 3:
                break
    _tell(store.cases()[0].revision)
    with CaseStore.open(path, read_only=True) as reader:
        _tell(reader.cases()[0].revision)
    os.unlink(f"{path}.ballast")  # noqa: PTH108 - a plain name
    store.apply([make_case(1, revision=revision)], [], NOON)
    store.close()
    with CaseStore.open(path) as again:
        _tell(again.cases()[0].revision - revision, *again.check().problems)


def save_and_die(path: str, rounds: int) -> None:
    """Kill a process that saves, `rounds` times, and tell what was lost or broken."""
    chance = random.Random(19)  # noqa: S311 - moments of death
    last, acknowledged, faults = 0, 0, []
    for _ in range(rounds):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            _save_for_ever(path, writer, last)
        os.close(writer)
        seen = b""
        for _ in range(chance.randint(1, 4)):
            seen += os.read(reader, 4096)
        until = time.monotonic() + chance.random() * 0.004
        while (rest := until - time.monotonic()) > 0 and select.select([reader], [], [], rest)[0]:
            seen += os.read(reader, 4096)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(reader, 4096):
            seen += more
        os.close(reader)
        saved = [int(line) for line in seen.split()]
        acknowledged += len(saved)
        last, fault = _look(path, max(saved, default=last))
        faults += fault
    _tell(json.dumps({"acknowledged": acknowledged, "faults": faults}))


def save_and_fold(path: str) -> None:
    """Save a few revisions and fold between them; tell each that was acknowledged."""
    with CaseStore.open(path) as store:
        first = store.cases()[0].revision
        for revision in range(first + 1, first + 5):
            store.apply([make_case(1, revision=revision)], [], NOON)
            _tell(revision)
            if revision % 2:
                store.fold()


def save_and_die_stock(path: str, rounds: int) -> None:
    """Do with stock TinyDB what `save_and_die` does, and tell what became of it."""
    chance = random.Random(19)  # noqa: S311 - moments of death
    acknowledged, unreadable, lost = 0, 0, 0
    for _ in range(rounds):
        with TinyDB(path) as database:
            database.drop_tables()
            database.table("cases").insert({"revision": 0, "notes": ""})
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            database = TinyDB(path)
            for revision in range(1, 1_000_000):
                notes = "n" * (revision * 7919 % 20_000)
                database.table("cases").update({"revision": revision, "notes": notes})
                os.write(writer, f"{revision}\n".encode())
        os.close(writer)
        seen = os.read(reader, 4096)
        until = time.monotonic() + chance.random() * 0.004
        while (rest := until - time.monotonic()) > 0 and select.select([reader], [], [], rest)[0]:
            seen += os.read(reader, 4096)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while more := os.read(reader, 4096):
            seen += more
        os.close(reader)
        last = max(int(line) for line in seen.split())
        acknowledged += len(seen.split())
        try:
            with TinyDB(path, access_mode="r") as database:
                lost += database.table("cases").all()[0]["revision"] < last
        except (ValueError, KeyError, IndexError):
            unreadable += 1
            os.truncate(path, 0)
    _tell(json.dumps({"acknowledged": acknowledged, "unreadable": unreadable, "lost": lost}))


def _save_for_ever(path: str, writer: int, revision: int) -> None:
    store = CaseStore.open(path)
    while True:
        revision += 1
        notes = "n" * (revision * 7919 % 900)  # the history keeps every one of them
        both = [make_case(n, revision=revision, notes=notes) for n in (1, 2)]
        store.apply(both, [case_id(3)] if revision % 2 else [], NOON)
        if not revision % 2:
            store.apply([make_case(3)], [], NOON)
        os.write(writer, f"{revision}\n".encode())
        if not revision % 5:
            store.fold()


def _look(path: str, acknowledged: int) -> tuple[int, list[str]]:
    database = TinyDB(path, access_mode="r")
    database.table("cases").all()  # valid at every moment, and behind by what the journal holds
    database.close()
    CaseStore.open(path).close()
    database = TinyDB(path, access_mode="r")
    plain = [document["revision"] for document in database.table("cases").all()[:2]]
    database.close()
    with CaseStore.open(path) as store:
        found = [case.revision for case in store.cases()[:2]]
        faults = [f"{found} is not {plain}"] if found != plain else []
        if found[0] != found[1] or found[0] not in (acknowledged, acknowledged + 1):
            faults.append(f"{found} after {acknowledged} was acknowledged")
        if len(store.cases()) + len(store.trash()) != 3:
            faults.append("the third case is lost")
        faults += store.check().problems
        return found[0], faults


def _tell(*words: object) -> None:
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) > 3:
        repeated = {"save_and_die": save_and_die, "save_and_die_stock": save_and_die_stock}
        repeated[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
    else:
        once = (hold, open_as_nobody, save_until_limit, save_until_full, save_and_fold)
        {f.__name__: f for f in once}[sys.argv[1]](sys.argv[2])
