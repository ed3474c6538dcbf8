"""The figures of a stretch: the same numbers as the table, with records and rule."""

from msgspec.structs import replace

from dle_desktop.domain.case import Event
from dle_desktop.domain.figures import Figure, review_of
from dle_desktop.domain.regimen_figures import stretch_figures
from dle_desktop.domain.regimens import stretches
from tests.domain.courses import count, course, day, dose, review, visit

SEEN = review_of(
    replace(
        review(
            course(dose(0, 100, 5), dose(100, 200, 10)),
            visits=(visit(0, 18, 9), visit(60, 6, 9), visit(100, 8, 9), visit(150, 7)),
            labs=(count(50, 2.8), count(90, 2.7), count(160, 1.2)),
            end=200,
        ).case,
        events=(Event(id="e", moment=day(90), text="rash"), Event(id="n", moment=day(99))),
    )
)


def figures(number: int, lag_days: float = 0.0) -> dict[str, Figure]:
    stretch = stretches(SEEN, lag_days=lag_days)[number]
    return {one.key: one for one in stretch_figures(SEEN, stretch, lag_days=lag_days)}


def test_a_stretch_tells_its_days_and_doses() -> None:
    figure = figures(0)["stretch"]
    assert (figure.value, figure.detail) == ("100 days", "lenalidomide 5 mg/d")
    assert figure.arithmetic == "day 100 − day 0 = 100 days"
    assert figure.records == ("dose-0-100-5",)


def test_its_visits_are_its_records() -> None:
    figure = figures(0)["visits"]
    assert (figure.value, figure.detail, figure.records) == ("2", None, ("a60", "a100"))


def test_few_visits_say_too_little() -> None:
    figure = figures(1)["visits"]
    assert (figure.value, figure.detail) == ("1", "too few to say anything")
    assert "convention of this program" in figure.source


def test_a_score_is_told_from_before_to_the_last_with_the_lowest() -> None:
    figure = figures(0)["stretch_activity"]
    assert (figure.value, figure.detail) == ("18 to 8", "lowest 6")
    assert figure.records == ("a0", "a100", "a60")


def test_a_side_not_seen_is_not_reported() -> None:
    figure = figures(1)["stretch_damage"]
    assert (figure.value, figure.detail, figure.records) == (None, None, ())


def test_the_lowest_count_is_its_record() -> None:
    figure = figures(0)["stretch_neutrophils"]
    assert (figure.value, figure.records) == ("2.7 ×10⁹/L", ("ANC90",))


def test_events_are_counted_and_named() -> None:
    figure = figures(0)["stretch_events"]
    assert (figure.value, figure.detail, figure.records) == ("2", "rash, note", ("e", "n"))
    none = figures(1)["stretch_events"]
    assert (none.value, none.detail) == ("none", None)


def test_a_lag_is_in_the_rule_and_moves_the_records() -> None:
    found = figures(0, lag_days=56)
    assert "each 56 days later" in found["visits"].rule
    assert found["visits"].records == ("a60", "a100", "a150")
    assert found["stretch_neutrophils"].records == ("ANC90",)


def test_a_stretch_without_count_or_drug_says_so() -> None:
    paused = review(course(dose(0, 50, 5), dose(100, 200, 10)), end=200)
    gap = stretches(paused)[1]
    found = {one.key: one for one in stretch_figures(paused, gap)}
    assert found["stretch"].detail == "no systemic drug"
    assert (found["stretch_neutrophils"].value, found["stretch_neutrophils"].records) == (None, ())
