"""A foreign table: nothing is read that could mean two things, every refusal has its cell."""

import random
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from dle_desktop.domain.case import Case, Dose, LabResult
from dle_desktop.domain.moments import Moment
from dle_desktop.exchange.case_json import ReadResult
from dle_desktop.exchange.csv_foreign import read_foreign
from dle_desktop.exchange.csv_guess import guess_mapping
from dle_desktop.exchange.csv_mapping import Mapping, targets
from dle_desktop.exchange.csv_text import read_table
from tests.exchange.files import CASE_ID

VISITS = Mapping(
    table="labs",
    columns={"Pat": "case_label", "Date": "moment", "ANC": "value:neutrophils", "CRP": "value:CRP"},
    units={"ANC": "10*9/L", "CRP": "mg/L"},
)
LABS = Mapping(
    table="labs",
    columns={
        "Pat": "case_label", "Date": "moment", "Test": "analyte", "Result": "value",
        "Unit": "unit", "Low": "reference_low", "Flag": "value_as_printed", "Sign": "comparator",
    },
)  # fmt: skip
DOSES = Mapping(
    table="doses",
    columns={
        "Pat": "case_label", "Drug": "drug", "Dose": "amount_per_administration", "From": "start",
        "To": "end", "Goes on": "ongoing",
    },
    constants={"status": "taken", "frequency": "QD"},
    units={"Dose": "mg"},
)  # fmt: skip
SCORES = Mapping(
    table="assessments",
    columns={"Date": "moment", "A": "activity_points", "D": "damage_points"},
    constants={"instrument": "CLASI", "case_label": "Patient 1"},
)


def read(mapping: Mapping, *rows: str) -> ReadResult:
    """Return what a table with these lines gives; its heads are the mapping's columns."""
    lines = [";".join(mapping.columns), *rows]
    return read_foreign("x", "\r\n".join(lines).encode(), mapping)


def one_case(result: ReadResult) -> Case:
    """Return the one case that was read without a problem."""
    assert not result.problems
    (case,) = result.cases
    return case


def told(result: ReadResult) -> list[tuple[str, str]]:
    """Return the path and code of each problem; none of the cases may be read beside them."""
    assert not result.cases
    for problem in result.problems:
        assert problem.message.isprintable()
    return [(problem.path, problem.code) for problem in result.problems]


def test_a_table_of_visits_gives_a_result_for_each_filled_cell() -> None:
    mapping = replace(VISITS, decimal_comma=True, date_order="dmy")
    result = read(mapping, "Anna;03.04.2024;1,2;<0,5", "Bea;1.5.2024;;negative", "Anna;;2;na")
    anna, bea = result.cases
    assert [(lab.analyte, lab.value, lab.comparator, lab.unit) for lab in anna.labs] == [
        ("neutrophils", 1.2, None, "10*9/L"),
        ("CRP", 0.5, "<", "mg/L"),
        ("neutrophils", 2.0, None, "10*9/L"),
    ]
    assert anna.labs[0].moment == Moment(date="2024-04-03")
    assert anna.labs[0].source == "x, row 2"
    assert anna.labs[2].moment is None
    assert [(lab.analyte, lab.value, lab.text) for lab in bea.labs] == [("CRP", None, "negative")]


def test_a_long_table_of_results_is_read_with_the_unit_of_each_row() -> None:
    case = one_case(read(LABS, "A;2024-05-17;ANC;1.2;10*9/L;1.5;;", "A;May 2024;CRP;;;;cloudy;<"))
    first, second = case.labs
    assert (first.value, first.unit, first.low) == (1.2, "10*9/L", 1.5)
    assert (second.value, second.unit, second.text, second.comparator) == (
        None, None, "cloudy", "<",
    )  # fmt: skip
    assert second.moment == Moment(date="2024-05")


