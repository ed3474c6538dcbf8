"""Protecting a library by a passphrase: putting it on, changing it, taking it away, unlocking.

Loaded only where it is asked for. It knows the store and the sealing, and asks nothing.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import msgspec

from dle_desktop.errors import (
    DleError,
    LibraryReadOnly,
    RecoveryCodeMistyped,
    SealBroken,
)
from dle_desktop.storage import atomic_file, sealing
from dle_desktop.storage.case_documents import ABOUT
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.library_files import LIMIT_BYTES
from dle_desktop.storage.library_text import LOCK
from dle_desktop.storage.open_seal import OpenSeal
from dle_desktop.storage.sealing import Seal
from dle_desktop.storage.table_ops import Change

USUAL_KIB = 256 << 10
_LOCK = re.compile(rb'"%s"\s*:\s*(?=\{"version")' % LOCK.encode())


def by_secret(secret: str) -> Callable[[bytes], Seal]:
    """Return what unlocks a library by its passphrase, or by its recovery code.

    It raises `errors.WrongPassphrase` if the secret is neither, and what `sealing.unlock` raises.
    """

    def unlock(lock: bytes) -> Seal:
        header = sealing.read_header(lock)
        try:
            return sealing.unlock_by_code(header, secret)  # at once, other than the passphrase
        except RecoveryCodeMistyped:
            return sealing.unlock(header, secret)

    return unlock


def protect(store: CaseStore, passphrase: str, *, memory_kib: int = USUAL_KIB) -> str:
    """Protect a library, with all that is in it; return its recovery code, told only now.

    Raises
    ------
    LibraryReadOnly, FileUnwritable
        Nothing is changed.
    WriteUnconfirmed
        It is done, but the disk did not confirm it.
    """
    _refuse_read_only(store)
    header, seal, code = sealing.new_seal(passphrase, memory_kib=memory_kib)
    store.storage.reseal(seal, msgspec.json.encode(header))
    return code


def change_passphrase(store: CaseStore, passphrase: str) -> None:
    """Let another passphrase open a protected library; its recovery code stays.

    Raises
    ------
    LibraryReadOnly, FileUnwritable
        Nothing is changed.
    """
    _refuse_read_only(store)
    seal, lock = store.storage.seal, store.storage.lock
    if not isinstance(seal, Seal) or lock is None:
        raise SealBroken(sealing.LOCK, "not sealed")
    header = sealing.change_passphrase(sealing.read_header(lock), seal, passphrase)
    store.storage.commit([Change(ABOUT, int(LOCK), msgspec.json.encode(header))])
    store.storage.fold()


def take_away(store: CaseStore) -> None:
    """Take the protection away: everything is in plain from now on.

    Raises
    ------
    LibraryReadOnly, FileUnwritable
        Nothing is changed.
    """
    _refuse_read_only(store)
    store.storage.reseal(OpenSeal(), None)


def lock_in(path: Path) -> bytes | None:
    """Return what keeps the key of a library that may be damaged; None where there is none.

    Raises
    ------
    FileUnreadable
        If the file cannot be read.
    """
    data, _ = atomic_file.read_file(path, LIMIT_BYTES)
    match = _LOCK.search(data)
    if match is None:
        return None
    text = data.decode("latin-1")  # each byte one letter: places are the same in both
    try:
        _, end = json.JSONDecoder().raw_decode(text, match.end())
        lock = data[match.end() : end]
        sealing.read_header(lock)
    except (ValueError, DleError):
        return None
    return lock


def _refuse_read_only(store: CaseStore) -> None:
    if store.read_only:
        raise LibraryReadOnly(store.path)
