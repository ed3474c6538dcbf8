"""The text of a table: what is read and refused, and cells that are never formulas."""

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dle_desktop.exchange import csv_text
from dle_desktop.exchange.csv_text import (
    guarded,
    is_formula,
    read_table,
    unguarded,
    write_table,
)
from dle_desktop.exchange.problems import Problem

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\tplain", " =1", "\u00a0=1",
    "\u3000=1", "\u200b=1", "\u202e=1", "＝1", "＋1", "－1", "＠x", "﹦1", "|cmd", "%x", "−1",
    "-P2W",
]  # fmt: skip
HARMLESS = ["", " ", "x=1", "5 mg", "P5M", "2024-05-17", "Müller", "(=1)"]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_may_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert is_formula(text)
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


@given(st.text(max_size=20))
def test_no_cell_begins_a_formula_and_every_text_comes_back(text: str) -> None:
    assert not is_formula(guarded(text))
    assert unguarded(guarded(text)) == text


def test_an_apostrophe_that_was_there_is_kept() -> None:
    assert unguarded("'tis") == "'tis"
    assert [unguarded(guarded(text)) for text in ("'tis", "'=1", "''")] == ["'tis", "'=1", "''"]


def test_a_table_is_written_as_rfc_4180_with_a_mark_and_quotes() -> None:
    data = write_table([["a", "b"], ['x "y"', "1,2\n3"]])
    assert data == codecs.BOM_UTF8 + b'"a","b"\r\n"x ""y""","1,2\n3"\r\n'
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        ["a", "b"],
        ['x "y"', "1,2\n3"],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_are_told_apart(encoding: str, delimiter: str) -> None:
    text = f'näme{delimiter}"b,;c"\r\nÄ{delimiter}"x{delimiter}y"\r\n'
    table = read_table(text.encode(encoding))
    assert table.heads == ("näme", "b,;c")
    assert table.rows == ((2, ("Ä", f"x{delimiter}y")),)


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_utf_16_needs_its_mark(mark: str) -> None:
    data = "a,b".encode(mark)
    assert read_table(data).problems[0].code == "csv-encoding"
    marked = (codecs.BOM_UTF16_LE if mark.endswith("le") else codecs.BOM_UTF16_BE) + data
    assert read_table(marked).heads == ("a", "b")


@pytest.mark.parametrize(
    ("data", "code", "facts"),
    [
        (b"", "empty", ()),
        (b"\r\n  \r\n", "empty", ()),
        (b';;\r\n""\r\n', "empty", ()),
        ("a,ü".encode("latin-1"), "csv-encoding", ("2",)),
        (codecs.BOM_UTF8 + b"a,\xff", "csv-encoding", ("5",)),
        (codecs.BOM_UTF16_LE + b"a", "csv-encoding", ("2",)),
        (b"a\0b", "csv-encoding", ("1",)),
        (b'a,b\r\n"x', "csv-malformed", ("2",)),
        (b'a,b\r\n"x"y,z', "csv-malformed", ("2",)),
        (b"a,b\r\n1,2,3", "csv-ragged", ("2", "3", "2")),
        (b"a" + b"," * 500, "csv-large", ("500000", "500")),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(
    data: bytes, code: str, facts: tuple[str, ...]
) -> None:
    table = read_table(data)
    assert table.problems == (Problem(code, facts=facts),)
    assert table.problems[0].message.isprintable()
    assert not table.rows


def test_a_table_has_a_largest_number_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_text, "_MOST_ROWS", 2)
    assert read_table(b"a\n1\n2\n").problems[0].code == "csv-large"


def test_empty_rows_columns_and_ends_of_rows_are_no_fault() -> None:
    table = read_table(b"a , b,,\r\n\r\n1\r\n,,,\r\n2,3,,\r\n")
    assert table.heads == ("a", "b")
    assert table.rows == ((3, ("1", "")), (5, ("2", "3")))


def test_line_breaks_within_a_cell_are_line_feeds() -> None:
    assert read_table(b'a\r\n"x\r\ny\rz"\r\n').rows == ((2, ("x\ny\nz",)),)
