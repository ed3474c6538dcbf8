"""A library opened from the command line; the passphrase of a protected one is asked for."""

import sys
from getpass import getpass
from pathlib import Path

from dle_desktop.errors import LibrarySealed
from dle_desktop.storage.case_store import CaseStore


def open_library(path: Path, *, read_only: bool = False) -> CaseStore:
    """Open a library, asking at a terminal for its passphrase where it has one.

    Raises
    ------
    LibrarySealed
        If it is protected and there is nobody to ask.
    DleError
        If it cannot be opened, as with `CaseStore.open`.
    """
    try:
        return CaseStore.open(path, read_only)
    except LibrarySealed:
        if not sys.stdin.isatty():
            raise
    from dle_desktop.storage import protection  # noqa: PLC0415 - loads cryptography

    secret = getpass("Passphrase or recovery code: ", sys.stderr)
    return CaseStore.open(path, read_only, protection.by_secret(secret))
