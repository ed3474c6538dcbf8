"""Study days told in months: calendar months where the case has a calendar, else 30.4375 days."""

from datetime import date
from math import floor

from dle_desktop.domain.dates import DAYS_PER_MONTH, add_months, calendar_date


def month_day(months: int, zero: date | None) -> float:
    """Return the study day a whole number of months after day 0."""
    if zero is None:
        return months * DAYS_PER_MONTH
    return float((add_months(zero, months) - zero).days)


def months_since(day: float, zero: date | None) -> float:
    """Return a study day in months: whole months and the share of the running one."""
    if zero is None:
        return day / DAYS_PER_MONTH
    whole = floor(day / DAYS_PER_MONTH)
    low, high = month_day(whole, zero), month_day(whole + 1, zero)
    while high <= day:
        whole, low, high = whole + 1, high, month_day(whole + 2, zero)
    while low > day:
        whole, low, high = whole - 1, month_day(whole - 1, zero), low
    return whole + (day - low) / (high - low)


def months_text(day: float, zero: date | None) -> str:
    """Return a study day as a number of months with one decimal at most: "10", "2.1"."""
    months = round(months_since(day, zero), 1) + 0.0  # minus zero is zero
    return f"{months:.1f}".removesuffix(".0").replace("-", "\N{MINUS SIGN}")


def month_after(start: float, months: int, *, zero: date | None) -> float:
    """Return how many days lie between a study day and that day some months later."""
    if zero is None:
        return months * DAYS_PER_MONTH
    on = calendar_date(start, zero)
    return float((add_months(on, months) - on).days)


def months_later(day: float, months: int, zero: date | None) -> float:
    """Return the study day a whole number of months after another: calendar months where known."""
    return day + month_after(day, months, zero=zero)
