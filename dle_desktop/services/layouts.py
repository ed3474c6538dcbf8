"""Layouts: view options as the settings keep them, the present ones and those with a name.

They are JSON text in the settings file and are read after the first frame. An entry that cannot be
understood falls back to its default and is logged. It does not know what a track shows.
"""

import logging
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import fields

from dle_desktop.drawing.view_options import DEFAULT_VIEW, ViewOptions

_LOG = logging.getLogger(__name__)
MOST_LAYOUTS = 40
LONGEST_NAME = 60


class NamedLayout(Struct, frozen=True):
    """View options with the name a person gave them."""

    name: str
    view: ViewOptions


def view_from(text: str) -> ViewOptions:
    """Return the view options in JSON text; an entry that is not understood keeps its default."""
    return _options(_decoded(text), "the view")


def view_text(view: ViewOptions) -> str:
    """Return view options as JSON text, nothing for the usual ones."""
    return "" if view == DEFAULT_VIEW else msgspec.json.encode(view).decode()


def layouts_from(text: str) -> tuple[NamedLayout, ...]:
    """Return the named layouts in JSON text, without those that are not understood."""
    entries = _decoded(text)
    if entries is not None and not isinstance(entries, list):
        _LOG.warning("the named layouts are not understood; there are none")
        return ()
    found: list[NamedLayout] = []
    for place, entry in enumerate(entries or ()):
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(name, str) or tidy_name(name) != name or not name:
            _LOG.warning("named layout %d is not understood and left out", place)
        elif name not in {one.name for one in found}:
            found.append(NamedLayout(name, _options(entry.get("view"), f"named layout {place}")))
    return tuple(found[:MOST_LAYOUTS])


def layouts_text(layouts: tuple[NamedLayout, ...]) -> str:
    """Return named layouts as JSON text, nothing for none."""
    return msgspec.json.encode(layouts).decode() if layouts else ""


def tidy_name(name: str) -> str:
    """Return a name as it is kept: one line, no outer space, not too long."""
    shown = "".join(char for char in name if char.isprintable())
    return " ".join(shown.split())[:LONGEST_NAME].strip()


def with_layout(
    layouts: tuple[NamedLayout, ...], name: str, view: ViewOptions
) -> tuple[NamedLayout, ...]:
    """Return the layouts with one more, or with the one of that name replaced."""
    new = NamedLayout(name, view)
    if any(one.name == name for one in layouts):
        return tuple(new if one.name == name else one for one in layouts)
    return (*layouts, new)


def _decoded(text: str) -> Any:
    if not text:
        return None
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        _LOG.warning("a layout in the settings is no JSON; its default is used")
        return None


def _options(entries: Any, what: str) -> ViewOptions:
    if entries is None:
        return DEFAULT_VIEW
    if not isinstance(entries, dict):
        _LOG.warning("%s is not understood; it is as usual", what)
        return DEFAULT_VIEW
    known: dict[str, Any] = {}
    for field in fields(ViewOptions):
        if field.encode_name not in entries:
            continue
        try:
            known[field.name] = msgspec.convert(entries[field.encode_name], field.type)
        except msgspec.ValidationError:
            _LOG.warning("%s of %s is not understood; it is as usual", field.name, what)
    return ViewOptions(**known)
