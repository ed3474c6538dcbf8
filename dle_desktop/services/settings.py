"""What the program remembers between two starts: one frozen value in one JSON file.

A missing, broken or unknown entry falls back to its default and is logged by name. No case data and
no patient text is kept here. It is read before the first frame, so it loads as little as it can;
what is JSON text (`view`, `layouts`) is understood by `services.layouts` after the first frame.
"""

import contextlib
import logging
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, NamedTuple

from platformdirs import user_config_path

from dle_desktop.errors import DleError, FileUnwritable

_LOG = logging.getLogger(__name__)
_PRIVATE, _PRIVATE_FOLDER = 0o600, 0o700
_LONGEST = 4096
_LONGEST_LINE = 120
_LONGEST_JSON = 400_000


class Settings(NamedTuple):
    """Every choice that outlives a start, with its default."""

    theme: Literal["system", "light", "dark"] = "system"
    axis: Literal["relative", "calendar"] = "relative"
    unit: Literal["auto", "day", "week", "month"] = "auto"
    empty_folded: bool = False
    page: Literal["a4", "letter"] = "a4"
    palette: Literal["colour", "grey"] = "colour"
    template: Literal["sheet", "timeline", "record", "comparison", "figure"] = "sheet"
    orientation: Literal["landscape", "portrait"] = "landscape"
    figure_width: Literal["single", "double", "slide"] = "double"
    png_dpi: Literal["150", "200", "300", "600"] = "200"
    paper_header: str = ""  # the person's own lines: her clinic, a note
    paper_footer: str = ""
    spool_told: bool = False  # that a print queue keeps copies
    geometry: str = ""  # hexadecimal, as Qt gives it
    outer_split: str = ""
    inner_split: str = ""
    case_list_shown: bool = True
    records_shown: bool = True
    snap: bool = False
    backup_folder: str | None = None  # a second place for backups
    library: str | None = None
    folder: str | None = None
    case_id: str | None = None
    view: str = ""  # the view options last used, JSON text
    layouts: str = ""  # the named ones


def _one_of(*choices: str) -> Callable[[Any], bool]:
    return frozenset(choices).__contains__


def _is_hex(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"([0-9a-f]{2})*", value[:_LONGEST]))


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_LINE and value.isprintable()


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return value is None or (isinstance(value, str) and len(value) <= _LONGEST)


def _is_json_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_JSON


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "theme": _one_of("system", "light", "dark"),
    "axis": _one_of("relative", "calendar"),
    "unit": _one_of("auto", "day", "week", "month"),
    "page": _one_of("a4", "letter"),
    "palette": _one_of("colour", "grey"),
    "template": _one_of("sheet", "timeline", "record", "comparison", "figure"),
    "orientation": _one_of("landscape", "portrait"),
    "figure_width": _one_of("single", "double", "slide"),
    "png_dpi": _one_of("150", "200", "300", "600"),
    **dict.fromkeys(("paper_header", "paper_footer"), _is_line),
    **dict.fromkeys(("geometry", "outer_split", "inner_split"), _is_hex),
    **dict.fromkeys(
        ("empty_folded", "case_list_shown", "records_shown", "snap", "spool_told"), _is_flag
    ),
    **dict.fromkeys(("library", "folder", "case_id", "backup_folder"), _is_text),
    **dict.fromkeys(("view", "layouts"), _is_json_text),
}


def settings_path() -> Path:
    """Return where this user's settings are kept."""
    return user_config_path("dle-desktop", appauthor=False) / "settings.json"


def read_settings(data: bytes) -> Settings:
    """Return the settings in JSON bytes; what cannot be understood keeps its default."""
    import json  # noqa: PLC0415 - a first start has no file, and no time to lose

    try:
        entries = json.loads(data)
    except (ValueError, RecursionError):
        entries = None
    if not isinstance(entries, dict):
        _LOG.warning("the settings file is no JSON object; defaults are used")
        return Settings()
    known: dict[str, Any] = {}
    for name, is_right in _CHECKS.items():
        if name in entries:
            if isinstance(entries[name], (str, bool, type(None))) and is_right(entries[name]):
                known[name] = entries[name]
            else:
                _LOG.warning("the setting %s is not understood; its default is used", name)
    return Settings(**known)


def _private(path: str, flags: int) -> int:
    """Open a file that others may not read: it says where a library is, and what is hers."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108  # left over, with the rights it once had
    return os.open(path, flags, _PRIVATE)


class SettingsFile:
    """The settings in memory and in their file."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or settings_path()
        self.values = self._read()

    def change(self, **changes: Any) -> Settings:
        """Remember some choices from now on; they are written by `save`."""
        self.values = self.values._replace(**changes)
        return self.values

    def save(self) -> None:
        """Write the settings beside and replace.

        Raises
        ------
        FileUnwritable
            If the folder or the file cannot be written.
        """
        import json  # noqa: PLC0415

        beside = self.path.with_name(self.path.name + ".new")
        try:
            self.path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
            with open(beside, "w", encoding="utf-8", opener=_private) as file:
                file.write(json.dumps(self.values._asdict(), indent=1))
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
