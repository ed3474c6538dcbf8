"""What the program remembers between two starts: one frozen value in one JSON file.

A missing, broken or unknown entry falls back to its default and is logged by name. No case data and
no patient text is kept here.
"""

import logging
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, structs
from platformdirs import user_config_path

from dle_desktop.errors import DleError, FileUnwritable

_LOG = logging.getLogger(__name__)

Hex = Annotated[str, Meta(pattern=r"^([0-9a-f]{2})*$", max_length=4096)]


class Settings(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Every choice that outlives a start, with its default."""

    theme: Literal["system", "light", "dark"] = "system"
    axis: Literal["relative", "calendar"] = "relative"
    page: Literal["a4", "letter"] = "a4"
    palette: Literal["colour", "grey"] = "colour"
    geometry: Hex = ""
    outer_split: Hex = ""
    inner_split: Hex = ""
    case_list_shown: bool = True
    records_shown: bool = True
    library: str | None = None
    folder: str | None = None
    case_id: str | None = None


def settings_path() -> Path:
    """Return where this user's settings are kept."""
    return user_config_path("dle-desktop", appauthor=False) / "settings.json"


def read_settings(data: bytes) -> Settings:
    """Return the settings in JSON bytes; what cannot be understood keeps its default."""
    try:
        entries: Any = msgspec.json.decode(data)
    except msgspec.DecodeError:
        entries = None
    if not isinstance(entries, dict):
        _LOG.warning("the settings file is no JSON object; defaults are used")
        return Settings()
    known: dict[str, Any] = {}
    for field in structs.fields(Settings):
        if field.name in entries:
            try:
                known[field.name] = msgspec.convert(entries[field.name], field.type)
            except msgspec.ValidationError:
                _LOG.warning("the setting %s is not understood; its default is used", field.name)
    return Settings(**known)


class SettingsFile:
    """The settings in memory and in their file."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or settings_path()
        self.values = self._read()

    def change(self, **changes: object) -> Settings:
        """Remember some choices from now on; they are written by `save`."""
        self.values = structs.replace(self.values, **changes)
        return self.values

    def save(self) -> None:
        """Write the settings beside and replace.

        Raises
        ------
        FileUnwritable
            If the folder or the file cannot be written.
        """
        beside = self.path.with_name(self.path.name + ".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(msgspec.json.encode(self.values))
            beside.replace(self.path)
        except OSError as error:
            raise FileUnwritable(self.path, error.strerror or str(error)) from error

    def try_save(self) -> None:
        """Write the settings; a failure is logged, for no work is lost with it."""
        try:
            self.save()
        except DleError as error:
            _LOG.warning("the settings were not written: %s", error)

    def _read(self) -> Settings:
        try:
            return read_settings(self.path.read_bytes())
        except OSError:
            return Settings()
