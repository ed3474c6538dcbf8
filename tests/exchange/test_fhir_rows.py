"""The rows of a FHIR reading: every code has its words, and a row is one line."""

import re
from pathlib import Path

import pytest

from dle_desktop import wording
from dle_desktop.exchange import fhir_rows
from dle_desktop.exchange.fhir_rows import Sheet

SOURCES = "\n".join(
    file.read_text(encoding="utf-8") for file in Path(fhir_rows.__file__).parent.glob("fhir_*.py")
)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("read", wording._FHIR_NOTES),
        ("left_out", wording._FHIR_NOTES),
        ("missing", wording._FHIR_MISSING),
    ],
)
def test_every_code_has_its_words(how: str, words: dict[str, str]) -> None:
    used = set(re.findall(rf'sheet\.{how}\(\s*"([^"]+)"', SOURCES))
    assert used
    assert used <= words.keys()


@pytest.mark.parametrize("code", sorted({**wording._FHIR_NOTES, **wording._FHIR_MISSING}))
def test_no_words_are_left_over(code: str) -> None:
    assert f'"{code}"' in SOURCES


def test_a_row_says_what_was_read_is_missing_and_was_left_out() -> None:
    sheet = Sheet()
    sheet.left_out("status", "a\nb\u202e")
    sheet.missing("start")
    sheet.read("sex", "female")
    row = sheet.row("Patient/1", "$")
    assert row.message == (
        "read: sex female; not reported: the start; left out: its status is a\\u000ab\\u202e"
    )
    assert (row.kind, row.source, row.records) == ("Patient", "Patient/1", ())