def test_doses_of_one_drug_are_one_course() -> None:
    mapping = replace(DOSES, date_order="mdy")
    result = read(mapping, "A;lenalidomide;5;03/04/2024;~2025;", "A;lenalidomide;10;2025;;yes",
                  "A;prednisone;;month -5;;no")  # fmt: skip
    first, second = one_case(result).courses
    assert [dose.amount for dose in first.doses] == [5.0, 10.0]
    assert (first.doses[0].start, first.doses[0].end) == (
        Moment(date="2024-03-04"),
        Moment(date="2025", certainty="about"),
    )
    assert first.doses[1].ongoing
    (dose,) = second.doses
    assert (dose.start, dose.frequency, dose.unit) == (Moment(offset="-P5M"), "QD", "mg")


def test_a_unit_that_is_truly_not_known_is_no_milligrams() -> None:
    case = one_case(read(replace(DOSES, units={"Dose": ""}), "A;x;5;;;"))
    assert case.courses[0].doses[0].unit is None
    constant = replace(DOSES, units={}, constants={**DOSES.constants, "unit": "g"})
    dose: Dose = one_case(read(constant, "A;x;5;;;")).courses[0].doses[0]
    assert dose.unit == "g"


def test_scores_are_whole_and_their_label_may_be_said_once() -> None:
    case = one_case(read(SCORES, "2024-05-17;18;4.0", "2024-06;;"))
    assert case.label == "Patient 1"
    assert [(one.instrument, one.activity, one.damage) for one in case.assessments] == [
        ("CLASI", 18, 4),
        ("CLASI", None, None),
    ]


def test_reading_twice_gives_the_same_records_and_known_cases_keep_their_ids() -> None:
    row = "A;2024;1;"
    assert read(VISITS, row) == read(VISITS, row)
    other = read(VISITS, row, "A;2025;1;")
    assert one_case(other).id != one_case(read(VISITS, row)).id
    known = read_foreign(
        "x", b"Pat,Date,ANC,CRP\nA,2024,1,\n", VISITS, ids={"A": CASE_ID.format(7)}
    )
    assert one_case(known).id == CASE_ID.format(7)


@pytest.mark.parametrize(
    ("cell", "order", "date"),
    [
        ("2024-05-17", None, "2024-05-17"), ("2024/5/7", "dmy", "2024-05-07"),
        ("20240517", None, "2024-05-17"), ("17 May 2024", None, "2024-05-17"),
        ("25/03/2024", None, "2024-03-25"), ("03-25-2024", None, "2024-03-25"),
        ("04.04.2024", None, "2024-04-04"), ("03.04.2024", "dmy", "2024-04-03"),
        ("03.04.2024", "mdy", "2024-03-04"), ("3. 4. 2024", "dmy", "2024-04-03"),
        ("05/2024", None, "2024-05"), ("2024", None, "2024"),
        ("03.04.2024 08:15", "dmy", "2024-04-03"), ("2024-05-17T08:15:00.5Z", None, "2024-05-17"),
        ("5/17/2024 8:15 AM", "mdy", "2024-05-17"),
    ],
)  # fmt: skip
def test_a_date_is_read_in_the_order_that_was_said(cell: str, order: Any, date: str) -> None:
    result = read(replace(SCORES, date_order=order), f"{cell};1;1")
    assert one_case(result).assessments[0].moment == Moment(date=date)
    timed = ":" in cell
    assert [note.code for note in result.notes] == ["csv-time"] * timed


@pytest.mark.parametrize(
    ("cell", "order", "code"),
    [
        ("03/04/2024", None, "csv-date-order"), ("03.04.24", "dmy", "csv-year"),
        ("25/03/2024", "mdy", "csv-date"), ("25/03/2024", "ymd", "csv-date"),
        ("31.02.2024", None, "csv-date"), ("1.1.1024", "dmy", "csv-date"), ("-", None, "csv-date"),
        ("45000", None, "value"), ("13/2024", None, "value"), ("2024-02-30", None, "value"),
        ("soon", None, "value"), ("٣/٤/2024", "dmy", "value"), ("=NOW()", None, "value"),
    ],
)  # fmt: skip
def test_a_date_that_is_none_or_could_be_two_is_told(cell: str, order: Any, code: str) -> None:
    result = read(replace(SCORES, date_order=order), f"{cell};1;1")
    assert told(result) == [("$.x[2].Date", code)]


