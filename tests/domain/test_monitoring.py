"""Blood counts that were due: schedules over pauses, rises and ends, with their windows."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from dle_desktop.domain.case import Case, Dose, LabResult
from dle_desktop.domain.due_days import Monitoring
from dle_desktop.domain.figures import review_of
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.monitoring import blood_counts
from dle_desktop.domain.rules import Rules
from dle_desktop.domain.schedules import SCHEDULES
from tests.domain.cases import cases
from tests.domain.courses import count, course, day, dose, review

FAR = count(9000)  # a count, so that counts are reported at all
LASTING = dose(0, None, 5, ongoing=True)
IN_DOUBT = Dose(id="after", start=Moment(offset="P0D", certainty="after"), end=day(20), amount=5)


def monitored(
    *doses: Dose, labs: tuple[LabResult, ...] = (FAR,), end: int = 140, **rules: object
) -> Monitoring:
    found = blood_counts(review(course(*doses), labs=labs, end=end, **rules))  # type: ignore[arg-type]
    assert found is not None
    return found


def due_days(found: Monitoring) -> list[float]:
    return [one.day for one in found.dues]


# clinical.md 4.1, the table of schedules.
@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("paper", [0, 7, 14, 21, 28, 35, 42, 49, 56, 84, 112, 140, 168]),
        ("label-del5q", [0, 7, 14, 21, 28, 35, 42, 49, 56, 84, 112, 140, 168]),
        ("expert-2008", [0, 7, 14, 21, 28, 35, 42, 49, 56, 70, 84, 98, 112, 126, 140, 154, 168]),
        ("label-mcl", [0, 7, 14, 21, 28, 42, 56, 70, 84, 98, 112, 140, 168]),
        ("label-myeloma", [0, 7, 14, 21, 28, 35, 42, 49, 56, 70, 84, 112, 140, 168]),
    ],
)
def test_a_schedule_names_its_days(key: str, days: list[int]) -> None:
    assert due_days(monitored(LASTING, end=170, blood_counts=key)) == days


# clinical.md 4.1: "then every 28 d (option: calendar month)"; the nth month from the start stands
# where the nth 28 days would. Without a calendar a month counts 30.4375 days.
@pytest.mark.parametrize(
    ("key", "monthly"),
    [
        ("paper", [91.3125, 121.75, 152.1875]),
        ("label-del5q", [91.3125, 121.75, 152.1875]),
        ("label-mcl", [152.1875]),
        ("label-myeloma", [84, 112, 140, 168]),  # "every 28 d" is in days
    ],
)
def test_months_may_be_counted_by_the_calendar(key: str, monthly: list[float]) -> None:
    found = due_days(monitored(LASTING, end=170, blood_counts=key, months="calendar"))
    assert found[-len(monthly) :] == monthly
    assert [day % 7 for day in found[: -len(monthly)]] == [0.0] * (len(found) - len(monthly))


def test_calendar_months_end_where_the_start_lies_in_the_month() -> None:
    start = Moment(date="2023-11-30")
    taken = Dose(id="d", start=start, ongoing=True, amount=5, frequency="QD")
    seen = review(course(taken), labs=(count(0),), end=130, months="calendar")
    found = blood_counts(seen)
    assert found is not None
    # 29 February and 30 March 2024; the next is 30 April
    assert (due_days(found)[-2:], found.next_day) == ([91, 121], 152)


def test_the_next_calendar_month_is_known_from_the_day_the_weeks_end() -> None:
    assert (
        monitored(
            LASTING, labs=(count(0),), end=112, blood_counts="label-mcl", months="calendar"
        ).next_day
        == 152.1875
    )


# clinical.md 4.1: "within -3/+3 d (weekly) or -7/+7 d (monthly)": the days are conventions.
@pytest.mark.parametrize(
    ("rules", "drawn", "due", "done"),
    [
        ({"weekly_window_days": 1}, 15, 14, True),
        ({"weekly_window_days": 1}, 16, 14, False),
        ({"weekly_window_days": 0}, 14, 14, True),
        ({"weekly_window_days": 5}, 61, 56, True),
        ({"monthly_window_days": 10}, 94, 84, True),
        ({"monthly_window_days": 2}, 87, 84, False),
        ({"monthly_window_days": 2}, 59, 56, True),
    ],
)
def test_the_windows_are_those_of_the_case(
    rules: dict[str, object], drawn: int, due: int, done: bool
) -> None:
    found = monitored(LASTING, labs=(count(drawn), FAR), **rules)  # type: ignore[arg-type]
    assert any(one.day == due and one.status == "done" for one in found.dues) is done


# clinical.md 4.1: "Not due while drug held > 28 d; new weekly phase after restart".
@pytest.mark.parametrize(
    ("held_days", "days"),
    [(27, [0, 38, 45, 52]), (28, [0, 7, 14, 21, 28, 35, 42, 49, 56]), (0, [0, 38, 45, 52])],
)
def test_how_long_a_pause_is_none_is_a_rule(held_days: int, days: list[float]) -> None:
    doses = (dose(0, 10, 5), dose(38, 60, 5))
    assert due_days(monitored(*doses, held_days=held_days)) == days


# clinical.md 4.1: "Overdue = today/review date > due + window and drug active".
@pytest.mark.parametrize(
    ("doses", "labs", "end", "overdue", "late"),
    [
        ((LASTING,), (0, 7, 14), 24, [], []),
        ((LASTING,), (0, 7, 14), 25, [21], []),
        ((LASTING,), (0, 7, 14), 32, [21, 28], []),
        # a count since, too late for its day: the day was missed, nothing is overdue
        ((LASTING,), (0, 7, 14, 25), 32, [], [21]),
        ((LASTING,), (0, 7, 25), 36, [], [14, 21]),
        ((LASTING,), (0, 7, 28), 39, [35], [14, 21]),
        # the drug was stopped, or whether it is still taken is not known: missed, not overdue
        ((dose(0, 30, 5),), (0, 7, 14), 40, [], [21]),
        ((dose(0, None, 5, last_known=day(30)),), (0, 7, 14), 40, [], [21]),
        ((dose(0, 60, 5),), (0, 7, 14), 26, [21], []),
        ((dose(0, 40, 5),), (0, 7, 14), 40, [], [21, 28, 35]),
    ],
)
def test_overdue_is_late_with_no_count_since_while_the_drug_is_taken(
    doses: tuple[Dose, ...], labs: tuple[int, ...], end: int, overdue: list[int], late: list[int]
) -> None:
    found = monitored(*doses, labs=tuple(count(number) for number in labs), end=end)
    assert [one.day for one in found.of("overdue")] == overdue
    assert [one.day for one in found.of("late")] == late


# clinical.md 4.1: "within -3/+3 d (weekly) or -7/+7 d (monthly)"; the count before the first dose
# may be 14 days old (ours).
@pytest.mark.parametrize(
    ("drawn", "due", "done"),
    [
        (-14, 0, True),
        (-15, 0, False),
        (3, 0, True),
        (4, 0, False),
        (11, 14, True),
        (10, 14, False),
        (17, 14, True),
        (18, 14, False),
        (53, 56, True),
        (59, 56, True),
        (60, 56, False),
        (77, 84, True),
        (76, 84, False),
        (91, 84, True),
        (92, 84, False),
    ],
)
def test_a_count_meets_a_day_within_its_window(drawn: int, due: int, done: bool) -> None:
    found = monitored(LASTING, labs=(count(drawn), FAR))
    met = {one.day: one.record for one in found.dues if one.status == "done"}
    assert (met == {due: count(drawn)}) is done
    assert {one.status for one in found.dues if one.day == due} == {"done" if done else "late"}


# clinical.md 4.1: "Overdue = today/review date > due + window"; "today" = last follow-up.
@pytest.mark.parametrize(
    ("end", "status", "following"),
    [(83, None, 84), (84, "due", 112), (91, "due", 112), (92, "late", 112), (112, "late", 140)],
)
def test_late_is_after_the_window_on_the_day_of_review(
    end: int, status: str | None, following: float
) -> None:
    found = monitored(LASTING, end=end)
    assert next((one.status for one in found.dues if one.day == 84), None) == status
    assert found.next_day == following


@pytest.mark.parametrize(
    ("doses", "days"),
    [
        # stopped: nothing is due any more, and a window beyond the stop has fallen away
        ((dose(0, 28, 5),), [0, 7, 14, 21]),
        ((dose(0, 24, 5),), [0, 7, 14]),
        # held for 28 days: the days go on; for 29: the weeks begin anew
        ((dose(0, 10, 5), dose(38, 60, 5)), [0, 7, 14, 21, 28, 35, 42, 49, 56]),
        ((dose(0, 10, 5), dose(39, 60, 5)), [0, 39, 46, 53]),
        # a higher dose begins the weeks anew, after a short pause too; a lower or equal one not
        ((dose(0, 30, 5), dose(30, 60, 10)), [0, 7, 14, 21, 30, 37, 44, 51]),
        ((dose(0, 30, 5), dose(40, 60, 10)), [0, 7, 14, 21, 28, 35, 40, 47, 54]),
        ((dose(0, 30, 10), dose(30, 60, 5)), [0, 7, 14, 21, 28, 35, 42, 49, 56]),
        ((dose(0, 30, 5), dose(30, 60, 5)), [0, 7, 14, 21, 28, 35, 42, 49, 56]),
        # so does a second one on top of the first
        ((dose(0, 60, 5), dose(30, 60, 2.5)), [0, 7, 14, 21, 30, 37, 44, 51]),
        # what is in doubt is not counted
        ((dose(0, None, 5),), []),
        ((IN_DOUBT, dose(30, 60, 5)), [30, 37, 44, 51]),
        ((LASTING, dose(50, None, 5)), [0, 7, 14, 21, 28, 35, 42]),
        ((dose(0, None, 5, last_known=day(25)),), [0, 7, 14, 21]),
        ((dose(0, None, 5, ongoing=True, last_known=day(20)),),
         [0, 7, 14, 21, 28, 35, 42, 49, 56, 84, 112, 140]),
        ((), []),
    ],
)  # fmt: skip
def test_what_is_due_follows_the_doses(doses: tuple[Dose, ...], days: list[float]) -> None:
    assert due_days(monitored(*doses)) == days


def test_the_weeks_go_on_over_a_higher_dose_by_option() -> None:
    doses = (dose(0, 30, 5), dose(30, None, 10, ongoing=True))
    assert due_days(monitored(*doses, end=50, anew_on_increase=False)) == [
        0,
        7,
        14,
        21,
        28,
        35,
        42,
        49,
    ]


# clinical.md 4.1: "then every 28 d": so far ahead the next day lies, with no record beyond it.
@pytest.mark.parametrize(("end", "following"), [(83, 84), (84, 112), (112, 140)])
def test_the_next_day_is_told_though_nothing_is_recorded_after_the_review(
    end: int, following: float
) -> None:
    assert monitored(LASTING, labs=(count(0),), end=end).next_day == following


@pytest.mark.parametrize(
    ("doses", "following"),
    [
        ((LASTING, dose(0, 84, 1)), 112),  # one of the two goes on
        ((dose(0, 84, 5),), None),
        ((LASTING, dose(50, None, 5)), None),  # gave way to a dose in doubt
    ],
)
def test_a_next_day_is_told_only_while_the_drug_is_known_to_go_on(
    doses: tuple[Dose, ...], following: float | None
) -> None:
    assert monitored(*doses, labs=(count(0),), end=84).next_day == following


def test_a_start_before_day_0_is_followed_to_the_end_as_well() -> None:
    assert due_days(monitored(dose(-30, 30, 5))) == [-30, -23, -16, -9, -2, 5, 12, 19, 26]


def test_nothing_is_due_on_the_day_of_a_stop() -> None:
    assert due_days(monitored(dose(0, 28, 5), labs=(count(28),))) == [0, 7, 14, 21]


def test_a_start_somewhere_before_a_day_widens_the_windows_by_its_longer_side() -> None:
    start = Moment(offset="P9D", certainty="before")  # drawn from 60 days before
    found = monitored(Dose(id="d", start=start, ongoing=True, amount=5, frequency="QD"))
    assert (found.dues[0].day, found.dues[0].low, found.dues[0].high) == (9, -65, 72)


def test_a_count_near_a_stop_still_counts_as_done() -> None:
    found = monitored(dose(0, 30, 5), labs=(count(31),))
    assert [(one.day, one.status) for one in found.dues][-1] == (28, "done")


def test_a_count_not_known_to_the_day_meets_one_day_only() -> None:
    lab = LabResult(id="m", moment=Moment(offset="P1M"), analyte="ANC", value=3, unit="10*9/L")
    found = monitored(LASTING, labs=(lab,))
    assert [one.day for one in found.of("done")] == [14]


def test_the_nearest_count_is_the_one_that_is_told() -> None:
    found = monitored(LASTING, labs=(count(11), count(13), count(16)))
    assert [(one.day, one.record) for one in found.of("done")] == [(14, count(13))]


def test_a_start_not_known_to_the_day_widens_every_window() -> None:
    start = Moment(offset="P1W")  # 4 to 10 days
    loose = Dose(id="d", start=start, ongoing=True, amount=5, frequency="QD")
    found = monitored(loose, labs=(count(27),))
    met = found.of("done")
    assert [(one.day, one.low, one.high) for one in met] == [(21, 15, 27), (28, 22, 34)]


@pytest.mark.parametrize(
    "lab",
    [
        count(14, analyte="platelets"),
        count(14, analyte="WBC"),
        LabResult(id="x", moment=None, analyte="ANC", value=3, unit="10*9/L"),
        LabResult(id="x", moment=day(14), analyte="ANC"),
        LabResult(id="x", moment=Moment(offset="P14D", certainty="after"), analyte="ANC", value=3),
    ],
)
def test_what_is_no_neutrophil_count_with_a_day_meets_nothing(lab: LabResult) -> None:
    assert monitored(LASTING, labs=(lab, FAR)).of("done") == ()
    assert blood_counts(review(course(LASTING), labs=(lab,), end=140)) is None


def test_a_count_in_words_is_a_count() -> None:
    lab = LabResult(id="x", moment=day(14), analyte="ANC", text="normal")
    assert len(monitored(LASTING, labs=(lab,)).of("done")) == 1


@pytest.mark.parametrize("drug", [None, "methotrexate"])
def test_only_lenalidomide_has_a_schedule(drug: str | None) -> None:
    seen = review(course(LASTING, drug="methotrexate"), labs=(FAR,), index_drug=drug)
    assert blood_counts(seen) is None


def test_a_brand_name_is_the_same_drug() -> None:
    seen = review(course(LASTING, drug="Revlimid"), labs=(FAR,), end=20, index_drug="Revlimid")
    assert blood_counts(seen) is not None


@given(cases())
def test_days_are_in_order_and_within_their_windows(case: Case) -> None:
    for schedule in SCHEDULES:
        rules = Rules(blood_counts=schedule.key, months="calendar")
        seen = review_of(replace(case, rules=rules))
        found = blood_counts(seen)
        if found is not None:
            assert due_days(found) == sorted(due_days(found))
            for one in found.dues:
                assert one.low <= one.day <= one.high
                assert one.day <= seen.day
                assert (one.record is not None) is (one.status == "done")
