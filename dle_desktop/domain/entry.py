"""What a person types into a date cell, read into a moment and written back.

A calendar date of day, month or year precision (ISO, or with an English month name), or a time
from day 0 ("month 5", "w3", "day -14"), each with a word for its certainty. What could mean two
things is refused with a reason that says what to write. It knows no locale and no clock.
"""

import re
import unicodedata
from functools import lru_cache

from dle_desktop.domain.calendar_entry import read_date
from dle_desktop.domain.entry_problem import EntryProblem
from dle_desktop.domain.moments import Certainty, Moment

__all__ = ["EntryProblem", "format_moment", "parse_moment"]

LONGEST = 100
DAYS_PER = {"D": 1.0, "W": 7.0, "M": 30.4375, "Y": 365.25}  # a month as in clinical.md 5.2
UNIT_WORD = {"Y": "year", "M": "month", "W": "week", "D": "day"}

_NOTHING = {"", "?", "-", "unknown", "not reported", "not known", "nr", "n/a", "na"}
_CLOCK_WORDS = {"today", "now", "yesterday", "tomorrow"}
# Longest first: "not before" must not be read as "before" behind an unread "not".
_CERTAINTY_WORDS: tuple[tuple[str, Certainty], ...] = (
    ("no later than", "before"),
    ("no earlier than", "after"),
    ("not before", "after"),
    ("not after", "before"),
    ("approximately", "about"),
    ("approx.", "about"),
    ("approx", "about"),
    ("around", "about"),
    ("about", "about"),
    ("circa", "about"),
    ("ca.", "about"),
    ("ca", "about"),
    ("c.", "about"),
    ("c", "about"),
    ("before", "before"),
    ("within", "before"),
    ("until", "before"),
    ("by", "before"),
    ("after", "after"),
    ("since", "after"),
    ("from", "after"),
)
_CERTAINTY_SIGNS: tuple[tuple[str, Certainty], ...] = (
    ("<=", "before"),
    (">=", "after"),
    ("<", "before"),
    (">", "after"),
    ("≤", "before"),
    ("≥", "after"),
    ("~", "about"),
    ("≈", "about"),
)
_UNIT_LETTER = {
    spelling: letter
    for letter, spellings in {
        "D": ("d", "day", "days"),
        "W": ("w", "wk", "wks", "week", "weeks"),
        "M": ("m", "mo", "mos", "mth", "mths", "month", "months"),
        "Y": ("y", "yr", "yrs", "year", "years"),
    }.items()
    for spelling in spellings
}
# Patterns stay text until something is typed: the start of the program waits for none of them.
_UNIT = "(" + "|".join(sorted(_UNIT_LETTER, key=len, reverse=True)) + r")\.?"
_COUNT = r"([+-]?\d+)"
_UNIT_FIRST = rf"{_UNIT} ?{_COUNT}"
_COUNT_FIRST = rf"{_COUNT} ?{_UNIT}"
_COMPOUND = (
    r"(?:(\d+) ?(?:years?|yrs?|y))?[ ,]*(?:(\d+) ?(?:months?|mths?|mos?|m))?[ ,]*"
    r"(?:(\d+) ?(?:weeks?|wks?|w))?[ ,]*(?:(\d+) ?(?:days?|d))?"
)
_DURATION = r"-?p(?=\d)(?:\d+y)?(?:\d+m)?(?:\d+w)?(?:\d+d)?"
_FRACTION = rf"(?:{_UNIT} ?([+-]?\d*[.,]\d+)|([+-]?\d*[.,]\d+) ?{_UNIT})"
_RANGE = rf"(?:{_UNIT} ?)?\d+ ?(?:-|to|or|/) ?\d+(?: ?{_UNIT})?"
_FROM_WHAT = rf"{_COUNT} ?{_UNIT} (?:before|after|later|earlier|ago)\b.*"
_CANONICAL = r"(-?)P(?:(0|[1-9]\d*)Y)?(?:(0|[1-9]\d*)M)?(?:(0|[1-9]\d*)W)?(?:(0|[1-9]\d*)D)?"


def parse_moment(text: str) -> Moment | None:
    """Read what a person typed; None for nothing ("" or "not reported").

    Raises
    ------
    EntryProblem
        If it is no moment, or could be several.
    """
    if len(text) > LONGEST:
        raise EntryProblem("too long", f"a date has at most {LONGEST} characters")
    bare = _plain(text)
    if bare in _NOTHING:
        return None
    rest, certainty = _certainty(bare)
    offset = _read_offset(rest)
    date = None if offset else read_date(rest)
    if offset is None and date is None:
        raise _refusal(rest, text)
    try:
        return Moment(date=date, offset=offset, certainty=certainty)
    except ValueError as error:
        raise EntryProblem("out of range", "a time from day 0 reaches at most 200 years") from error