@pytest.mark.parametrize(
    ("cell", "comma", "value"),
    [
        ("1.2", None, 1.2), ("1.2", False, 1.2), ("1,2", True, 1.2), ("1,500", True, 1.5),
        ("1.500", False, 1.5), ("0.125", None, 0.125), ("12", True, 12.0), ("-3", None, -3.0),
        ("≤ 5", None, 5.0), (" 7 ", None, 7.0),
    ],
)  # fmt: skip
def test_a_number_is_read_with_the_mark_that_was_said(
    cell: str, comma: bool | None, value: float
) -> None:
    mapping = replace(VISITS, decimal_comma=comma)
    assert one_case(read(mapping, f"A;2024;{cell};")).labs[0].value == value


@pytest.mark.parametrize(
    ("cell", "comma", "code"),
    [
        ("1,2", None, "csv-decimal"), ("1,500", None, "csv-decimal"),
        ("1.500", None, "csv-decimal"), ("<1,500", None, "csv-decimal"),
        ("1,2", False, "csv-mark"), ("1.2", True, "csv-mark"), ("1.234,5", True, "csv-number"),
        ("5 mg", None, "csv-number"), ("1.2 L", None, "csv-number"), ("1-2", None, "csv-number"),
        ("²", None, "csv-number"), ("1e5", None, "csv-number"), ("9" * 12, None, "maximum"),
    ],
)  # fmt: skip
def test_a_number_that_is_none_or_could_be_two_is_told(
    cell: str, comma: bool | None, code: str
) -> None:
    result = read(replace(VISITS, decimal_comma=comma), f"A;2024;{cell};")
    assert told(result) == [("$.x[2].ANC", code)]


@pytest.mark.parametrize(
    ("mapping", "row", "path", "code"),
    [
        (VISITS, ";2024;1;", "$.x[2].Pat", "required"),
        (LABS, "A;2024;;1;g/L;;;", "$.x[2].Test", "required"),
        (LABS, "A;2024;x;neg;;;cloudy;", "$.x[2].Flag", "twice"),
        (LABS, "A;2024;x;<1;;;;<", "$.x[2].Sign", "twice"),
        (LABS, "A;2024;x;1;;<2;;", "$.x[2].Low", "csv-number"),
        (LABS, "A;2024;x;1;;;;=", "$.x[2].Sign", "enum"),
        (LABS, f"A;2024;{'x' * 121};1;;;;", "$.x[2].Test", "maxLength"),
        (DOSES, "A;x;5;;;perhaps", '$.x[2]["Goes on"]', "csv-flag"),
        (DOSES, "A;x;5;2024;2025;yes", "$.x[2]", "value"),
        (DOSES, "A;x;-5;;;", "$.x[2].Dose", "minimum"),
        (DOSES, "A;;5;;;", "$.x[2].Drug", "required"),
        (SCORES, "2024;1.5;1", "$.x[2].A", "csv-integer"),
        (SCORES, "2024;<5;1", "$.x[2].A", "csv-integer"),
        (SCORES, "2024;1001;1", "$.x[2].A", "maximum"),
        (replace(SCORES, constants={"instrument": "x", "case_label": "A"}), "2024;1;1",
         "$.x[2]", "enum"),
    ],
)  # fmt: skip
def test_a_fault_is_told_by_row_and_column(
    mapping: Mapping, row: str, path: str, code: str
) -> None:
    assert told(read(mapping, row)) == [(path, code)]


