"""Records to drafts and back: nothing a person did not touch may change."""

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from dle_desktop.app import demo
from dle_desktop.domain.case import Assessment, Case, Dose, Subject, Taper
from dle_desktop.domain.clasi_items import ClasiItems
from dle_desktop.widgets.assessment_kind import AssessmentKind
from dle_desktop.widgets.case_fields import case_draft, case_fields, case_from_draft
from dle_desktop.widgets.dose_kind import DoseKind, DoseRow
from dle_desktop.widgets.event_kind import EventsKind
from dle_desktop.widgets.field_editors import control_text, make_control, set_control_text
from dle_desktop.widgets.fields import Draft, Field, RecordKind, Wrong
from dle_desktop.widgets.lab_kind import LabKind

KINDS: list[RecordKind[Any]] = [DoseKind(), AssessmentKind(), LabKind(), EventsKind()]
CASES = demo.bundled_cases()


def wrong_fields(kind: RecordKind[Any], draft: Draft) -> set[str]:
    with pytest.raises(Wrong) as told:
        kind.build(draft, None)
    assert all(reason.endswith((".", "?")) for reason in told.value.reasons.values())
    return set(told.value.reasons)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_a_record_read_back_from_its_draft_is_the_same(kind: RecordKind[Any], case: Case) -> None:
    for record in kind.records(case):
        assert kind.build(kind.draft(record), record) == record
        assert kind.put(case, record, new=False) is case


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_a_cell_left_as_it_is_changes_nothing(kind: RecordKind[Any], case: Case) -> None:
    for record in kind.records(case):
        for field in kind.columns:
            text = kind.edit_text(record, field.key)
            if field.key == "dose" and text.startswith("taper"):
                continue  # a taper is typed in its form
            draft = kind.with_cell(kind.draft(record), field.key, text)
            assert kind.build(draft, record) == record


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_case_data_read_back_from_its_draft_is_the_same(case: Case) -> None:
    assert case_from_draft(case_draft(case), case) is case


def test_untouched_text_stays_to_the_letter() -> None:
    case = replace(CASES[0], notes=" kept \n", subject=Subject(name=" A "))
    changed = case_from_draft({**case_draft(case), "label": " New "}, case)
    assert (changed.label, changed.notes, changed.subject.name) == ("New", " kept \n", " A ")


def test_a_text_control_gives_back_what_it_was_given(qtbot: QtBot) -> None:
    control = make_control(Field(key="note", title="Note", editor="text"))
    qtbot.addWidget(control)
    assert isinstance(control, QPlainTextEdit)
    set_control_text(control, "5\u00a0mg\u2028then none")
    assert control_text(control) == "5\u00a0mg\u2028then none"
    control.insertPlainText("x")
    assert control_text(control).startswith("x5")


@pytest.mark.parametrize(
    ("kind", "draft", "fields"),
    [
        (DoseKind(), {}, {"drug"}),
        (DoseKind(), {"drug": "x", "amount": "-1"}, {"amount"}),
        (DoseKind(), {"drug": "x", "amount": "1,200"}, {"amount"}),
        (DoseKind(), {"drug": "x", "start": "03/04/05", "end": "soon"}, {"start", "end"}),
        (DoseKind(), {"drug": "x", "end": "month 5", "ongoing": "yes"}, {"end"}),
        (DoseKind(), {"drug": "x", "taper": "unknown"}, {"taper_from", "taper_to"}),
        (DoseKind(), {"drug": "x", "taper": "known", "taper_from": "60", "taper_to": "0"},
         {"steps"}),
        (DoseKind(), {"drug": "x" * 121}, {"drug"}),
        (AssessmentKind(), {"activity": "71"}, {"activity"}),
        (AssessmentKind(), {"damage": "57"}, {"damage"}),
        (AssessmentKind(), {"activity": "1.5"}, {"activity"}),
        (AssessmentKind(), {"activity_words": "better"}, {"activity_direction"}),
        (LabKind(), {}, {"analyte"}),
        (LabKind(), {"analyte": "ANC", "low": "4", "high": "2"}, {"high"}),
        (EventsKind(), {"grade": "6"}, {"grade"}),
        (EventsKind(), {"end": "month 5", "ongoing": "yes"}, {"end"}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(
    kind: RecordKind[Any], draft: Draft, fields: set[str]
) -> None:
    assert wrong_fields(kind, draft) == fields


def test_a_sheet_of_zones_cannot_become_one_of_another_instrument() -> None:
    kind, old = AssessmentKind(), Assessment(id="a", items=ClasiItems())
    with pytest.raises(Wrong) as told:
        kind.build({**kind.draft(old), "instrument": "RCLASI"}, old)
    assert told.value.reasons == {"instrument": "The 13 zones belong to the CLASI, not to RCLASI."}


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({"label": " "}, "label"),
        ({"anchor_date": "May 2024"}, "anchor_date"),
        ({"birth_year": "1066"}, "birth_year"),
        ({"age": "old"}, "age"),
        ({"age": "131"}, "age"),
    ],
)
def test_wrong_case_data_is_said_at_its_field(draft: Draft, field: str) -> None:
    case = CASES[0]
    with pytest.raises(Wrong) as told:
        case_from_draft({**case_draft(case), **draft}, case)
    assert set(told.value.reasons) == {field}


@pytest.mark.parametrize(
    ("typed", "amount", "unit", "frequency"),
    [
        ("10", "10", None, None),
        ("5 mg", "5", "mg", None),
        ("5 mg/d", "5", "mg", "QD"),
        ("5 mg daily", "5", "mg", "QD"),
        ("200 mg BID", "200", "mg", "BID"),
        ("7.5mg every other day", "7.5", "mg", "QOD"),
        ("15 mg/week", "15", "mg", "weekly"),
        ("5 daily", "5", None, "QD"),
    ],
)
def test_a_dose_is_understood_in_words(
    typed: str, amount: str, unit: str | None, frequency: str | None
) -> None:
    draft = DoseKind().with_cell({}, "dose", typed)
    assert (draft["amount"], draft.get("unit"), draft.get("frequency")) == (amount, unit, frequency)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("held", {"status": "held"}),
        ("held: neutropenia", {"status": "held", "reason": "neutropenia"}),
        ("planned 5 mg daily",
         {"status": "planned", "amount": "5", "unit": "mg", "frequency": "QD", "taper": ""}),
        ("plan 5", {"status": "planned", "amount": "5", "taper": ""}),
        ("5", {"status": "taken", "amount": "5", "taper": ""}),
    ],
)  # fmt: skip
def test_what_was_planned_or_held_is_typed_in_words(typed: str, told: dict[str, str]) -> None:
    assert DoseKind().with_cell({}, "dose", typed) == told


