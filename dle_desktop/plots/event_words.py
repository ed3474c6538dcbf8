"""What a card says of events: kind, words in full, when as written, grade, drug. Plain text only.

It knows no widget, so that a card, a key or a screen reader can ask it alike.
"""

from collections.abc import Iterable

from msgspec import Struct

from dle_desktop.drawing.figure import EventMark, Figure
from dle_desktop.wording import NOT_REPORTED, moment_words

_SERIOUS = {None: "", True: "serious", False: "not serious"}


class Entry(Struct, frozen=True):
    """One event as it is read: a title, when it was, and whatever else is reported."""

    record_id: str
    title: str
    when: str
    lines: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """The whole entry as one text."""
        return ". ".join((self.title, self.when, *self.lines))


def entries_of(marks: Iterable[EventMark]) -> tuple[Entry, ...]:
    """Return the events as they are read, in order of day."""
    return tuple(_entry(mark) for mark in marks)


def cards_for(figure: Figure, day: float) -> tuple[Entry, ...]:
    """Return what is read of the events of a study day, those that last over it included."""
    return entries_of(
        mark
        for mark in figure.events
        if round(mark.place.at) == round(day) or mark.place.at <= day <= mark.last
    )


def _entry(mark: EventMark) -> Entry:
    event = mark.event
    kind = event.kind.capitalize()
    grade = f"Grade {event.grade}" if event.grade else ""
    if grade and event.grade_version:
        grade += f" ({event.grade_version})"
    about = (
        ", ".join(filter(None, (grade, _SERIOUS[event.serious]))),
        f"Linked drug: {event.drug}" if event.drug else "",
        event.note or "",
        f"Source: {event.source}" if event.source else "",
    )
    title = f"{kind}: {event.text}" if event.text else kind
    return Entry(event.id, title, _when(mark), tuple(line for line in about if line))


def _when(mark: EventMark) -> str:
    event = mark.event
    words = moment_words(event.moment) or NOT_REPORTED
    if event.end is not None:
        return f"{words} to {moment_words(event.end)}"
    return f"{words}, ongoing" if event.ongoing else words
