"""At a glance: the figures of a case on paper, of one alone or of two side by side."""

from collections.abc import Iterator, Sequence

from dle_desktop.domain.case import Case
from dle_desktop.domain.lab_figures import without_unreported_counts
from dle_desktop.domain.summary import summarise
from dle_desktop.printing.blocks import NOT_REPORTED, Block, Column

_LONG_HEAD = 24  # characters of a label that the head of a column has room for
_LONG_LABEL, _LONG_DIAGNOSIS = 60, 120  # characters that the heading of a page has room for
# What the change of the score now is told from: on paper it need not stand twice.
_TOLD_WITH = {"activity_baseline": "activity", "damage_baseline": "damage"}
# What a sheet of one page leaves to its tables, its picture and the full record.
_IN_FULL = frozenset((
    "index_total", "activity_best", "steroid_total", "white_cells", "platelets", "haemoglobin",
    "lymphocytes", "last_event",
))  # fmt: skip


def at_a_glance(case: Case, *, brief: bool = False) -> Block:
    """Return the figures of a case as they are now; for a sheet of one page the `brief`."""
    # A long name or diagnosis may be cut in the heading: here it is whole.
    told = (("Label", case.label, _LONG_LABEL), ("Diagnosis", case.diagnosis.text, _LONG_DIAGNOSIS))
    rows = [(name, text) for name, text, most in told if text and len(text) > most]
    rows += [(name, text) for _, name, text in _told(case, brief=brief)]
    return Block("At a glance", (Column("", 0.34, quiet=True), Column("", 0.66)), tuple(rows))


def _told(case: Case, *, brief: bool) -> Iterator[tuple[str, str, str]]:
    """Yield the key, the name and the words of each figure of a case, for a sheet the `brief`."""
    figures = {figure.key: figure for figure in without_unreported_counts(summarise(case))}
    for key, figure in figures.items():
        if key == "lag" or key.startswith("response_"):  # told in full on screen
            continue
        if brief and key in _IN_FULL:
            continue
        now = figures.get(_TOLD_WITH.get(key, ""))
        if now is not None and (now.value is None) == (figure.value is None):
            continue
        # The whole detail is for the screen: here it would push the visits off the first page.
        said = figure.brief or figure.detail
        if said and figure.value and said.partition(" ")[0] in figure.value:
            said = None  # the value says so already
        detail = f", {said}" if said else ""
        yield key, figure.label, f"{figure.value or NOT_REPORTED}{detail}"


def side_by_side(cases: Sequence[Case]) -> Block:
    """Return what is known of cases side by side, a column for each."""
    told = [{key: words for key, *words in _told(case, brief=True)} for case in cases]
    keys = dict.fromkeys(key for one in told for key in one)
    rows: list[tuple[str, ...]] = []
    if any(len(case.label) > _LONG_HEAD for case in cases):
        rows.append(("Label", *(case.label for case in cases)))
    for key in keys:
        name = next(one[key][0] for one in told if key in one)
        rows.append((name, *(one[key][1] if key in one else NOT_REPORTED for one in told)))
    share = (1.0 - 0.3) / len(cases)
    columns = (Column("", 0.3, quiet=True), *(Column(case.label, share) for case in cases))
    return Block("Side by side", columns, tuple(rows))
