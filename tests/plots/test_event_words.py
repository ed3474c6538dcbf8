"""What a card says of an event: what is reported, as it was written, and nothing else."""

from hypothesis import given

from dle_desktop.domain.case import Case, Event
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.series import figure_of
from dle_desktop.plots.event_words import Entry, cards_for, entries_of
from tests.drawing.crowds import crowded_cases
from tests.drawing.pictures import a_case, an_event, day


def read(event: Event) -> Entry:
    (entry,) = entries_of(figure_of(a_case(events=(event,))).events)
    return entry


def test_everything_reported_is_read() -> None:
    entry = read(
        an_event(
            0, "adverse event", "neutropenia", id="e",
            moment=Moment(date="2024-05", certainty="about"), end=Moment(date="2024-06-02"),
            grade=3, grade_version="CTCAE 5.0",
            serious=False, drug="lenalidomide", note="after the 10 mg step", source="chart",
        )
    )  # fmt: skip
    assert entry == Entry(
        "e", "Adverse event: neutropenia", "about May 2024 to 2 Jun 2024",
        ("Grade 3 (CTCAE 5.0), not serious", "Linked drug: lenalidomide", "after the 10 mg step",
         "Source: chart"),
    )  # fmt: skip


def test_what_is_not_reported_is_left_out() -> None:
    assert read(an_event(5, "visit", id="v")) == Entry("v", "Visit", "day 5")
    assert read(an_event(5, "infection", "<b>cough</b>", ongoing=True, id="i")) == Entry(
        "i", "Infection: <b>cough</b>", "day 5, ongoing"
    )


def test_a_day_has_its_own_events_and_those_that_last_over_it() -> None:
    made = (
        an_event(10, "visit", id="on"), an_event(0, "infection", end=day(20), id="over"),
        an_event(30, "note", id="later"),
    )  # fmt: skip
    figure = figure_of(a_case(events=made))
    assert [entry.record_id for entry in cards_for(figure, 10)] == ["over", "on"]
    assert cards_for(figure, 25) == ()


@given(crowded_cases())
def test_any_event_can_be_read(case: Case) -> None:
    for entry in entries_of(figure_of(case).events):
        assert entry.spoken.startswith(entry.title)
