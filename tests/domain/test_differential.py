"""Neutrophils calculated from white cells and a differential (`clinical.md` 4.4)."""

import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Comparator, LabResult
from dle_desktop.domain.differential import arithmetic, neutrophils, without_bands
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.toxicity import grade

DAY = Moment(offset="P9D")


def white(
    value: float,
    unit: str = "10*9/L",
    comparator: Comparator | None = None,
    low: float | None = None,
) -> LabResult:
    return LabResult(
        id="w", moment=DAY, analyte="WBC", value=value, unit=unit, comparator=comparator, low=low
    )


def share(
    analyte: str, value: float, unit: str = "%", comparator: Comparator | None = None
) -> LabResult:
    return LabResult(
        id=analyte[:1], moment=DAY, analyte=analyte, value=value, unit=unit, comparator=comparator
    )


@pytest.mark.parametrize(
    ("total", "shares", "value"),
    [
        (white(6.2), (share("segs", 48), share("bands", 4)), 3.224),
        (white(2.8), (share("neutrophils", 45),), 1.26),
        (white(2800, "cells/uL"), (share("neutrophils", 0.45, "fraction of 1"),), 1.26),
        (white(6.2), (share("segs", 48),), 2.976),
        (white(6.2), (share("segs", 0),), 0.0),
        (white(6.2), (share("segs", 60), share("bands", 40)), 6.2),
        (white(0.03), (share("neutrophils", 10),), 0.003),
        # rounded down to whole cells per µL, so that the grade is that of the exact value
        (white(2.53), (share("neutrophils", 59.28),), 1.499),
        (white(0.1), (share("neutrophils", 0.5),), 0.0),
    ],
)
def test_the_count_is_white_cells_times_share(
    total: LabResult, shares: tuple[LabResult, ...], value: float
) -> None:
    found = neutrophils(total, shares)
    assert found is not None
    assert (found.value, found.unit, found.calculated) == (value, "10*9/L", True)
    assert (found.id, found.moment, found.low) == (shares[0].id, DAY, None)


@pytest.mark.parametrize(
    ("total", "shares"),
    [
        (white(6.2, comparator="<"), (share("neutrophils", 45),)),
        (white(6.2), (share("neutrophils", 45, comparator=">"),)),
        (white(6.2, "furlong"), (share("neutrophils", 45),)),
        (white(6.2), (share("neutrophils", 45, "furlong"),)),
        (white(6.2), (share("segs", -1), share("bands", 4))),
        (white(6.2), (share("segs", 97), share("bands", 4))),
        (white(6.2), (share("neutrophils", 100.1),)),
        (white(6200), (share("neutrophils", 45),)),
        (white(-1), (share("neutrophils", 45),)),
    ],
)
def test_what_cannot_be_right_gives_no_count(
    total: LabResult, shares: tuple[LabResult, ...]
) -> None:
    assert neutrophils(total, shares) is None


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        (50.0, "not gradable (lower limit missing)"),  # 1.5: the white cells' limit is not its own
        (49.99, "grade 2 (CTCAE 5.0)"),
        (33.34, "grade 2 (CTCAE 5.0)"),
        (33.3, "grade 3 (CTCAE 5.0)"),
        (16.6, "grade 4 (CTCAE 5.0)"),
    ],
)
def test_a_calculated_count_is_graded_by_its_number_without_a_lower_limit(
    percent: float, text: str
) -> None:
    found = neutrophils(white(3.0, low=4.0), (share("neutrophils", percent),))
    assert found is not None
    graded = grade(found)
    assert graded is not None
    assert graded.text == text


def test_the_arithmetic_names_every_part() -> None:
    total, segs, bands = white(6.2), share("segs", 48), share("bands", 4)
    assert arithmetic((total, segs, bands)) == (
        "white cells 6.2 ×10⁹/L × (segmented neutrophils 48 % + band neutrophils 4 %) / 100 = "
        "3.224 ×10⁹/L"
    )
    assert arithmetic((total, share("NEUTLE", 45))) == (
        "white cells 6.2 ×10⁹/L × neutrophils 45 % / 100 = 2.79 ×10⁹/L"
    )


def test_a_count_without_bands_says_so() -> None:
    total, segs, bands = white(6.2), share("segs", 48), share("bands", 4)
    assert arithmetic((total, segs)).endswith("; bands not reported, counted as none")
    assert without_bands((total, segs))
    assert not without_bands((total, segs, bands))
    assert not without_bands((total, replace(segs, analyte="neutrophils")))
    assert not without_bands(())
