"""Typed calendar dates: one reading or a refusal that says what to write."""

from datetime import date

import pytest
from hypothesis import given

from dle_desktop.domain.calendar_entry import MONTHS, read_date
from dle_desktop.domain.entry import EntryProblem, parse_moment
from tests.domain.cases import days


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-17", "2024-5-17", "2024/05/17", "2024.05.17", "2024 05 17", "20240517",
        "17 may 2024", "17. may 2024", "17th of may 2024", "17-may-2024", "17/may/2024",
        "17may2024", "may 17, 2024", "may 17 2024", "2024 may 17", "2024-may-17",
    ],
)  # fmt: skip
def test_days_are_read(text: str) -> None:
    assert read_date(text) == "2024-05-17"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-05", "2024-05"),
        ("may 2024", "2024-05"),
        ("may, 2024", "2024-05"),
        ("sept 2024", "2024-09"),
        ("dec. 2023", "2023-12"),
        ("2024 february", "2024-02"),
        ("2024", "2024"),
    ],
)
def test_months_and_years_are_read(text: str, iso: str) -> None:
    assert read_date(text) == iso


@given(days)
def test_every_day_is_read_in_full_and_short_words(day: date) -> None:
    month = MONTHS[day.month - 1]
    for name in (month, month[:3]):
        assert read_date(f"{day.day} {name} {day.year}") == day.isoformat()
        assert read_date(f"{name} {day.day}, {day.year}") == day.isoformat()
    assert read_date(f"{month} {day.year}") == day.isoformat()[:7]


@given(days)
def test_no_date_in_figures_that_starts_with_the_day_or_month_is_read(day: date) -> None:
    for shape in ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%y", "%y/%m/%d"):
        with pytest.raises(EntryProblem):
            parse_moment(day.strftime(shape))


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        (
            "03/04/05",
            "ambiguous date",
            "03/04/05 could be three different days: write 2005-04-03 or 3 Apr 2005",
        ),
        ("03/04/2005", "ambiguous date", "two different days: write 2005-04-03 or 3 Apr 2005"),
        ("17.05.2024", "date in figures", "write 2024-05-17 or 17 May 2024"),
        ("99/99/2024", "no such date", "99/99/2024 is no day"),
        ("03/04/99999", "no such date", "is no day"),
        ("03/04/1066", "no such date", "is no day"),
        ("05/2024", "date in figures", "write May 2024"),
        ("13/2024", "date in figures", "17 May 2024 or May 2024"),
        ("3/4", "date in figures", "could be a day or a month"),
        ("17.05.", "date in figures", "could be a day or a month"),
        ("2024-13", "no such date", "there is no month 13"),
        ("2024-02-30", "no such date", "February 2024 has no day 30"),
        ("30 feb 2024", "no such date", "February 2024 has no day 30"),
        ("17 may 24", "the year", "four figures"),
        ("24 may", "no year", "Write 24 May and the year"),
        ("may", "no year", "which year"),
        ("1850", "out of range", "between 1900 and 2199"),
        ("2024-05-17t10:00", "a time of day", "write 2024-05-17"),
        ("2024-05-17 10:30", "a time of day", "write 2024-05-17"),
    ],
)
def test_what_is_unclear_is_refused_with_what_to_write(text: str, code: str, reason: str) -> None:
    with pytest.raises(EntryProblem) as refused:
        read_date(text)
    assert refused.value.code == code
    assert reason in refused.value.text


@pytest.mark.parametrize("text", ["month 5", "spring 2024", "", "2024-w05", "5 apples"])
def test_what_is_no_date_is_left_to_others(text: str) -> None:
    assert read_date(text) is None
