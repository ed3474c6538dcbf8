"""Bounds in words: one figure, two figures, or a bound that stands alone."""

from math import inf

import pytest

from dle_desktop.domain.bounds import Bounds


@pytest.mark.parametrize(
    ("bounds", "unit", "text", "exact", "known"),
    [
        (Bounds(0, 0), "", "0 mg", True, True),
        (Bounds(999.94, 999.94), "", "999.9 mg", True, True),
        (Bounds(12.5, 12.5), "", "12.5 mg", True, True),
        (Bounds(2580, 2580), "", "2.6 g", True, True),
        (Bounds(4900, 5200), "", "between 4.9 and 5.2 g", False, True),
        (Bounds(800, 1200, strict=True), "", "> 800 mg and < 1.2 g", False, True),
        (Bounds(2580, 2590), "", "about 2.6 g", False, True),
        (Bounds(500, inf), "", "more than 500 mg", False, True),
        (Bounds(0, inf), "", "more than 0 mg", False, False),
        (Bounds(7.5, 7.5), "mg/d", "7.5 mg/d", True, True),
        (Bounds(5, 10), "mg/d", "between 5 and 10 mg/d", False, True),
    ],
)
def test_bounds_in_words(bounds: Bounds, unit: str, text: str, *, exact: bool, known: bool) -> None:
    assert (bounds.text(unit), bounds.exact, bounds.known) == (text, exact, known)
