"""Stretches of time by name: on the drug, the last months, around a record."""

from msgspec.structs import replace

from dle_desktop.domain.case import Event
from dle_desktop.domain.moments import Moment
from dle_desktop.drawing.ranges import around_record, last_months, on_drug
from dle_desktop.drawing.series import figure_of
from tests.drawing.pictures import RESPONDER, a_case, a_course, a_dose, a_score, bundled


def test_on_the_drug_is_from_its_first_to_its_last_day_and_a_little_more() -> None:
    doses = a_course(a_dose(0, 100, id="a"), a_dose(150, 400, id="b"))
    other = a_course(a_dose(-500, 900, id="c"), id="x", drug="hydroxychloroquine")
    span = on_drug(figure_of(a_case(courses=(doses, other))))
    assert span is not None
    assert (span.first, span.last) == (-12, 412)


def test_without_the_drug_there_is_no_time_on_it() -> None:
    assert on_drug(figure_of(a_case())) is None


def test_the_last_months_end_with_what_is_known_last() -> None:
    span = last_months(figure_of(bundled(RESPONDER)))
    assert span is not None
    assert span.first < 672 - 184 < span.first + 10  # 2 Jul 2022 to 2 Jan 2023
    assert 672 < span.last < 680


def test_nothing_known_has_no_last_months() -> None:
    assert last_months(figure_of(a_case())) is None


def test_around_a_record_are_calendar_months_where_a_calendar_is_known() -> None:
    case = a_case(
        anchor=replace(a_case().anchor, date="2024-01-31"), assessments=(a_score(100, 5, 2),)
    )
    span = around_record(case, case.assessments[0].id)
    assert span is not None
    assert (span.first, span.last) == (100 - 90, 100 + 92)  # 10 May 2024: 10 Feb to 10 Aug


def test_around_a_dose_is_all_of_it() -> None:
    case = a_case(courses=(a_course(a_dose(0, 400, id="d")),))
    span = around_record(case, "d")
    assert span is not None
    assert (span.first, span.last) == (-91.3125, 491.3125)


def test_an_open_side_is_not_followed_forever() -> None:
    before = Event(id="e", moment=Moment(offset="P100D", certainty="before"))
    span = around_record(a_case(events=(before,)), "e")
    assert span is not None
    assert -100 < span.first < span.last < 300
    after = Event(id="e", moment=Moment(offset="P100D", certainty="after"))
    span = around_record(a_case(events=(after,)), "e")
    assert span is not None
    assert span.last < 300


def test_a_record_without_a_day_or_one_that_is_gone_has_no_time_around_it() -> None:
    assert around_record(a_case(events=(Event(id="e"),)), "e") is None
    assert around_record(a_case(), "gone") is None
