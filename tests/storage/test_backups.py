"""Backups: read back, thinned by age alone, never the newest two, no file that is not theirs."""

import os
import stat
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.errors import FileUnwritable
from dle_desktop.storage import atomic_file
from dle_desktop.storage.backups import (
    ALL_FOR,
    DAYS,
    MONTHS,
    NEWEST,
    WEEKS,
    back_up,
    backups_in,
    folder_of,
    kept,
)

NOW = datetime(2026, 11, 25, 17, 30, tzinfo=UTC)
times = st.lists(
    st.integers(-10, 60 * 24 * 800).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    max_size=60,
)


@given(times)
def test_the_newest_and_two_days_are_kept_and_not_more_than_the_schedule(
    made: list[datetime],
) -> None:
    keep = kept(made, NOW)
    assert keep <= set(made)
    assert set(sorted(set(made), reverse=True)[:NEWEST]) <= keep
    recent = {one for one in made if one > NOW - ALL_FOR}
    assert recent <= keep
    assert len(keep - recent) <= NEWEST + DAYS + WEEKS + MONTHS


@given(times)
def test_thinning_again_changes_nothing_and_a_day_later_only_takes_away(
    made: list[datetime],
) -> None:
    keep = kept(made, NOW)
    assert kept(keep, NOW) == keep
    assert kept(keep, NOW + timedelta(days=1)) <= keep


def test_a_year_of_half_hours_thins_to_days_weeks_and_months() -> None:
    held: set[datetime] = set()
    now = datetime(2026, 1, 1, 8, tzinfo=UTC)
    for _ in range(365):
        for half_hours in range(16):
            at = now + timedelta(minutes=30 * half_hours)
            held = set(kept({*held, at}, at))
        now += timedelta(days=1)
    ages = sorted((now - one).days for one in held)
    assert sum(age <= 2 for age in ages) >= 32
    assert 20 <= len(held) <= 33 + DAYS + WEEKS + MONTHS
    assert ages[-1] > 200
    assert max(b - a for a, b in pairwise(ages)) <= 40


def test_a_backup_is_written_for_the_owner_alone_and_listed(tmp_path: Path) -> None:
    library = tmp_path / "library.json"
    folder = folder_of(library)
    made = back_up(b"{}", folder, "library", NOW)
    assert made is not None
    assert made.path.name == "library-20261125T173000Z.json"
    assert made.path.read_bytes() == b"{}"
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert backups_in(folder, "library") == (made,)


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    assert back_up(b"one", tmp_path, "library", NOW) is not None
    assert back_up(b"one", tmp_path, "library", NOW + timedelta(hours=1)) is None
    assert back_up(b"two", tmp_path, "library", NOW + timedelta(hours=2)) is not None
    assert len(backups_in(tmp_path, "library")) == 2


def test_older_ones_are_thinned_and_other_files_stay(tmp_path: Path) -> None:
    for days in range(400, 0, -1):
        back_up(b"%d" % days, tmp_path, "library", NOW - timedelta(days=days))
    others = [tmp_path / name for name in ("notes.txt", "library-20261399T000000Z.json",
                                           "other-20261125T173000Z.json")]  # fmt: skip
    for other in others:
        other.write_text("mine")
    (tmp_path / "library-20250101T000000Z.json").mkdir()
    back_up(b"now", tmp_path, "library", NOW)
    assert len(backups_in(tmp_path, "library")) <= 3 + DAYS + WEEKS + MONTHS
    assert all(other.read_text() == "mine" for other in others)


def test_a_newest_one_that_cannot_be_read_counts_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(b"one", tmp_path, "library", NOW)
    assert made is not None
    made.path.unlink()
    made.path.symlink_to(tmp_path)  # no file any more
    assert backups_in(tmp_path, "library") == ()
    made.path.unlink()
    back_up(b"one", tmp_path, "library", NOW)
    monkeypatch.setattr(atomic_file, "_read_all", _broken)
    assert back_up(b"one", tmp_path, "library", NOW + timedelta(hours=1)) is not None
    assert len(backups_in(tmp_path, "library")) == 2


def test_one_that_reads_back_otherwise_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def otherwise(_path: Path, _data: bytes) -> None:
        raise OSError(5, os.strerror(5))

    monkeypatch.setattr(atomic_file, "_compare", otherwise)
    with pytest.raises(FileUnwritable):
        back_up(b"one", tmp_path, "library", NOW)
    assert list(tmp_path.iterdir()) == []


def _broken(_descriptor: int) -> bytes:
    raise OSError(5, os.strerror(5))


def test_a_folder_that_cannot_be_made_or_listed_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(FileUnwritable):
        back_up(b"one", blocked / "backups", "library", NOW)
    assert backups_in(blocked, "library") == ()
    assert backups_in(tmp_path / "gone", "library") == ()


def test_one_that_cannot_be_removed_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for hours in (2000, 1999, 1998, 1997):
        back_up(b"%d" % hours, tmp_path, "library", NOW - timedelta(hours=hours))

    def refused(_path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", refused)
    assert back_up(b"now", tmp_path, "library", NOW) is not None
    assert len(backups_in(tmp_path, "library")) == 5