def test_a_value_given_twice_is_told_whichever_column_comes_first() -> None:
    columns = {"T": "analyte", "F": "value_as_printed", "V": "value"}
    mapping = Mapping(
        table="labs", columns=columns, constants={"case_label": "A"}, units={"V": ""}
    )  # fmt: skip
    assert told(read(mapping, "x;cloudy;neg")) == [("$.x[2].V", "twice")]
    (lab,) = one_case(read(mapping, "x;cloudy;1")).labs
    assert (lab.value, lab.text, lab.unit) == (1.0, "cloudy", None)


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"columns": {**VISITS.columns, "No": "note"}}, "$.x.No", "required"),
        ({"columns": {**VISITS.columns, "CRP": "value:neutrophils"}}, "$.x.ANC", "twice"),
        ({"columns": {**VISITS.columns, "CRP": "reference_low"}}, "$.x.CRP", "csv-target"),
        ({"columns": {**VISITS.columns, "CRP": "lab_id"}}, "$.x.CRP", "csv-target"),
        ({"constants": {"moment": "2024"}}, "$.x", "csv-target"),
        ({"constants": {"unit": "g/L"}}, "$.x", "csv-target"),
        ({"columns": {"ANC": "value:neutrophils"}}, "$.x", "csv-ask-constant"),
        ({"units": {"ANC": "10*9/L"}}, "$.x.CRP", "csv-ask-unit"),
        ({"table": "events"}, "$.x.ANC", "csv-target"),
    ],
)
def test_a_mapping_that_does_not_fit_reads_nothing(
    changes: dict[str, Any], path: str, code: str
) -> None:
    data = ";".join(VISITS.columns).encode() + b"\nA;2024;1;1\n"
    result = read_foreign("x", data, replace(VISITS, **changes))
    assert told(result)[0] == (path, code)


def test_bytes_that_are_no_table_are_refused() -> None:
    assert told(read_foreign("x", b"\xff", VISITS)) == [("$.x", "csv-encoding")]
    twice = read_foreign("x", b"Pat;Date;ANC;CRP;ANC\nA;2024;1;1;2", VISITS)
    assert told(twice) == [("$.x.ANC", "twice")]


def test_a_mapping_can_be_kept_and_used_again() -> None:
    kept = msgspec.json.decode(msgspec.json.encode(DOSES), type=Mapping)
    assert kept == DOSES
    assert set(DOSES.columns.values()) <= set(targets("doses"))
    assert "dose_id" not in targets("doses")


def guess(text: str) -> tuple[Mapping, list[tuple[str, str]]]:
    """Return the mapping proposed for a table and its questions."""
    table = read_table(text.encode())
    assert not table.problems
    found = guess_mapping(table.heads, [cells for _, cells in table.rows])
    assert all(question.message.isprintable() for question in found.questions)
    assert found.mapping is not None
    return found.mapping, [(question.path, question.code) for question in found.questions]


def test_a_table_of_visits_is_proposed_with_its_units() -> None:
    mapping, questions = guess(
        "Patient;Datum;ANC (10*9/L);Hb [g/dL];Mood\nA;25.03.2024;1,2;13,5;good\nA;1.2.2024;2;12;"
    )
    assert mapping == Mapping(
        table="labs",
        columns={
            "Patient": "case_label", "Datum": "moment", "ANC (10*9/L)": "value:neutrophils",
            "Hb [g/dL]": "value:haemoglobin",
        },
        date_order="dmy",
        decimal_comma=True,
        units={"ANC (10*9/L)": "10*9/L", "Hb [g/dL]": "g/dL"},
    )  # fmt: skip
    assert questions == [("$.Mood", "csv-ask-column")]


def test_what_could_mean_two_things_is_asked() -> None:
    mapping, questions = guess("date,WBC,platelets ()\n03/04/2024,1.500,x\n04/05/2024,2.500,y\n")
    assert (mapping.date_order, mapping.decimal_comma, mapping.units) == (None, None, {})
    assert questions == [
        ("$", "csv-ask-constant"),
        ("$", "csv-ask-date-order"),
        ("$", "csv-ask-decimal"),
        ("$.WBC", "csv-ask-unit"),
        ('$["platelets ()"]', "csv-ask-unit"),
    ]


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["13/05/2024", "01/02/2024"], "dmy"), (["05/13/2024"], "mdy"), (["01/02/2024"], None),
        (["13/05/2024", "05/13/2024"], None), (["2024-05-13"], None), ([""], None),
    ],
)  # fmt: skip
def test_an_order_is_proposed_only_where_one_alone_fits(
    cells: list[str], order: str | None
) -> None:
    rows = [[cell, "1"] for cell in cells]
    found = guess_mapping(["date", "clasi-a"], rows)
    assert found.mapping is not None
    assert found.mapping.date_order == order


