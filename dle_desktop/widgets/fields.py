"""What a person can type: fields, drafts of a record as texts, and the kinds of records.

A draft maps a field's key to the text as typed; a tick is "yes" or "". A record kind turns records
into drafts and drafts into records, or says for each field what is wrong. Tables and forms are
built from kinds and know nothing of doses or scores.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct

from dle_desktop.domain.amounts import parse_number
from dle_desktop.domain.case import Case
from dle_desktop.domain.entry import EntryProblem, parse_moment
from dle_desktop.domain.held import EditRefused, held
from dle_desktop.domain.moments import Moment
from dle_desktop.widgets.plain_text import tr

Draft = Mapping[str, str]
Editor = Literal["line", "choice", "open choice", "tick", "text"]
YES = "yes"
ANY = "*"  # in `only_if`: any text but none

R = TypeVar("R")
_Held = TypeVar("_Held")


class Choice(Struct, frozen=True, kw_only=True):
    """One thing to choose: the text it is in a draft, and the words it is shown with."""

    text: str
    words: str


class Field(Struct, frozen=True, kw_only=True):
    """One thing a record says: its key in a draft, its title, and how it is typed."""

    key: str
    title: str
    editor: Editor = "line"
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    in_table: bool = False
    in_form: bool = True
    right: bool = False
    identifying: bool = False
    only_if: tuple[str, str] | None = None  # shown in a form if that field has that text
    unless: tuple[str, str] | None = None  # and not if that one has that

    def words(self, text: str) -> str:
        """Return what stands for a draft's text on screen."""
        return next((choice.words for choice in self.choices if choice.text == text), text)

    def applies(self, draft: Draft) -> bool:
        """Return whether the field means something in this draft."""
        met = self.only_if is None or _says(draft, *self.only_if)
        return met and not (self.unless is not None and _says(draft, *self.unless))


def _says(draft: Draft, key: str, text: str) -> bool:
    found = draft.get(key, "")
    return bool(found) if text == ANY else found == text


class Wrong(Exception):
    """A draft is no record yet: the reason for each wrong field."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__(dict(reasons))
        self.reasons = dict(reasons)


class DraftReader:
    """Reads values out of a draft and collects what is wrong with it.

    `before` is the draft of the record as it was: what is the same there was not touched.
    """

    def __init__(self, draft: Draft, before: Draft | None = None) -> None:
        self._draft = draft
        self._before = before or {}
        self.reasons: dict[str, str] = {}

    def line(self, key: str) -> str | None:
        """Return the text, None where nothing is written; one not touched stays to the letter."""
        text = self._draft.get(key, "")
        return (text if text == self._before.get(key) else text.strip()) or None

    def tick(self, key: str) -> bool:
        """Return whether the field is ticked."""
        return self._draft.get(key) == YES

    def needed(self, key: str, reason: str) -> str:
        """Return the text of a field that has to have one."""
        text = self.line(key)
        if text is None:
            self.reasons[key] = reason
        return text or ""

    def moment(self, key: str) -> Moment | None:
        """Return the moment, None where nothing is written."""
        try:
            return parse_moment(self._draft.get(key, ""))
        except EntryProblem as problem:
            self.reasons[key] = sentence(problem.text)
            return None

    def number(self, key: str) -> float | None:
        """Return the number, None where nothing is written."""
        try:
            return parse_number(self._draft.get(key, ""))
        except EntryProblem as problem:
            self.reasons[key] = sentence(problem.text)
            return None

    def whole(self, key: str) -> int | None:
        """Return the whole number, None where nothing is written."""
        number = self.number(key)
        if number is None:
            return None
        if number % 1:
            self.reasons[key] = tr("A whole number is needed here.")
            return None
        return int(number)

    def finish(self) -> None:
        """Raise `Wrong` if anything read so far was."""
        if self.reasons:
            raise Wrong(self.reasons)


def tick_text(value: bool | None) -> str:
    """Return a tick as a draft holds it."""
    return YES if value else ""


def checked(record: _Held, kind: Any, names: Mapping[str, str], fallback: str) -> _Held:
    """Return a record the case file can hold, or raise `Wrong` at the field that names it.

    Parameters
    ----------
    record
        The record, the subject or the case to check.
    kind
        Its type.
    names
        Draft keys by the record's own field names, where they differ.
    fallback
        The key that takes a refusal of no or of an unknown field.
    """
    try:
        return held(record, kind)
    except EditRefused as refused:
        field = refused.field or fallback
        raise Wrong({names.get(field, field): sentence(refused.reason)}) from refused


def sentence(text: str) -> str:
    """Return a reason as a sentence: a capital first, a full stop last."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


class RecordKind(ABC, Generic[R]):
    """Records of one kind: their fields, and the way from record to draft and back."""

    name: str
    add_text: str
    change_text: str
    remove_text: str
    empty_text: str
    fields: tuple[Field, ...]

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """The fields that are columns of the table."""
        return tuple(field for field in self.fields if field.in_table)

    @property
    def form_fields(self) -> tuple[Field, ...]:
        """The fields that are rows of the form."""
        return tuple(field for field in self.fields if field.in_form)

    @abstractmethod
    def records(self, case: Case) -> tuple[R, ...]:
        """Return the case's records of this kind, in the order they are read."""

    @abstractmethod
    def record_id(self, record: R) -> str:
        """Return the record's id."""

    @abstractmethod
    def blank(self, case: Case) -> Draft:
        """Return the draft of a new record."""

    def suggest(self, case: Case, draft: Draft) -> Draft:
        """Return what some fields of a new record would say beside the others typed so far."""
        del case, draft
        return {}

    @abstractmethod
    def draft(self, record: R) -> Draft:
        """Return the record as texts."""

    @abstractmethod
    def build(self, draft: Draft, old: R | None) -> R:
        """Return the record a draft says, or raise `Wrong`; what no field shows stays as it was."""

    @abstractmethod
    def put(self, case: Case, record: R, *, new: bool) -> Case:
        """Return the case with the record added or replaced."""

    @abstractmethod
    def remove(self, case: Case, record_id: str) -> Case:
        """Return the case without the record."""

    def cell_text(self, record: R, key: str) -> str:
        """Return what a table cell shows; nothing where nothing was reported."""
        field = next(field for field in self.fields if field.key == key)
        return field.words(self.edit_text(record, key))

    def edit_text(self, record: R, key: str) -> str:
        """Return the text a cell's editor starts with."""
        return self.draft(record).get(key, "")

    def with_cell(self, draft: Draft, key: str, text: str) -> Draft:
        """Return the draft after a text was typed into a table cell, or raise `Wrong`."""
        return {**draft, key: text}
