"""Documents become ASCII JSON that reads back the same, and files are read whole or refused."""

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from dle_desktop.storage import tinydb_json
from dle_desktop.storage.tinydb_json import (
    NotStorable,
    decode,
    encode,
    join,
    refuse_repeated_keys,
    split,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text('aä"\\\n'), inner),
    max_leaves=20,
)  # fmt: skip


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


@given(JSON)
def test_any_json_document_survives_as_ascii(document: Any) -> None:
    text = encode(document)
    assert text.isascii()
    assert decode(text) == document
    assert split(join({"t": {"1": text}})) == {"t": {"1": text}}


@pytest.mark.parametrize(
    "value",
    [
        math.nan, math.inf, {1, 2}, (1, 2), b"bytes", date(2024, 5, 17), {1: "key"}, "\ud800",
        nested(100_000), object(),
    ],
)  # fmt: skip
def test_what_json_would_drop_or_change_is_refused(value: object) -> None:
    with pytest.raises(NotStorable):
        encode({"value": value})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b"\0" * 40, "malformed"),
        (b'{"cases":{"1":{"a":1}', "truncated"),
        (b'{"cases":{"1":{"a":NaN}}}', "malformed"),
        (b'{"cases":{"1":{"a":"\\ud800"}}}', "truncated|malformed"),
        (b'{"cases":{}}}', "trailing"),
        (b"[]", "Expected `object`"),
        (b'{"cases":[]}', "Expected `object`"),
        (b'\xef\xbb\xbf{"cases":{}}', "malformed"),
        ('{"cases":{"1":{"a":"ä"}}}'.encode("latin-1"), "not UTF-8 at byte 20"),
        ('{"cases":{}}'.encode("utf-16"), "not UTF-8 at byte 0"),
        ('{"cases":{}}'.encode("utf-16-le"), "malformed"),
        (b'{"cases":{"1":{"a":1},"1":{"a":2}}}', "a key occurs twice"),
        (b'{"cases": {"1": {"a": 1, "\\u0061": 2}}}', "a key occurs twice"),
        (b'{"t":{"1":' + b"[" * 100_000 + b"]" * 100_000 + b"}}", "nested too deeply"),
    ],
)
def test_a_file_that_is_not_wholly_tables_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        split(data)


def test_a_search_for_repeated_keys_does_not_fall_into_the_depth() -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        refuse_repeated_keys(b"[" * 100_000 + b"]" * 100_000)


def test_a_file_of_stock_tinydb_is_read(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "stock.json", indent=2) as database:
        database.insert({"name": "Müller"})
    tables = split((tmp_path / "stock.json").read_bytes())
    assert decode(tables["_default"]["1"]) == {"name": "Müller"}


def test_utf8_is_read_and_written_as_ascii() -> None:
    tables = split('{"t":{"1":{"name":"Müller"}}}'.encode())
    assert join(tables) == b'{"t":{"1":{"name":"M\\u00fcller"}}}'
    assert json.loads(join(tables)) == {"t": {"1": {"name": "Müller"}}}


@given(st.text())
def test_any_text_escaped_to_ascii_is_the_same_text(text: str) -> None:
    escaped = tinydb_json.to_ascii(msgspec.json.encode({"a": text}))
    assert escaped.isascii()
    assert json.loads(escaped) == {"a": text}


@pytest.mark.parametrize(
    "text", ["ä\\x", "\\xe4", "ä", "漢", "𝛼", "ä𝛼\\", "\\\\ü", '"\\ü', "\x7fé", "\\U0001f600é"]
)
def test_letters_beyond_ascii_beside_backslashes_stay_what_they_are(text: str) -> None:
    assert json.loads(tinydb_json.to_ascii(msgspec.json.encode(text))) == text