@pytest.mark.parametrize(
    ("cells", "comma"),
    [
        (["1,5"], True), (["1.5"], False), (["1,500"], None), (["1.500"], None), (["15"], None),
        (["1.5", "1,5"], None), (["1,5", "1,500"], True), (["1.5", "1.500"], False), ([], None),
        (["n.d."], None),
    ],
)  # fmt: skip
def test_a_decimal_mark_is_proposed_only_where_one_alone_fits(
    cells: list[str], comma: bool | None
) -> None:
    found = guess_mapping(["ANC"], [[cell] for cell in cells])
    assert found.mapping is not None
    assert found.mapping.decimal_comma is comma


def test_the_other_tables_are_told_by_their_heads() -> None:
    doses, asked = guess("Drug,Dose (mg),Start date,End date\nx,5,2024,2025\n")
    assert (doses.table, doses.units) == ("doses", {"Dose (mg)": "mg"})
    assert asked == [("$", "csv-ask-constant")] * 2
    scores, asked = guess("Patient,Visit date,CLASI-A,CLASI-D,Damage\nA,2024,1,2,3\n")
    assert (scores.table, scores.constants) == ("assessments", {"instrument": "CLASI"})
    assert asked == [("$.Damage", "csv-ask-column")]
    scores, _ = guess("Patient,Instrument,Activity\nA,CLASI,1\n")
    assert scores.constants == {}
    results, asked = guess("Patient,Test,Result,Unit,ANC\nA,ANC,1,g/L,2\n")
    assert results.columns["Test"] == "analyte"
    assert asked == [("$.ANC", "csv-ask-column")]
    events, _ = guess("Patient,Event type,Event,Date\nA,flare,hands,2024\n")
    assert events.columns["Event type"] == "kind"


def test_a_table_nobody_knows_is_asked_about() -> None:
    found = guess_mapping(["colour", "shape"], [["red", "round"]])
    assert (found.mapping, [one.code for one in found.questions]) == (None, ["csv-ask-table"])


def test_a_proposal_that_was_answered_reads_the_table() -> None:
    text = "Patient;Date;ANC (10*9/L)\nA;25.03.2024;1,2\n"
    mapping, questions = guess(text)
    assert not questions
    (lab,) = one_case(read_foreign("lab.csv", text.encode(), mapping)).labs
    assert lab == LabResult(
        id=lab.id, moment=Moment(date="2024-03-25"), analyte="neutrophils", value=1.2,
        unit="10*9/L", source="lab.csv, row 2",
    )  # fmt: skip


def test_a_table_changed_at_random_is_read_or_refused_with_sentences() -> None:
    rng = random.Random(7)  # noqa: S311 - the same faults at every run
    good = b"Pat;Drug;Dose;From;To;Goes on\nA;x;5;2024-01;25.03.2024;no\nB;y;1,5;2023;;yes\n"
    pieces = [b'"', b";", b"\n", b"\xff", b"\0", b"-", b"/", b"9", b"=", b"no", "é".encode(), b""]
    mapping = replace(DOSES, decimal_comma=True)
    for _ in range(400):
        data = bytearray(good)
        for _ in range(rng.randint(1, 3)):
            at = rng.randrange(len(data))
            data[at : at + rng.randint(0, 4)] = rng.choice(pieces)
        result = read_foreign("x", bytes(data), mapping)
        assert not (result.problems and result.cases)
        for problem in (*result.problems, *result.notes):
            assert problem.message.isprintable()
            assert problem.path.isprintable()
        table = read_table(bytes(data))
        guess_mapping(table.heads, [cells for _, cells in table.rows])
