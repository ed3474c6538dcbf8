"""Our tables: written and read back without a loss, every fault told by row and column."""

import csv
import io
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec import Struct
from msgspec.structs import replace

from dle_desktop import resources, wording
from dle_desktop.domain.case import Case, Course, Dose, Event, LabResult
from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.case_json import ReadResult, parse_cases
from dle_desktop.exchange.csv_columns import HEADS
from dle_desktop.exchange.csv_draft import Draft
from dle_desktop.exchange.csv_export import not_carried, number_cell, write_tables
from dle_desktop.exchange.csv_import import kind_of, read_tables
from dle_desktop.exchange.csv_text import is_formula, read_table, write_table
from tests.exchange.files import CASE_ID, file_with
from tests.strategies import several_cases

ID = CASE_ID.format(1)
Row = dict[str, str]
SHEET = {"zones": {"scalp": {"erythema": 2}, "arms": {"scarring": 1}}, "mucosa": 1}
TAPER = {
    "from_amount": 40,
    "to_amount": 5,
    "steps": [
        {"start": {"offset": "-P1W"}, "amount": 40},
        {"start": {"date": "2024-03"}, "amount": 5},
    ],
}  # fmt: skip
(FULL,) = parse_cases(
    file_with(
        courses=[
            {"id": "c1", "drug": "lenalidomide", "group": "index", "doses": [
                {"id": "d1", "start": {"offset": "P0D"}, "amount": 5.0, "taper": TAPER},
            ]},
            {"id": "c2", "drug": "prednisone", "note": "from the chart"},
        ],
        assessments=[{"id": "a1", "moment": {"date": "2024-05-17"}, "items": SHEET}],
    )
).cases  # fmt: skip


def carried(value: Any) -> Any:
    """Return a value as the tables carry it: texts of no characters are not reported."""
    if isinstance(value, tuple):
        return tuple(map(carried, value))
    if isinstance(value, Struct):
        found = {name: carried(getattr(value, name)) for name in value.__struct_fields__}
        return replace(value, **found)
    return None if value == "" else value


def shell(case: Case) -> Case:
    """Return a case with what the tables carry of it."""
    shelves = ("courses", "assessments", "labs", "events")
    found = {name: carried(getattr(case, name)) for name in shelves}
    return Case(id=case.id, label=case.label, synthetic=case.synthetic, **found)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(several_cases(2))
def test_every_record_comes_back(cases: tuple[Case, ...]) -> None:
    result = read_tables(write_tables(cases))
    assert not result.problems
    assert {case.id: case for case in result.cases} == {
        case.id: shell(case) for case in cases if case.records()
    }
    for case in cases:
        assert set(not_carried(case)) <= set(wording.NOT_IN_CSV)
        if not not_carried(case):
            assert case in result.cases


@pytest.mark.parametrize("name", resources.names("cases"))
def test_the_bundled_cases_come_back_and_their_losses_are_named(name: str) -> None:
    (case,) = parse_cases(
        resources.path(f"cases/{name.rsplit('/', maxsplit=1)[-1]}").read_bytes()
    ).cases
    result = read_tables(write_tables([case]))
    assert result.cases == (shell(case),)
    assert {"provenance", "anchor"} & set(not_carried(case))


