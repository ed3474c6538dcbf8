"""The words of an explanation: its lines under their headings, its records by name, all as text.

The box on screen and the clipboard say the same because both take it from here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from dle_desktop import wording
from dle_desktop.domain.case import Case, Course, Dose
from dle_desktop.domain.evidence import Source
from dle_desktop.domain.figures import Figure
from dle_desktop.domain.finding import dose_name, record_name
from dle_desktop.widgets.lab_kind import unit_text
from dle_desktop.widgets.moment_words import moment_words
from dle_desktop.widgets.plain_text import tr


class Line(Struct, frozen=True):
    """One heading of an explanation and what stands beside it."""

    title: str
    texts: tuple[str, ...]


def lines_of(figure: Figure) -> tuple[Line, ...]:
    """Return arithmetic, rule and sources of a figure, those there are."""
    lines = (
        Line(tr("How"), tuple(figure.arithmetic.split("; ")) if figure.arithmetic else ()),
        Line(tr("Rule"), (_sentence(figure.rule),)),
        Line(tr("Source"), tuple(map(source_words, figure.sources))),
    )
    return tuple(line for line in lines if line.texts)


def value_words(figure: Figure) -> str:
    """Return the value of a figure as it is read."""
    return wording.NOT_REPORTED if figure.value is None else unit_text(figure.value)


def source_words(source: Source) -> str:
    """Return a source with its level of evidence in words."""
    return _sentence(f"{source.text} ({source.evidence})")


def record_names(case: Case) -> Mapping[str, str]:
    """Return the records of a case in words, by their ids: "The CLASI of 2 Aug 2021"."""
    names: dict[str, str] = {}
    for course in case.courses:
        for dose in course.doses:
            names[dose.id] = _sentence(dose_name(course, dose, moment_words))
    for record in case.records():
        if not isinstance(record, Course | Dose):
            names[record.id] = _sentence(record_name(record, moment_words))
    return names


def as_text(figures: Sequence[Figure], names: Mapping[str, str]) -> str:
    """Return explanations as plain text."""
    return "\n\n".join("\n".join(_text(figure, names)) for figure in figures)


def _text(figure: Figure, names: Mapping[str, str]) -> Iterator[str]:
    yield f"{figure.label}: {value_words(figure)}"
    if figure.detail:
        yield figure.detail
    for line in lines_of(figure):
        yield _listed(line.title, line.texts)
    records = [names[one] for one in figure.records if one in names]
    if records:
        yield _listed(tr("Records"), records)


def _listed(title: str, texts: Iterable[str]) -> str:
    return f"{title}: " + "; ".join(texts)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
