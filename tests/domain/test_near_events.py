"""The events of a day: those of it, those going on, the last and the next with their distance."""

import pytest

from dle_desktop.domain.case import Event
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.near_events import NearEvents
from tests.domain.courses import day, review


def event(number: int, text: str, **changes: object) -> Event:
    return Event(id=text, moment=day(number), text=text, **changes)  # type: ignore[arg-type]


def near(*events: Event) -> NearEvents:
    return NearEvents(review(events=events, end=400))


@pytest.mark.parametrize(
    ("on", "value", "detail"),
    [
        (100, "flare", "same day"),
        (112, "flare", "12 days ago"),
        (125, "flare", "25 days ago; in 25 days: rash"),
        (140, "rash", "in 10 days"),
        (151, "rash", "1 day ago"),
        (50, "none within 30 days", ""),
        (300, "none within 30 days", ""),
    ],
)
def test_a_day_tells_its_event_or_the_nearest_with_its_distance(
    on: int, value: str, detail: str
) -> None:
    figure = near(event(100, "flare"), event(150, "rash")).on(on)
    assert (figure.value, figure.detail) == (value, detail)


def test_a_span_is_told_while_it_lasts_and_then_by_its_end() -> None:
    events = near(event(100, "fever", end=day(120)))
    assert events.on(105).detail == "since 5 days"
    assert events.on(130).detail == "10 days ago"


def test_what_goes_on_lasts_until_follow_up_ends() -> None:
    assert near(event(100, "fever", ongoing=True)).on(390).value == "fever"


def test_more_than_two_of_one_day_are_counted() -> None:
    events = near(event(1, "a"), event(1, "b"), event(1, "c"))
    assert events.on(1).value == "a, b and 1 more"
    assert events.explain(1).records == ("a", "b", "c")


def test_an_event_dated_by_month_is_about_and_one_that_is_only_before_is_not_told() -> None:
    month = Event(id="m", kind="visit", moment=Moment(offset="P1M"))
    before = Event(id="b", moment=Moment(offset="P1M", certainty="before"))
    undated = Event(id="u")
    events = near(month, before, undated)
    assert events.on(30).detail == "about that day"
    assert events.on(34).detail == "about 4 days ago"
    assert events.explain(34).records == ("m",)


def test_a_case_without_events_has_none() -> None:
    assert not near()
    assert near(event(1, "a"))
