"""Settings: what is broken falls back, the rest is kept."""

import sys
from pathlib import Path
from typing import Any

import pytest

from dle_desktop.errors import FileUnwritable
from dle_desktop.services.settings import Settings, SettingsFile, read_settings, settings_path


def test_choices_outlive_a_start(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "deep" / "settings.json")
    choices: dict[str, Any] = {
        "theme": "dark",
        "library": "/somewhere",
        "unit": "week",
        "empty_folded": True,
    }
    file.change(**choices)
    file.save()
    assert SettingsFile(file.path).values == Settings(**choices)


@pytest.mark.parametrize(
    ("data", "values"),
    [
        (b"", Settings()),
        (b"[]", Settings()),
        (b'{"theme": "pink", "page": "letter"}', Settings(page="letter")),
        (b'{"unit": "fortnight", "empty_folded": 1}', Settings()),
        (b'{"view": {"order": []}, "layouts": "[]"}', Settings(layouts="[]")),
        (b'{"geometry": "zz", "nobody": 1, "records_shown": false}', Settings(records_shown=False)),
    ],
)
def test_what_cannot_be_understood_keeps_its_default(data: bytes, values: Settings) -> None:
    assert read_settings(data) == values


def test_no_file_gives_the_defaults(own_home: Path) -> None:
    assert settings_path().is_relative_to(own_home)
    assert SettingsFile().values == Settings()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    file = SettingsFile(tmp_path / "file" / "settings.json")
    with pytest.raises(FileUnwritable):
        file.save()
    file.try_save()  # logged: no work is lost with it


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_nobody_else_reads_the_settings_whatever_was_left_over(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "folder" / "settings.json")
    file.save()
    left_over = file.path.with_name("settings.json.new")
    left_over.touch(mode=0o644)
    file.save()
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert file.path.parent.stat().st_mode & 0o777 == 0o700
