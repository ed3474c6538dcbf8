"""What can go wrong in an expected way, as typed fields; the sentences are in `wording`."""

from pathlib import Path


class DleError(Exception):
    """The family of expected failures: worded for the person, never a crash."""


class FileUnreadable(DleError):
    """A file could not be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


class FileUnwritable(DleError):
    """A file could not be written; what was there before is untouched."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


class LibraryMissing(DleError):
    """There is no library at the path; making one is an explicit act."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class LibraryDamaged(DleError):
    """The library file cannot be understood; it is left as it is."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


class LibraryConflict(DleError):
    """The library file was changed elsewhere while `steps` saved here were not in it yet."""

    def __init__(self, path: Path, steps: int) -> None:
        super().__init__(path, steps)
        self.path = path
        self.steps = steps


class LibraryLocked(DleError):
    """Another process holds the library; `holder` says who and since when, where known."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(path, holder)
        self.path = path
        self.holder = holder


class LibraryReadOnly(DleError):
    """A change was asked of a library opened for reading only."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class OnlyInMemory(DleError):
    """A change that is shown could not be written; nothing more is written to the library."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason


class NewerFormat(DleError):
    """The file was written by a newer version of the program."""

    def __init__(self, path: Path | None, found: int, known: int) -> None:
        super().__init__(path, found, known)
        self.path = path
        self.found = found
        self.known = known


class NoDisplay(DleError):
    """A window was asked for where no display is."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing


class PrinterFailed(DleError):
    """A printer, or the file it prints to, takes nothing."""


class NotTwoCases(DleError):
    """A comparison was asked for of more or fewer than two cases."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class WrongPassphrase(DleError):
    """A secret does not open a sealed library; what was tried is never kept."""


class WrongRecoveryCode(WrongPassphrase):
    """A recovery code is whole, but not the one of this library."""


class RecoveryCodeMistyped(WrongPassphrase):
    """A recovery code has a slip, whatever it was to open."""


class LibrarySealed(DleError):
    """The library is protected by a passphrase, and none was given."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class SealBroken(DleError):
    """The lock or a document of a sealed library is not what was sealed; `place` says which."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place = place
        self.reason = reason
