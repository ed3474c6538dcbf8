"""Where a library lies: on a disk of this computer, on a network, or in a folder that is synced.

No lock is reliable on a network, and a sync can bring an older file back. It looks and warns, and
hinders nobody.
"""

import os
from pathlib import Path
from typing import Literal

Place = Literal["local", "network", "synced"]
_NETWORK = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "fuse.sshfs", "fuse.davfs",
        "davfs",
    }
)  # fmt: skip
_SYNCED = (
    "dropbox", "onedrive", "google drive", "googledrive", "icloud", "mobile documents", "nextcloud",
    "owncloud", "syncthing", "pcloud", "mega",
)  # fmt: skip
_MOUNTS = Path("/proc/self/mounts")


def place_of(path: Path) -> Place:
    """Return what kind of place a file lies in, as far as can be told."""
    if any(part.casefold().startswith(_SYNCED) for part in path.parts):
        return "synced"
    if str(path).startswith("\\\\"):  # a share of Windows
        return "network"
    return "network" if _kind_of_mount(path) in _NETWORK else "local"


def _kind_of_mount(path: Path) -> str:
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    resolved = os.path.realpath(path)
    for line in lines:
        _, folder, found, *_ = line.split(" ")
        folder = folder.replace("\\040", " ")
        inside = resolved == folder or resolved.startswith(folder.rstrip("/") + "/")
        if inside and len(folder) >= len(best):
            best, kind = folder, found
    return kind
