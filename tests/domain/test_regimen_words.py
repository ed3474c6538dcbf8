"""A stretch in words."""

import pytest

from dle_desktop.domain.case import Assessment, LabResult
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.regimen_words import (
    details_of,
    index_drug_text,
    months_of,
    neutrophils_text,
    scores_text,
    steroid_text,
)
from dle_desktop.domain.regimens import stretches
from tests.domain.courses import course, dose, review, visit
from tests.test_sample_cases import bundled


def test_the_rows_of_the_illustrative_responder() -> None:
    seen = review_of(bundled("illustrative-responder"))
    assert [
        (
            months_of(one, seen.zero),
            index_drug_text(one, "lenalidomide"),
            steroid_text(one, "lenalidomide"),
            scores_text(one.activity),
            neutrophils_text(one),
        )
        for one in stretches(seen)
    ] == [
        ("−1 to 0", "none", "60 to 0 mg/d", "19 to 18", "3.6"),
        ("0 to 5", "5 mg/d", "60 to 0 mg/d", "18 to 6", "2.8"),
        ("5 to 8.9", "5 mg/d", "none", "6 to 8", "2.7"),
        ("8.9 to 10.1", "5 mg/d", "5 mg/d", "8 to 10", "2.7"),
        ("10.1 to 22", "10 mg/d", "5 mg/d", "10 to 5", "1.2"),
    ]


def test_all_that_is_known_of_a_stretch() -> None:
    seen = review_of(bundled("illustrative-responder"))
    assert details_of(stretches(seen)[3], seen.zero).splitlines() == [
        "Months 8.9 to 10.1, 35 days, 1 visit (too few to say anything)",
        "Taken: lenalidomide 5 mg/d, prednisone 5 mg/d, hydroxychloroquine 400 mg/d",
        "CLASI activity: 8 to 10, lowest 10",
        "CLASI damage: 9 to 9, lowest 9",
        "Lowest neutrophils: 2.7",
        "Events: slight worsening",
    ]


def test_a_calculated_lowest_count_is_marked_and_rounded_down_in_the_table() -> None:
    day = Moment(offset="P9D")
    labs = (
        LabResult(id="w", moment=day, analyte="WBC", value=2.53, unit="10*9/L"),
        LabResult(id="n", moment=day, analyte="neutrophils", value=59.2, unit="%"),
    )
    (one, *_) = stretches(review(course(dose(0, 10, 5)), labs=labs, end=30))
    assert neutrophils_text(one) == "1.49c"
    assert "Lowest neutrophils: 1.497, calculated" in details_of(one, None)


def test_a_lowest_count_that_is_only_a_bound_keeps_its_sign() -> None:
    lab = LabResult(id="n", moment=Moment(offset="P9D"), analyte="ANC", value=0.5, unit="10*9/L",
                    comparator="<")  # fmt: skip
    (one, *_) = stretches(review(course(dose(0, 10, 5)), labs=(lab,), end=30))
    assert neutrophils_text(one) == "<0.5"


def test_nothing_known_is_said_so() -> None:
    seen = review(course(dose(0, 10, 5)), end=30)
    assert neutrophils_text(stretches(seen)[1]) == "NR"
    assert details_of(stretches(seen)[1], None).splitlines() == [
        "Months 0.3 to 1, 20 days, 0 visits (too few to say anything)",
        "Taken: no systemic drug",
        "CLASI activity: not reported",
        "CLASI damage: not reported",
        "Lowest neutrophils: not reported",
        "Events: none",
    ]
    assert index_drug_text(stretches(seen)[0], None) == "none"


@pytest.mark.parametrize(
    ("visits", "text"),
    [
        ((), "NR"),
        ((visit(0, 18),), "NR"),
        ((visit(5, 6),), "6"),
        ((visit(0, 18), visit(5, 6)), "18 to 6"),
    ],
)
def test_a_score_is_told_from_its_ends(visits: tuple[Assessment, ...], text: str) -> None:
    seen = review(course(dose(0, 10, 5)), visits=visits, end=10)
    assert scores_text(stretches(seen)[0].activity) == text


def test_another_steroid_is_named() -> None:
    seen = review(
        course(dose(0, 30, 5, id="p"), drug="prednisone"),
        course(dose(0, 30, 4, id="m"), drug="methylprednisolone"),
        end=30,
    )
    (found,) = stretches(seen)
    assert steroid_text(found, "lenalidomide") == "5 mg/d + methylprednisolone 4 mg/d"
    assert steroid_text(found, "prednisone") == "methylprednisolone 4 mg/d"
