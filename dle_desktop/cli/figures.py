"""`summary`: every derived figure of a case, with its rule, its source and its records."""

import argparse
from collections.abc import Iterator

import msgspec

from dle_desktop import wording
from dle_desktop.cli.case_files import chosen_cases
from dle_desktop.cli.output import DONE, say
from dle_desktop.domain.case import Case
from dle_desktop.domain.summary import Figure, summarise


def summary(options: argparse.Namespace) -> int:
    """Print the figures of the chosen cases as text or JSON; what is unknown is "not reported"."""
    cases = chosen_cases(options.file, options.case)
    if options.json:
        told = {"cases": [_as_data(case) for case in cases]}
        say(msgspec.json.format(msgspec.json.encode(told), indent=2).decode())
        return DONE
    for at, case in enumerate(cases):
        if at:
            say("")
        for line in _as_text(case):
            say(line)
    return DONE


def _as_data(case: Case) -> dict[str, object]:
    return {
        "id": case.id,
        "label": case.label,
        "synthetic": case.synthetic,
        "figures": [_figure(figure) for figure in summarise(case)],
    }


def _figure(figure: Figure) -> dict[str, object]:
    return {
        "key": figure.key,
        "label": figure.label,
        "value": wording.NOT_REPORTED if figure.value is None else figure.value,
        "reported": figure.value is not None,
        "detail": figure.detail,
        "arithmetic": figure.arithmetic,
        "rule": figure.rule,
        "sources": [{"text": one.text, "evidence": one.evidence} for one in figure.sources],
        "records": figure.records,
    }


def _as_text(case: Case) -> Iterator[str]:
    mark = f" ({wording.ILLUSTRATIVE})" if case.synthetic else ""
    yield f"{wording.shown(case.label, 120)}{mark}"
    for figure in summarise(case):
        value = wording.NOT_REPORTED if figure.value is None else wording.shown(figure.value, 1000)
        detail = f" ({wording.shown(figure.detail, 1000)})" if figure.detail else ""
        yield f"  {figure.label}: {value}{detail}"
        if figure.arithmetic:
            yield f"    arithmetic: {wording.shown(figure.arithmetic, 600)}"
        yield f"    rule: {figure.rule} [{figure.source}]"
        if figure.records:
            yield f"    records: {', '.join(figure.records)}"