def test_a_hold_asks_for_no_amount_and_keeps_the_one_of_a_file() -> None:
    kind = DoseKind()
    taken = DoseRow("prednisone", "oral", Dose(id="a", amount=10, frequency="BID"))
    draft = {**kind.draft(taken), "status": "held"}
    hidden = {field.key for field in kind.form_fields if not field.applies(draft)}
    assert {"amount", "unit", "frequency", "taper", "stop_reason", "last_known"} <= hidden
    assert not {"start", "end", "ongoing", "reason", "route"} & hidden
    made = kind.build(draft, taken).dose
    assert (made.amount, made.unit, made.frequency) == (None, None, None)
    read = DoseRow("prednisone", "oral", Dose(id="b", status="held", amount=10, frequency="BID"))
    changed = kind.build({**kind.draft(read), "amount": "", "reason": "rash"}, read).dose
    assert (changed.amount, changed.frequency, changed.reason) == (10, "BID", "rash")


@pytest.mark.parametrize(
    ("changes", "shown", "edited"),
    [
        ({"status": "held"}, "held", "held"),
        ({"status": "held", "reason": "rash"}, "held", "held"),
        ({"status": "planned", "amount": 5.0}, "plan 5 mg/d", "planned 5 mg once daily"),
        ({"status": "planned", "amount": 5.0, "frequency": "BID"}, "plan 5 mg twice daily",
         "planned 5 mg twice daily"),
        ({"status": "planned", "taper": Taper(from_amount=20, to_amount=5)},
         "plan 20 to 5 mg", "planned taper 20 to 5 mg"),
        ({"status": "planned"}, "plan", "planned"),
    ],
)  # fmt: skip
def test_what_was_planned_or_held_reads_so_in_the_table(
    changes: dict[str, Any], shown: str, edited: str
) -> None:
    kind = DoseKind()
    row = DoseRow("lenalidomide", None, Dose(**({"id": "d", "frequency": "QD"} | changes)))
    assert kind.cell_text(row, "dose") == shown
    assert kind.edit_text(row, "dose") == edited
    assert kind.build(kind.draft(row), row) == row


@pytest.mark.parametrize("typed", ["a lot", "5 mg sometimes", "1,200 mg daily"])
def test_a_dose_that_is_not_understood_is_refused(typed: str) -> None:
    with pytest.raises(Wrong):
        DoseKind().with_cell({}, "dose", typed)


def test_every_field_has_a_title_and_a_key_of_its_own() -> None:
    for fields in (*(kind.fields for kind in KINDS), case_fields()):
        assert all(field.title for field in fields)
        assert len({field.key for field in fields}) == len(fields)


def test_a_new_dose_starts_with_the_index_drug() -> None:
    kind = DoseKind()
    made = kind.build(kind.blank(CASES[0]), None)
    assert made.drug == CASES[0].index_drug
    assert replace(made.dose, id="x") == Dose(id="x", frequency="QD")


def test_an_event_can_be_shown_as_a_callout() -> None:
    kind = EventsKind()
    pinned = kind.build({"kind": "note", "text": "seen", "pinned": "yes"}, None)
    assert pinned.pinned
    assert kind.draft(pinned)["pinned"] == "yes"
    assert not kind.build({**kind.draft(pinned), "pinned": ""}, pinned).pinned
