"""A row of the benchmark table compares minima and says whether the budget is kept."""

import pytest

from tests.benchmarks.rows import HEADINGS, Row, table


def row(ours: int, budget: float = 2.0) -> Row:
    return Row("drawing", [ours, ours * 9], "bare", [1_000_000, 5_000_000], budget)


def test_the_ratio_is_that_of_the_minima() -> None:
    assert row(1_500_000).ratio == pytest.approx(1.5)


@pytest.mark.parametrize(("ours", "within"), [(2_000_000, True), (2_100_000, False)])
def test_a_budget_is_kept_up_to_its_figure(ours: int, *, within: bool) -> None:
    assert row(ours).within is within


def test_the_table_says_what_missed_its_budget() -> None:
    lines = table([row(1_500_000), row(2_500_000)]).splitlines()
    assert lines[0].split("  ")[0] == HEADINGS[0]
    assert lines[1].endswith("1.50 x  <= 2 x  yes")
    assert lines[2].endswith("2.50 x  <= 2 x  NO")


def test_json_gives_milliseconds() -> None:
    assert row(1_500_000).as_json()["ours_ms_min"] == pytest.approx(1.5)
