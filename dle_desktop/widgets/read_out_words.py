"""The read-out in sentences, to be spoken or copied: signs and short forms become words.

It takes the rows as they are shown, so that eye and ear are told the same.
"""

import re
from datetime import date
from math import floor

from dle_desktop.domain.dates import calendar_date
from dle_desktop.domain.day_figure import signed
from dle_desktop.drawing.axes import months_words
from dle_desktop.drawing.time_axis import Origin, TimeAxis
from dle_desktop.widgets.plain_text import tr
from dle_desktop.widgets.read_out_row import Row, Section

_FULL_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_PER = {"d": "day", "L": "litre", "dL": "decilitre"}
_UNIT = re.compile(r"(?<=[A-Za-z⁹²³])/([A-Za-z]+)")
_POINTS = re.compile(r"(?<![\w.(])([−+])(\d+)(?: \([−+]?([\d.]+) %\))?(?![\d.])")
_CHANGE = re.compile(r"^(.*?) → ([^,]*)")
_OLD = re.compile(r"\b(\d+) (day|days|months) old")


def day_sentence(day: float, zero: date | None, origin: Origin | None = None) -> str:
    """Return a study day as a sentence: "Day 312, month 10.3, 7 January 2022."."""
    words = tr("Day {day}, month {months}").format(
        day=signed(floor(day)), months=months_words(day, zero)
    )
    if origin is not None:
        months = months_words(day - origin.day, TimeAxis(origin=origin).date(zero))
        since = tr("month {months} since {origin}").format(months=months, origin=origin.text)
        words = f"{words}, {since}"
    if zero is not None:
        on = calendar_date(day, zero)
        words += f", {on.day} {_FULL_MONTHS[on.month - 1]} {on.year}"
    return f"{_plain(words)}."


def row_sentence(row: Row) -> str:
    """Return a row of the read-out as a sentence."""
    value, detail = row.value, row.detail
    if row.label.startswith("CLASI"):
        value = re.sub(r"^(\d+) (\w+)$", r"\1, \2", value)
        detail = _POINTS.sub(_from_baseline, detail)
        detail = re.sub(r"\bunchanged\b", "unchanged from baseline", detail)
    if row.label == "events":
        detail = detail.replace("same day", "that day")
    else:
        detail = _OLD.sub(r"measured \1 \2 ago", detail)
        detail = re.sub(r"\bsame day\b", "measured that day", detail)
    return _sentence(row.label, value, detail)


def section_sentences(section: Section) -> list[str]:
    """Return what changed between two days as sentences."""
    title = section.title.replace(" → ", " to ")
    rows = (
        _sentence(row.label, _POINTS.sub(_points, row.value), row.detail) for row in section.rows
    )
    return [tr("From {title}.").format(title=title), *rows]


def _sentence(label: str, value: str, detail: str) -> str:
    told = _CHANGE.sub(r"from \1 to \2", value)
    words = _plain(", ".join(filter(None, (f"{label} {told}", detail))))
    return f"{words[:1].upper()}{words[1:]}."


def _plain(text: str) -> str:
    text = text.replace(" 10⁹", " × 10⁹").replace(" 10¹²", " × 10¹²")
    text = _UNIT.sub(_per, text)
    return re.sub(r"−(?=\d)", "minus ", text)


def _per(found: re.Match[str]) -> str:
    return f" per {_PER.get(found[1], found[1])}"


def _points(found: re.Match[str]) -> str:
    sign = tr("minus") if found[1] == "−" else tr("plus")
    points = tr("point") if found[2] == "1" else tr("points")
    share = f" ({found[3]} %)" if found[3] else ""
    return f"{sign} {found[2]} {points}{share}"


def _from_baseline(found: re.Match[str]) -> str:
    return tr("{change} from baseline").format(change=_points(found))