def rows_of(data: bytes) -> list[Row]:
    """Return the rows of a table by their heads, as any other program reads them."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_tables_are_long_with_ids_in_each_row() -> None:
    tables = write_tables([FULL])
    doses, assessments = rows_of(tables["doses.csv"]), rows_of(tables["assessments.csv"])
    assert [row["row"] for row in doses] == ["dose", "taper step", "taper step", "course"]
    assert [row["row"] for row in assessments] == ["assessment", *["zone"] * 13]
    assert {row["case_id"] for data in tables.values() for row in rows_of(data)} == {ID}
    assert [row["start"] for row in doses] == ["P0D", "'-P1W", "2024-03", ""]
    assert doses[0]["taper_steps"] == "2"
    assert (assessments[1]["zone"], assessments[1]["erythema"]) == ("scalp", "2")
    (lab,) = rows_of(tables["labs.csv"])
    assert (lab["value"], lab["unit"], lab["reference_low"]) == ("1.2", "10*9/L", "")
    assert all(set(rows_of(data)[0]) == set(HEADS[kind_of(rows_of(data)[0]) or "labs"])
               for data in tables.values())  # fmt: skip


def test_no_cell_of_a_hostile_case_is_a_formula_but_numbers_stay_numbers() -> None:
    evil = "=HYPERLINK(1)"
    case = Case(
        id=ID,
        label=evil,
        courses=(Course(id="c", drug=f" {evil}", doses=(Dose(id="d", reason="@x", note="\t=1"),)),),
        labs=(LabResult(id="l", analyte="+a", value=-2.5, text="-"),),
        events=(Event(id="e", text="＝1", moment=Moment(offset="-P2W")),),
    )
    tables = write_tables([case])
    cells = [cell for data in tables.values() for row in rows_of(data) for cell in row.values()]
    assert [cell for cell in cells if is_formula(cell)] == ["-2.5"]
    assert read_tables(tables).cases == (case,)


@pytest.mark.parametrize(
    ("value", "cell"),
    [(5.0, "5"), (0.1, "0.1"), (-2.5, "-2.5"), (1e-7, "1e-07"), (1e9, "1000000000"), (3, "3")],
)
def test_a_number_is_written_as_it_is_read(value: float, cell: str) -> None:
    assert number_cell(value) == cell
    assert float(cell) == value


def test_an_empty_case_and_empty_texts_are_told() -> None:
    assert not_carried(Case(id=ID, label="x")) == ("case",)
    event = Event(id="e", text="")
    assert not_carried(Case(id=ID, label="x", notes="n", events=(event,))) == (
        "notes",
        "empty texts",
    )
    assert not_carried(FULL) == ()


def test_every_field_of_a_case_is_carried_or_told_of() -> None:
    carried_fields = {"id", "label", "synthetic", "courses", "assessments", "labs", "events"}
    told = set(wording.NOT_IN_CSV) - {"case", "empty texts"}
    assert {*Case.__struct_fields__} - carried_fields == told


def test_other_orders_delimiters_and_a_missing_table_are_no_fault() -> None:
    tables = write_tables([FULL])
    rows = [row[::-1] for row in csv.reader(io.StringIO(tables["doses.csv"].decode("utf-8-sig")))]
    rows[1:] = rows[:0:-1]  # the steps before their dose
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    result = read_tables({"x": text.getvalue().encode("utf-16")})
    assert not result.problems
    (case,) = result.cases
    assert {course.id for course in case.courses} == {"c1", "c2"}
    assert not case.labs


Change = Callable[[dict[str, list[Row]]], object]


def changed(change: Change) -> ReadResult:
    """Return what is read from the tables of `FULL` after a change of their rows."""
    tables = {name: rows_of(data) for name, data in write_tables([FULL]).items()}
    change(tables)
    return read_tables(
        {
            name: write_table([list(rows[0]), *(list(row.values()) for row in rows)])
            for name, rows in tables.items()
        }
    )


def set_cell(table: str, at: int, head: str, cell: str) -> Change:
    """Return the change of one cell."""
    return lambda tables: tables[f"{table}.csv"][at].update({head: cell})


def twice(table: str, at: int) -> Change:
    """Return the change that repeats a row."""
    return lambda tables: tables[f"{table}.csv"].append(dict(tables[f"{table}.csv"][at]))


def without(table: str, at: int) -> Change:
    """Return the change that leaves a row out."""
    return lambda tables: tables[f"{table}.csv"].pop(at)


def on_every_row(table: str, change: Callable[[Row], object]) -> Change:
    """Return a change of every row."""
    return lambda tables: [change(row) for row in tables[f"{table}.csv"]]


NUMBER = "is not a number as it is kept"


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        (set_cell("labs", 0, "value", "1,2"), '["labs.csv"][2].value', f"1,2 {NUMBER}"),
        (set_cell("labs", 0, "value", "1e999"), '["labs.csv"][2].value', NUMBER),
        (set_cell("labs", 0, "value", "nan"), '["labs.csv"][2].value', NUMBER),
        (set_cell("labs", 0, "value", "9e9"), '["labs.csv"][2].value', "too large"),
        (set_cell("labs", 0, "analyte", ""), '["labs.csv"][2].analyte', "is missing"),
        (set_cell("labs", 0, "calculated", "ja"), '["labs.csv"][2].calculated', "yes nor no"),
        (set_cell("labs", 0, "case_label", "B"), '["labs.csv"][2].case_label', "row 2"),
        (set_cell("labs", 0, "case_id", "7"), '["labs.csv"][2].case_id', "UUID"),
        (set_cell("labs", 0, "lab_id", "d1"), '["doses.csv"][2]', "two records have the id"),
        (set_cell("events", 0, "kind", "x"), '["events.csv"][2].kind', "is not one of"),
        (set_cell("events", 0, "grade", "1.5"), '["events.csv"][2].grade', "whole number"),
        (set_cell("events", 0, "grade", "6"), '["events.csv"][2].grade', "too large"),
        (set_cell("events", 0, "moment", "17.05.2024"), '["events.csv"][2].moment', "YYYY-MM-DD"),
        (set_cell("events", 0, "moment", "2023-02-29"), '["events.csv"][2].moment', "no calendar"),
        (set_cell("events", 0, "end_certainty", "about"), '["events.csv"][2].end', "either a date"),
        (set_cell("doses", 0, "status", ""), '["doses.csv"][2].status', "is missing"),
        (set_cell("doses", 0, "taper_to_amount", ""), '["doses.csv"][2].taper_to_amount', "miss"),
        (set_cell("doses", 0, "taper_to_amount", "x"), '["doses.csv"][2].taper_to_amount', NUMBER),
        (set_cell("doses", 0, "taper_steps", "x"), '["doses.csv"][2].taper_steps', "whole number"),
        (set_cell("doses", 0, "taper_steps", "3"), '["doses.csv"][2].taper_steps', "3 steps, but"),
        (set_cell("doses", 1, "amount_per_administration", "-1"),
         '["doses.csv"][3].amount_per_administration', "too small"),
        (set_cell("doses", 1, "drug", "x"), '["doses.csv"][3].drug', "differs from row 2"),
        (set_cell("doses", 1, "dose_id", "x"), '["doses.csv"][3].dose_id', "no such record"),
        (set_cell("doses", 0, "row", "x"), '["doses.csv"][2].row', "is not one of"),
        (without("doses", 0), '["doses.csv"][2].dose_id', "no such record"),
        (twice("doses", 0), '["doses.csv"][6].dose_id', "given twice"),
        (twice("doses", 3), '["doses.csv"][6].course_id', "given twice"),
        (twice("assessments", 1), '["assessments.csv"][16].zone', "given twice"),
        (without("assessments", 0), '["assessments.csv"][2].assessment_id', "no such record"),
        (set_cell("assessments", 1, "zone", "x"), '["assessments.csv"][3].zone', "is not one of"),
        (set_cell("assessments", 1, "erythema", "4"), '["assessments.csv"][3].erythema', "large"),
        (set_cell("assessments", 1, "scarring", "1"), '["assessments.csv"][3].scarring', "no such"),
        (set_cell("assessments", 0, "activity_words", "x"),
         '["assessments.csv"][2].activity_direction', "is missing"),
        (on_every_row("labs", lambda row: row.pop("value")), '["labs.csv"].value', "is missing"),
        (on_every_row("labs", lambda row: row.update(x="")), '["labs.csv"].x', "no such field"),
        (on_every_row("labs", lambda row: row.pop("case_id")), '["labs.csv"]', "none of this"),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_row_and_column(change: Change, path: str, words: str) -> None:
    result = changed(change)
    assert not result.cases
    told = {problem.path: problem.message for problem in result.problems}
    assert f"${path}" in told, told
    assert words in told[f"${path}"]


def test_a_blank_head_and_a_head_given_twice_are_told() -> None:
    labs = read_table(write_tables([FULL])["labs.csv"])
    rows = [("", *labs.heads, "unit"), *(("x", *row, "y") for _, row in labs.rows)]
    assert [problem.path for problem in read_tables({"l": write_table(rows)}).problems] == [
        "$.l[0]",
        "$.l.unit",
    ]


def test_two_tables_of_one_kind_and_no_text_are_refused() -> None:
    labs = write_tables([FULL])["labs.csv"]
    assert [p.code for p in read_tables({"a": labs, "b": labs}).problems] == ["csv-table-twice"]
    (problem,) = read_tables({"a.csv": b"\xff"}).problems
    assert (problem.path, problem.code) == ('$["a.csv"]', "csv-encoding")


def test_hidden_characters_are_remarked_where_they_stand() -> None:
    result = changed(set_cell("events", 0, "text", "a\u200bb"))
    assert [(note.code, note.path) for note in result.notes] == [
        ("hidden", '$["events.csv"][2].text')
    ]


def test_what_has_no_place_in_a_table_is_told_by_its_place_in_the_case() -> None:
    draft = Draft()
    draft.cases.append({"id": ID})
    assert [problem.path for problem in draft.result().problems] == ["$.cases[0].label"]


def test_a_certainty_left_empty_is_exact_and_a_unit_left_empty_is_not_reported() -> None:
    assert changed(set_cell("doses", 0, "start_certainty", "")).cases == (FULL,)
    (case,) = changed(set_cell("doses", 0, "unit", "")).cases
    assert case.courses[0].doses[0].unit is None


def test_a_table_changed_at_random_is_read_or_refused_with_sentences() -> None:
    rng = random.Random(7)  # noqa: S311 - the same faults at every run
    tables = write_tables([FULL])
    pieces = [b'"', b",", b"\r\n", b"\xff", b"\0", b"-", b"P", b"9", b"=", b"zone", b"course", b""]
    for _ in range(400):
        name = rng.choice(list(tables))
        data = bytearray(tables[name])
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(len(data))
            data[at : at + rng.randint(0, 6)] = rng.choice(pieces)
        result = read_tables({**tables, name: bytes(data)})
        assert bool(result.problems) != bool(result.cases)
        for problem in (*result.problems, *result.notes):
            assert problem.message.isprintable()
            assert problem.path.isprintable()
