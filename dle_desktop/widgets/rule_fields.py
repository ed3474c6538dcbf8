"""The rules of a case as a person chooses them: each with its unit, its default and its standing.

A field left empty is the program's own number. It does not know what a rule does to a figure.
"""

from typing import Any

from msgspec import Struct

from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.case import Assessment, Case
from dle_desktop.domain.entry import format_moment
from dle_desktop.domain.evidence import OURS, Source
from dle_desktop.domain.pregnancy_tests import SOURCE as PROGRAMME
from dle_desktop.domain.rules import Rules
from dle_desktop.domain.schedules import SCHEDULES
from dle_desktop.widgets.fields import (
    Choice,
    Draft,
    DraftReader,
    Editor,
    Field,
    checked,
    tick_text,
)
from dle_desktop.widgets.plain_text import tr

DEFAULTS = Rules()
_WHOLE = (
    "baseline_days_before", "baseline_days_after", "confirmed_within_days", "flare_points",
    "flare_percent", "relapse_within_days", "few_visits", "weekly_window_days",
    "monthly_window_days", "held_days",
)  # fmt: skip
_CHOSEN = ("baseline", "blood_counts", "months", "pregnancy_tests", "cycles")


class RuleField(Struct, frozen=True):
    """A field with the unit behind it, and what stands for its default: words and standing."""

    field: Field
    unit: str
    default: str
    standing: str

    @property
    def key(self) -> str:
        """The name of the rule."""
        return self.field.key


class Section(Struct, frozen=True):
    """Rules that belong together."""

    title: str
    fields: tuple[RuleField, ...]


def rules_draft(rules: Rules) -> Draft:
    """Return the rules as texts."""
    draft = {key: format_number(getattr(rules, key)) for key in _WHOLE}
    draft |= {key: getattr(rules, key) or "" for key in _CHOSEN}
    return draft | {"anew_on_increase": tick_text(rules.anew_on_increase)}


def rules_from_draft(draft: Draft) -> Rules:
    """Return the rules a draft says, or raise `Wrong`; what is empty is the program's own."""
    read = DraftReader(draft)
    found: dict[str, Any] = {key: read.whole(key) for key in _WHOLE}
    found |= {key: read.line(key) for key in _CHOSEN}
    read.finish()
    given = {key: value for key, value in found.items() if value is not None}
    rules = Rules(**given, anew_on_increase=read.tick("anew_on_increase"))
    return checked(rules, Rules, {}, "baseline")


def rule_sections(case: Case) -> tuple[Section, ...]:
    """Return the rules in the order they are read."""
    return (_baseline(case), _response(), _counts(), _tests())


def _baseline(case: Case) -> Section:
    days = tr("days")
    choices = (Choice(text="", words=tr("by the rule below")), *_assessments(case))
    return Section(
        tr("Baseline CLASI"),
        (
            _choice("baseline", tr("Baseline is"), choices, default=tr("by the rule")),
            _number("baseline_days_before", tr("At most before the first dose"), days),
            _number("baseline_days_after", tr("Else at most after it"), days),
        ),
    )


def _response() -> Section:
    days = tr("days")
    return Section(
        tr("Response, flare and relapse"),
        (
            _number("confirmed_within_days", tr("Response confirmed by a visit within"), days),
            _number("flare_points", tr("A flare is a rise of at least"), tr("points")),
            _number("flare_percent", tr("and of at least"), "%"),
            _number("relapse_within_days", tr("Relapse: a flare after less drug within"), days),
            _number("few_visits", tr("A stretch has few visits below"), tr("visits")),
        ),
    )


def _counts() -> Section:
    days = tr("days")
    schedules = tuple(
        Choice(text=one.key, words=f"{one.label[:1].upper()}{one.label[1:]}") for one in SCHEDULES
    )
    months = (
        Choice(text="28 days", words=tr("28 days")),
        Choice(text="calendar", words=tr("a calendar month from the start")),
    )
    return Section(
        tr("Blood counts on lenalidomide"),
        (
            _choice("blood_counts", tr("Due"), schedules, default=tr("the paper's advice")),
            _choice("months", tr("A month is"), months, default="28 days"),
            _number("weekly_window_days", tr("Weekly: in time within"), days),
            _number("monthly_window_days", tr("Monthly: in time within"), days),
            _number("held_days", tr("The weeks begin anew after a pause over"), days),
            RuleField(
                Field(key="anew_on_increase", title=tr("and after a higher dose"), editor="tick"),
                "", tr("yes"), _standing(OURS),
            ),
        ),
    )  # fmt: skip


def _tests() -> Section:
    applies = (
        Choice(text="", words=tr("not known")),
        Choice(text="apply", words=tr("apply")),
        Choice(text="do not apply", words=tr("do not apply")),
    )
    cycles = (
        Choice(text="", words=tr("not known")),
        Choice(text="regular", words=tr("regular: every 4 weeks")),
        Choice(text="irregular", words=tr("irregular: every 2 weeks")),
    )
    source = Source(PROGRAMME, "published")
    return Section(
        tr("Pregnancy tests (females of reproductive potential)"),
        (
            _choice(
                "pregnancy_tests",
                tr("The programme's tests"),
                applies,
                default=tr("not known"),
                source=source,
            ),
            _choice("cycles", tr("Cycles are"), cycles, default=tr("not known"), source=source),
        ),
    )


def schedule_standing(key: str) -> str:
    """Return the source of a schedule and what that is worth as evidence."""
    source = next(one.source for one in SCHEDULES if one.key == key)
    return f"{source.evidence}: {source.text.removeprefix('schedule: ')}"


def _number(key: str, title: str, unit: str) -> RuleField:
    default = format_number(getattr(DEFAULTS, key))
    field = Field(key=key, title=title, hint=default, right=True)
    return RuleField(field, unit, default, _standing(OURS))


def _choice(
    key: str, title: str, choices: tuple[Choice, ...], *, default: str, source: Source = OURS
) -> RuleField:
    editor: Editor = "choice"
    field = Field(key=key, title=title, editor=editor, choices=choices)
    return RuleField(field, "", default, _standing(source))


def _standing(source: Source) -> str:
    if source.level == "ours":
        return tr("our convention")
    return f"{tr(source.evidence)}: {source.text}"


def _assessments(case: Case) -> tuple[Choice, ...]:
    """Return the CLASI assessments with a total, and the one chosen if it is not there any more."""
    found = [
        Choice(text=one.id, words=_words(one))
        for one in case.assessments
        if one.instrument == "CLASI" and (one.activity, one.damage) != (None, None)
    ]
    chosen = case.rules.baseline
    if chosen is not None and all(choice.text != chosen for choice in found):
        found.append(Choice(text=chosen, words=tr("a record that is not there any more")))
    return tuple(found)


def _words(one: Assessment) -> str:
    when = format_moment(one.moment) or tr("date not reported")
    sides = ((tr("activity"), one.activity), (tr("damage"), one.damage))
    totals = ", ".join(f"{name} {value}" for name, value in sides if value is not None)
    return f"{when}: {totals}"
