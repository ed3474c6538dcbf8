"""Opening a library, and what is asked where it cannot simply be opened.

Nothing is touched before a question is answered; what is kept aside is never deleted.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog

from dle_desktop import wording
from dle_desktop.errors import (
    DleError,
    LibraryConflict,
    LibraryDamaged,
    LibraryLocked,
    LibraryMissing,
    LibrarySealed,
    NewerFormat,
)
from dle_desktop.storage.case_store import CaseStore, Unlock
from dle_desktop.storage.open_seal import AnySeal
from dle_desktop.widgets.plain_text import tr
from dle_desktop.widgets.prompts import Prompts

_TITLE = "DLE Desktop"


def open_or_make(
    path: Path, prompts: Prompts, *, read_only: bool = False, unlock: Unlock | None = None
) -> CaseStore | None:
    """Open the library at a path, make one where none is, ask where it cannot be opened.

    Returns
    -------
    CaseStore or None
        None if the person gave up.

    Raises
    ------
    DleError
        If it cannot be opened.
    """
    try:
        return CaseStore.open(path, read_only=read_only, unlock=unlock)
    except LibraryMissing:
        if read_only:
            raise
        return CaseStore.create(path)
    except LibrarySealed:
        seal = ask_seal(path, prompts)
        if seal is None:
            return None
        return open_or_make(path, prompts, read_only=read_only, unlock=lambda _lock: seal)
    except (LibraryDamaged, LibraryConflict, NewerFormat, LibraryLocked) as error:
        return _trouble(path, error, prompts, read_only=read_only, unlock=unlock)


def _trouble(
    path: Path, error: DleError, prompts: Prompts, *, read_only: bool, unlock: Unlock | None
) -> CaseStore | None:
    if isinstance(error, LibraryDamaged):
        return _damaged(path, error, prompts)
    if isinstance(error, LibraryConflict):
        return None if read_only else _conflict(path, error, prompts)
    return _for_reading(path, error, prompts, read_only=read_only, unlock=unlock)


def _for_reading(
    path: Path, error: DleError, prompts: Prompts, *, read_only: bool, unlock: Unlock | None
) -> CaseStore | None:
    """Offer to read what cannot be written here."""
    newer = isinstance(error, NewerFormat)
    if newer and read_only:
        raise error
    words = [tr("Open for reading only"), tr("Try again")][: 1 if newer else 2]
    answer = prompts.choose(_TITLE, wording.sentence(error), words)
    if answer is None and newer:
        raise error
    if answer is None:
        return None
    return open_or_make(path, prompts, read_only=answer == 0, unlock=unlock)


def ask_seal(path: Path, prompts: Prompts) -> AnySeal | None:
    """Ask for the passphrase of a library until it is right; None if the person gave up.

    Raises
    ------
    DleError
        If the library does not say what its passphrase opens.
    """
    from dle_desktop.errors import SealBroken, WrongPassphrase  # noqa: PLC0415 - seldom
    from dle_desktop.storage import protection  # noqa: PLC0415 - loads cryptography
    from dle_desktop.widgets.passphrase_dialogs import UnlockDialog  # noqa: PLC0415

    lock = protection.lock_in(path)
    if lock is None:
        raise SealBroken("the lock", "damaged")
    found: list[AnySeal] = []

    def attempt(secret: str) -> str:
        try:
            found.append(protection.by_secret(secret)(lock))
        except (WrongPassphrase, SealBroken) as error:
            return wording.sentence(error)
        return ""

    prompts.show(UnlockDialog(path.name, attempt))
    return found[0] if found else None


def notes_of(store: CaseStore) -> Sequence[str]:
    """Return what a person should know of a library that was opened."""
    from dle_desktop.storage.places import place_of  # noqa: PLC0415 - after the start

    notes = []
    if store.storage.torn and not store.read_only:
        notes.append(tr(
            "The last step before the program ended was never finished; it is left out, and its "
            "bytes are kept beside the library."
        ))  # fmt: skip
    if store.storage.foreign:
        notes.append(tr(
            "Another program, or the disk, changed the library since it was last closed here. All "
            "of it was read and makes sense; File > Backups has it as it was."
        ))  # fmt: skip
    place = place_of(store.path)
    if place == "network":
        notes.append(tr("The library is on a network, where it may be opened twice unnoticed."))
    elif place == "synced":
        notes.append(tr("The library is in a folder that is synced: close it before others open."))
    return notes


def free_path(path: Path, what: str) -> Path:
    """Return a name beside a library that nothing has yet."""
    today = datetime.now(UTC).astimezone()
    free = path.with_name(f"{path.stem}-{what}-{today:%Y-%m-%d}.json")
    number = 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{what}-{today:%Y-%m-%d}-{number}.json")
    return free


def utc_now() -> str:
    """Return the time now, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _damaged(path: Path, damaged: LibraryDamaged, prompts: Prompts) -> CaseStore | None:
    from dle_desktop.exchange.case_json import read_cases  # noqa: PLC0415
    from dle_desktop.storage.protection import lock_in  # noqa: PLC0415
    from dle_desktop.storage.salvage import salvage, write_salvaged  # noqa: PLC0415
    from dle_desktop.widgets.salvage_dialog import SalvageDialog  # noqa: PLC0415

    if read_cases(path).cases:
        raise LibraryDamaged(path, "case file") from damaged
    words = (tr("See what can be read…"),)
    if prompts.choose(_TITLE, wording.sentence(damaged), words) is None:
        raise damaged
    lock = lock_in(path)
    seal = None if lock is None else ask_seal(path, prompts)
    found = salvage(path, seal)
    dialog = SalvageDialog(found)
    prompts.show(dialog)
    if dialog.result() != QDialog.DialogCode.Accepted:
        raise damaged
    new = free_path(path, "salvaged")
    keep = None if seal is None else lock
    write_salvaged(new, found, utc_now(), keep, seal)
    return CaseStore.open(new, unlock=None if seal is None else lambda _lock: seal)


def _conflict(path: Path, conflict: LibraryConflict, prompts: Prompts) -> CaseStore | None:
    from dle_desktop.storage import merge  # noqa: PLC0415
    from dle_desktop.storage.protection import lock_in  # noqa: PLC0415

    words = (tr("Bring both together, case by case"), tr("Keep both as two libraries"))
    answer = prompts.choose(_TITLE, wording.sentence(conflict), words)
    if answer is None:
        raise conflict
    lock = lock_in(path)
    seal = None if lock is None else ask_seal(path, prompts)
    if lock is not None and seal is None:
        raise conflict
    mine = merge.of_journal(path, seal)
    if answer == 1:
        with CaseStore.create(free_path(path, tr("saved here")), lock, seal) as other:
            other.apply(mine.cases, [], utc_now(), step=tr("Keep both"))
    merge.set_aside(path)
    store = CaseStore.open(path, unlock=None if seal is None else lambda _lock: seal)
    if answer == 0:
        try:
            bring_in(store, mine)
        except DleError:
            store.close()
            raise
    return store


def bring_in(store: CaseStore, mine: object) -> int:
    """Put the cases of another state of a library into it; return how many were put."""
    from dle_desktop.storage import merge  # noqa: PLC0415

    assert isinstance(mine, merge.Mine)  # noqa: S101 - its module is loaded late
    puts = merge.merged(store, mine, _relabelled)
    store.apply(puts, [], utc_now(), step=tr("Bring two states together"))
    return len(puts)


def _relabelled(label: str) -> str:
    return tr("{label} (as saved here)").format(label=label[:100])
