"""The words of a day: ages and signs."""

import pytest

from dle_desktop.domain.day_figure import age_text, joined, on_day, signed


@pytest.mark.parametrize(
    ("day", "at", "text"),
    [
        (10, 10.6, "same day"),
        (10, 12.0, "same day"),
        (11, 10.6, "1 day old"),
        (60, 0.0, "60 days old"),
        (61, 0.0, "2 months old"),
    ],
)
def test_an_age_counts_days_then_months(day: int, at: float, text: str) -> None:
    assert age_text(day, at) == text


def test_a_day_before_day_0_has_a_true_minus() -> None:
    assert on_day("CLASI damage", -14) == "CLASI damage on day −14"
    assert signed(3) == "3"


def test_only_what_says_something_is_joined() -> None:
    assert joined(("a", "", "b")) == "a, b"