def format_moment(moment: Moment | None) -> str:
    """Return the text that `parse_moment` reads as this moment; "" for None."""
    if moment is None:
        return ""
    words = moment.date or _offset_words(moment.offset or "")
    return words if moment.certainty == "exact" else f"{moment.certainty} {words}"


def _plain(text: str) -> str:
    """Return the text in small ASCII-like letters with single spaces and one kind of hyphen."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"[‐-―−]", "-", plain)
    return " ".join(plain.split())


def _certainty(text: str) -> tuple[str, Certainty]:
    """Split the words of certainty, in front or as a question mark behind, from the rest."""
    found: list[Certainty] = []
    if text.endswith("?"):
        text, found = text[:-1].rstrip(), ["about"]
    while taken := _leading(text):
        text, certainty = taken
        found.append(certainty)
    if len(set(found)) > 1:
        raise EntryProblem(
            "two certainties", f"“{found[0]}” and “{found[1]}” do not go together: choose one"
        )
    return text, found[0] if found else "exact"


def _leading(text: str) -> tuple[str, Certainty] | None:
    for sign, certainty in _CERTAINTY_SIGNS:
        if text.startswith(sign):
            return text[len(sign) :].lstrip(), certainty
    for word, certainty in _CERTAINTY_WORDS:
        if text.startswith(f"{word} ") or (word.endswith(".") and text.startswith(word)):
            return text[len(word) :].lstrip(), certainty
    return None


def _read_offset(text: str) -> str | None:
    """Return the ISO 8601 duration of a time from day 0, or None if the text is none."""
    if re.fullmatch(_DURATION, text, re.ASCII):
        return text.upper()
    if text == "day zero":
        return "P0D"
    if found := re.fullmatch(_UNIT_FIRST, text, re.ASCII):
        unit, count = found.groups()
    elif found := re.fullmatch(_COUNT_FIRST, text, re.ASCII):
        count, unit = found.groups()
    elif (found := re.fullmatch(_COMPOUND, text, re.ASCII)) and any(found.groups()):
        pairs = zip(found.groups(), "YMWD", strict=True)
        return "P" + "".join(f"{_count(part)}{unit}" for part, unit in pairs if part)
    else:
        return None
    number = int(_count(count))
    return f"{'-' if number < 0 else ''}P{abs(number)}{_UNIT_LETTER[unit]}"


def _count(digits: str) -> str:
    return f"{int(digits)}"


def _refusal(text: str, typed: str) -> EntryProblem:
    """Return the most helpful refusal of what is neither an offset nor a date."""
    if text in _CLOCK_WORDS:
        return EntryProblem("not a date", f"“{text}” changes every day: write the date itself")
    if re.fullmatch(r"[+-]?\d+", text, re.ASCII):
        return EntryProblem(
            "no unit", f"{text} what? Write day {text}, week {text} or month {text}, or a full date"
        )
    if found := re.fullmatch(_FRACTION, text, re.ASCII):
        return _fraction(found)
    if re.fullmatch(_RANGE, text, re.ASCII):
        return EntryProblem(
            "a range", "one moment goes here: write “about” and the middle, or “before” or “after”"
        )
    if found := re.fullmatch(_FROM_WHAT, text, re.ASCII):
        count, unit = found.groups()
        word = UNIT_WORD[_UNIT_LETTER[unit]]
        return EntryProblem(
            "counted from what",
            f"times count from day 0: write {word} {count}, or {word} -{count} for before it",
        )
    shown = " ".join(typed.split())
    return EntryProblem(
        "not a date", f"“{shown}” is no date: write 2024-05-17, May 2024, 2024, month 5 or day -14"
    )


def _fraction(found: re.Match[str]) -> EntryProblem:
    unit_before, number_after, number_before, unit_after = found.groups()
    number = float((number_after or number_before).replace(",", "."))
    letter = _UNIT_LETTER[unit_before or unit_after]
    if letter == "D":
        return EntryProblem("a fraction", "days are whole: the time of day is not kept")
    days = round(number * DAYS_PER[letter])
    return EntryProblem("a fraction", f"write whole units, or the days: day {days}")


@lru_cache(maxsize=65_536)  # a case repeats its days
def _offset_words(offset: str) -> str:
    found = re.fullmatch(_CANONICAL, offset, re.ASCII)
    parts = [] if found is None else [
        (count, UNIT_WORD[letter])
        for count, letter in zip(found.groups()[1:], "YMWD", strict=True)
        if count is not None
    ]  # fmt: skip
    negative = offset.startswith("-")
    if len(parts) == 1 and not (negative and parts[0][0] == "0"):
        count, word = parts[0]
        return f"{word} {'-' if negative else ''}{count}"
    if parts and not negative:
        return " ".join(f"{count} {word}{'' if count == '1' else 's'}" for count, word in parts)
    return offset  # a negative compound, or leading zeros: as the file has it
