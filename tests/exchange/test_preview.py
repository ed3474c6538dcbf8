"""The import preview: new, identical, changed, and what each policy stores."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dle_desktop.domain.case import Assessment, Case, LabResult
from dle_desktop.domain.moments import Moment
from dle_desktop.domain.printed import Printed
from dle_desktop.exchange.case_json import parse_cases, write_cases
from dle_desktop.exchange.preview import (
    MOST_DIFFERENCES,
    POLICIES,
    Difference,
    Policy,
    compare,
    differences,
    resolve_import,
)
from tests.exchange.files import CASE_ID, GOOD
from tests.strategies import cases, several_cases

(CASE,) = parse_cases(GOOD).cases
OTHER = replace(CASE, id=CASE_ID.format(2))


@settings(max_examples=60, deadline=None)
@given(several_cases(), st.sampled_from(POLICIES))
def test_export_then_import_changes_nothing(held: tuple[Case, ...], policy: Policy) -> None:
    items = compare(parse_cases(write_cases(held)).cases, held)
    assert [item.state for item in items] == ["identical"] * len(held)
    assert resolve_import(items, policy) == ()


@settings(max_examples=60, deadline=None)
@given(cases(), cases())
def test_a_changed_case_has_differences_and_they_are_none_only_if_equal(
    old: Case, new: Case
) -> None:
    new = replace(new, id=old.id)
    (item,) = compare([new], [old])
    same = replace(new, revision=0, created=None, changed=None) == replace(
        old, revision=0, created=None, changed=None
    )
    assert (item.state == "identical") == same
    assert (not item.differences) == same
    assert (item.incoming, item.existing) == (new, old)


def test_a_case_is_known_by_its_id_not_by_its_label() -> None:
    items = compare([OTHER, CASE], [CASE])
    assert [item.state for item in items] == ["new", "identical"]
    assert items[0].existing is None


def test_how_often_and_when_a_case_was_stored_is_no_difference() -> None:
    stored = replace(
        CASE, revision=7, created="2026-01-01T00:00:00Z", changed="2026-01-02T00:00:00Z"
    )
    assert [item.state for item in compare([CASE], [stored])] == ["identical"]


def test_each_difference_says_where_and_what() -> None:
    new = replace(
        CASE,
        label="Case one",
        assessments=(
            Assessment(id="a0"),
            replace(CASE.assessments[0], activity=17, moment=Moment(offset="P3M")),
        ),
        events=(),
        synthetic=True,
    )
    assert differences(CASE, new) == (
        Difference("$.label", '"Case 1"', '"Case one"'),
        Difference('$.assessments["a1"].moment.date', '"2024-05-17"', None),
        Difference('$.assessments["a1"].moment.offset', None, '"P3M"'),
        Difference('$.assessments["a1"].activity', "18", "17"),
        Difference('$.assessments["a0"]', None, '{"id":"a0"}'),
        Difference('$.events["e1"]', '{"id":"e1","kind":"flare","text":"hands"}', None),
        Difference("$.synthetic", None, "true"),
    )


def test_another_order_of_records_is_a_difference() -> None:
    labs = tuple(LabResult(id=name, analyte="x") for name in ("l1", "l2"))
    old, new = replace(CASE, labs=labs), replace(CASE, labs=labs[::-1])
    assert differences(old, new) == (Difference("$.labs", '["l1","l2"]', '["l2","l1"]'),)


def test_long_values_are_shortened_and_long_lists_cut() -> None:
    (one,) = differences(CASE, replace(CASE, notes="x" * 500))
    assert one.new is not None
    assert len(one.new) == 80
    many = tuple(LabResult(id=f"x{at}", analyte="x") for at in range(MOST_DIFFERENCES + 5))
    assert len(differences(CASE, replace(CASE, labs=many))) == MOST_DIFFERENCES


class TestResolving:
    """What each policy stores."""

    mine = replace(CASE, revision=9, notes="mine")
    theirs = replace(CASE, revision=2, notes="theirs")

    def test_new_cases_are_stored_whatever_the_policy(self) -> None:
        for policy in POLICIES:
            assert resolve_import(compare([OTHER], [CASE]), policy) == (OTHER,)

    def test_keep_stores_nothing(self) -> None:
        assert resolve_import(compare([self.theirs], [self.mine]), "keep") == ()

    def test_replace_stores_theirs_but_no_revision_goes_back(self) -> None:
        (put,) = resolve_import(compare([self.theirs], [self.mine]), "replace")
        assert (put.id, put.notes, put.revision) == (CASE.id, "theirs", 9)

    def test_duplicate_stores_theirs_under_an_id_of_its_own(self) -> None:
        items = compare([self.theirs], [self.mine])
        (put,) = resolve_import(items, "duplicate", new_id=lambda: CASE_ID.format(3))
        assert (put.id, put.notes, put.revision) == (CASE_ID.format(3), "theirs", 0)
        (one,), (two,) = (resolve_import(items, "duplicate") for _ in range(2))
        assert len({one.id, two.id, CASE.id}) == 3

    def test_a_single_case_may_have_a_choice_of_its_own(self) -> None:
        other = replace(self.theirs, id=OTHER.id)
        items = compare([self.theirs, other], [self.mine, replace(self.mine, id=OTHER.id)])
        puts = resolve_import(items, "keep", {OTHER.id: "replace"})
        assert [put.id for put in puts] == [OTHER.id]


def a_print(number: int) -> Printed:
    return Printed(
        id=f"S-2026-11-25-{number}", when="2026-11-25T10:00:00Z", revision=number, version="0.1.0",
        template="figure", view='{"response_lines":true}', first=-3.5, last=90.0,
        digests={"a1": "0123456789abcdef"},
    )  # fmt: skip


def test_what_was_printed_is_no_difference_and_is_never_lost() -> None:
    here = replace(CASE, printed=(a_print(1), a_print(2)))
    there = replace(CASE, printed=(a_print(2), a_print(3)))
    (item,) = compare([there], [here])
    assert item.state == "identical"
    (item,) = compare([replace(there, label="Another")], [here])
    (stored,) = resolve_import([item], "replace")
    assert [one.id[-1] for one in stored.printed] == ["1", "2", "3"]


def test_what_was_printed_goes_out_and_comes_in_unchanged() -> None:
    case = replace(CASE, printed=(a_print(1), a_print(2)))
    (read,) = parse_cases(write_cases([case])).cases
    assert read.printed == case.printed
