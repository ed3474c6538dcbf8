"""A folder that is synced or on a network is known where the system tells."""

from pathlib import Path

import pytest

from dle_desktop.storage import places
from dle_desktop.storage.places import Place, place_of

MOUNTS = """\
/dev/sda / ext4 rw 0 0
server:/home /home/anna nfs4 rw 0 0
/dev/sdb /home/anna/local ext4 rw 0 0
//nas/my\\040cases /mnt/my\\040cases cifs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/bert/library.json", "local"),
        ("/home/anna/library.json", "network"),
        ("/home/anna/local/library.json", "local"),
        ("/home/annabel/library.json", "local"),
        ("/mnt/my cases/library.json", "network"),
        ("/home/bert/Dropbox (Clinic)/library.json", "synced"),
        ("/home/bert/OneDrive - Clinic/a/library.json", "synced"),
        ("\\\\nas\\share\\library.json", "network"),
    ],
)
def test_a_place_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, place: Place
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    assert place_of(Path(path)) == place


def test_where_the_system_tells_nothing_it_is_taken_for_local(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_MOUNTS", tmp_path / "none")
    assert place_of(tmp_path / "library.json") == "local"
