"""Drugs by name: groups, places in a group, reading order."""

import pytest

from dle_desktop.domain.case import Case, Course, DrugGroup
from dle_desktop.domain.drugs import (
    GROUP_ORDER,
    KNOWN_DRUGS,
    generic_name,
    group_of,
    group_of_drug,
    in_reading_order,
    place_in_group,
)
from tests.domain.cases import CASE_ID


@pytest.mark.parametrize(
    ("name", "generic"),
    [
        ("Revlimid", "lenalidomide"),
        (" Mycophenolate   Mofetil ", "mycophenolate mofetil"),
        ("IVIG", "immunoglobulin"),
        ("Unheard-of", "unheard-of"),
    ],
)
def test_brand_names_are_their_drug(name: str, generic: str) -> None:
    assert generic_name(name) == generic


@pytest.mark.parametrize(
    ("drug", "route", "said", "group"),
    [
        ("lenalidomide", "oral", None, "index"),
        ("Prednisone", None, None, "steroid"),
        ("Plaquenil", "oral", None, "antimalarial"),
        ("methotrexate", "subcutaneous", None, "immunosuppressant"),
        ("acitretin", None, None, "retinoid"),
        ("anifrolumab", "intravenous", None, "biologic"),
        ("clobetasol", None, None, "topical"),
        ("hydrocortisone", "Topical", None, "topical"),
        ("budesonide", "inhaled", None, "topical"),
        ("aspirin", "oral", None, "other"),
        ("aspirin", "topical", "biologic", "biologic"),
    ],
)
def test_a_course_belongs_to_a_group(
    drug: str, route: str | None, said: DrugGroup | None, group: DrugGroup
) -> None:
    assert group_of(Course(id="c", drug=drug, route=route, group=said)) == group


@pytest.mark.parametrize("drug", KNOWN_DRUGS)
def test_every_known_drug_has_a_group_and_a_place_of_its_own(drug: str) -> None:
    group = group_of_drug(drug)
    assert group != "other"
    others = [one for one in KNOWN_DRUGS if group_of_drug(one) == group and one != drug]
    assert place_in_group(group, drug) not in {place_in_group(group, one) for one in others}


def test_an_unknown_drug_always_gets_the_same_place() -> None:
    assert place_in_group("other", "Aspirin") == place_in_group("other", "aspirin ")
    assert 0 <= place_in_group("steroid", "cloprednol") < 5


def test_courses_are_read_index_drug_first_then_by_group_then_as_entered() -> None:
    drugs = ("aspirin", "dapsone", "prednisone", "Revlimid", "azathioprine", "thalidomide")
    case = Case(
        id=CASE_ID,
        label="Case",
        index_drug="lenalidomide",
        courses=tuple(Course(id=drug, drug=drug) for drug in drugs),
    )
    assert [course.drug for course in in_reading_order(case)] == [
        "Revlimid", "thalidomide", "prednisone", "dapsone", "azathioprine", "aspirin",
    ]  # fmt: skip
    assert GROUP_ORDER[-1] == "other"


def test_a_case_without_an_index_drug_is_read_by_group() -> None:
    courses = (Course(id="a", drug="aspirin"), Course(id="b", drug="lenalidomide"))
    case = Case(id=CASE_ID, label="Case", courses=courses)
    assert [course.id for course in in_reading_order(case)] == ["b", "a"]
