"""The history of ranges: bursts and drags are one step, back and forward, each case its own."""

from dle_desktop.plots.range_history import BURST_MS, RangeHistories, RangeHistory

WHOLE, ONE, TWO, THREE = (0.0, 700.0), (100.0, 300.0), (120.0, 200.0), (130.0, 160.0)


def looked_at(*ranges: tuple[float, float]) -> RangeHistory:
    history = RangeHistory()
    for number, shown in enumerate(ranges):
        history.note(shown, number * 10_000)
    return history


def test_what_was_shown_is_gone_back_to_and_forward_again() -> None:
    history = looked_at(WHOLE, ONE, TWO)
    assert (history.back(), history.back(), history.back()) == (ONE, WHOLE, None)
    assert (history.forward(), history.forward(), history.forward()) == (ONE, TWO, None)


def test_nothing_shown_leads_nowhere() -> None:
    history = RangeHistory()
    assert not history.can_go_back
    assert not history.can_go_forward
    assert not looked_at(WHOLE).can_go_back


def test_looking_elsewhere_after_going_back_forgets_what_lay_ahead() -> None:
    history = looked_at(WHOLE, ONE, TWO)
    history.back()
    history.note(THREE, 99_000)
    assert not history.can_go_forward
    assert history.back() == ONE


def test_the_same_range_is_no_step() -> None:
    history = looked_at(WHOLE, WHOLE, (0.0, 700.0000001))
    assert not history.can_go_back
    history.note(ONE, 0)
    history.back()
    history.note(WHOLE, 5)  # what going back shows is told like everything else
    assert history.can_go_forward


def test_a_burst_of_the_wheel_is_one_step() -> None:
    history = looked_at(WHOLE)
    for number, shown in enumerate((ONE, TWO, THREE)):
        history.note(shown, 20_000 + number * BURST_MS, rolling=True)
    assert history.back() == WHOLE
    assert history.forward() == THREE


def test_the_wheel_turned_again_later_is_another_step() -> None:
    history = looked_at(WHOLE)
    history.note(ONE, 20_000, rolling=True)
    history.note(TWO, 20_001 + BURST_MS, rolling=True)
    assert history.back() == ONE


def test_a_drag_is_one_step_however_long_it_lasts_and_two_drags_are_two() -> None:
    history = looked_at(WHOLE)
    history.note(ONE, 20_000, hold=1)
    history.note(TWO, 90_000, hold=1)
    history.note(THREE, 90_001, hold=2)
    assert (history.back(), history.back()) == (TWO, WHOLE)


def test_a_drag_that_ends_where_it_began_is_no_step() -> None:
    history = looked_at(WHOLE, ONE)
    history.note(TWO, 30_000, hold=1)
    history.note(ONE, 30_100, hold=1)
    assert not history.can_go_forward
    assert history.back() == WHOLE


def test_a_burst_after_going_back_is_a_new_step() -> None:
    history = looked_at(WHOLE)
    history.note(ONE, 20_000, rolling=True)
    history.back()
    history.note(TWO, 20_001, rolling=True)
    assert history.back() == WHOLE


def test_only_so_much_is_remembered() -> None:
    history = looked_at(*[(0.0, float(number)) for number in range(1, 300)])
    steps = 0
    while history.back() is not None:
        steps += 1
    assert 50 < steps < 150


def test_each_case_has_its_own_history() -> None:
    histories = RangeHistories()
    histories.of("a").note(WHOLE, 0)
    histories.of("a").note(ONE, 1)
    assert histories.of("a").can_go_back
    assert not histories.of("b").can_go_back
