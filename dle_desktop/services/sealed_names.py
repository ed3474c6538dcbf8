"""Names of tracks as the settings keep them: those a person wrote in a case are sealed.

A track is named by its drug or analyte, and those are words of a case. The settings are no place
for them: what the program itself does not know is kept as a digest, which only the library with
that word in it opens again. Who has both learns nothing new.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

from msgspec.structs import replace

from dle_desktop.domain.analytes import canonical_analyte
from dle_desktop.domain.case import Case
from dle_desktop.domain.drugs import KNOWN_DRUGS, generic_name
from dle_desktop.drawing.series import analytes_of
from dle_desktop.drawing.view_options import ViewOptions

SEAL = "#"
_DRUG, _LAB = "drug:", "lab:"


def sealed(view: ViewOptions) -> ViewOptions:
    """Return view options without words of a case."""
    return _renamed(view, _sealed)


def unsealed(view: ViewOptions, cases: Callable[[], Iterable[Case]]) -> ViewOptions:
    """Return view options with the words that are in these cases; they are asked for if needed."""
    if not any(name.startswith(SEAL) for name in _names(view)):
        return view
    opened = {_sealed(name): name for case in cases() for name in _names_in(case)}
    return _renamed(view, lambda name: opened.get(name, name))


def _names(view: ViewOptions) -> Iterator[str]:
    yield from view.order
    yield from view.hidden
    yield from view.analytes
    yield from (name for name, _ in view.heights)


def _names_in(case: Case) -> Iterator[str]:
    for course in case.courses:
        drug = f"{_DRUG}{generic_name(course.drug)}"
        yield drug
        if course.route:
            yield f"{drug} {course.route}"
    yield from (f"{_LAB}{analyte}" for analyte in analytes_of(case))


def _renamed(view: ViewOptions, rename: Callable[[str], str]) -> ViewOptions:
    def lab(name: str) -> str:
        return rename(name if name.startswith(SEAL) else f"{_LAB}{name}").removeprefix(_LAB)

    return replace(
        view,
        order=tuple(map(rename, view.order)),
        hidden=tuple(map(rename, view.hidden)),
        heights=tuple((rename(name), factor) for name, factor in view.heights),
        analytes=tuple(map(lab, view.analytes)),
    )


def _sealed(name: str) -> str:
    if _is_ours(name):
        return name
    return f"{SEAL}{blake2b(name.encode(), digest_size=8).hexdigest()}"


def _is_ours(name: str) -> bool:
    """Whether the program itself knows a name, or it is sealed."""
    if name.startswith(_DRUG):
        return name.removeprefix(_DRUG) in KNOWN_DRUGS
    if name.startswith(_LAB):
        return canonical_analyte(name.removeprefix(_LAB)) is not None
    return True
