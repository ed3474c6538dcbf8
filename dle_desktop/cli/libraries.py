"""Libraries on the command line: `import`, `export` and `check`."""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from dle_desktop import wording
from dle_desktop.cli.case_files import cases_of_file, pick
from dle_desktop.cli.opened import open_library
from dle_desktop.cli.output import DONE, INVALID, Refusal, say
from dle_desktop.domain.case import Case
from dle_desktop.domain.records import next_revision
from dle_desktop.errors import LibraryMissing
from dle_desktop.exchange.case_json import write_cases
from dle_desktop.exchange.deidentified import checklist, deidentified, label_of, total
from dle_desktop.exchange.preview import ImportItem, compare, resolve_import
from dle_desktop.exchange.reduced_moments import How
from dle_desktop.storage.case_store import CaseStore
from dle_desktop.storage.output_file import write_export

_DONE_WITH_CHANGED = {
    "keep": "the library's version kept",
    "replace": "replaced",
    "duplicate": "stored beside it as a case of its own",
}


def import_cases(options: argparse.Namespace) -> int:
    """Take all cases of all files into a library in one step, or none of them."""
    incoming = [
        case
        for file in options.files
        for case in cases_of_file(file, accept_drafts=options.accept_drafts)
    ]
    for case_id, times in Counter(case.id for case in incoming).items():
        if times > 1:
            raise Refusal(f"the case {case_id} is in the files {times} times")
    if options.dry_run:
        items = compare(incoming, _cases_now(options.library))
        _tell(items, options.on_conflict)
        say("Nothing was written (--dry-run).")
        return DONE
    with _opened_or_made(options.library) as store:
        items = compare(incoming, store.cases())
        puts = resolve_import(items, options.on_conflict)
        now = _now()
        known = (*store.cases(), *(trashed.case for trashed in store.trash()))
        highest = {old.id: old.revision for old in known}
        stamped = [_stamped(case, highest.get(case.id, 0), now) for case in puts]
        store.apply(stamped, [], now, step="Import")
    _tell(items, options.on_conflict)
    return DONE


def export(options: argparse.Namespace) -> int:
    """Write cases of a library to a case file, in place of what is there."""
    with open_library(options.library, read_only=True) as store:
        cases = pick(store.cases(), options.case)
    if options.deidentify:
        return _export_reduced(cases, options.deidentify, options.output)
    write_export(options.output, write_cases(cases, exported=_now()))
    say(f"{wording.case_count(len(cases))} written to {wording.shown(str(options.output), 300)}")
    return DONE


def _export_reduced(cases: Sequence[Case], how: How, path: Path) -> int:
    left = [deidentified(case, how, label=label_of(at)) for at, case in enumerate(cases)]
    write_export(path, write_cases(left, app=None))
    say(
        f"{wording.case_count(len(left))} with reduced identifiers written to "
        f"{wording.shown(str(path), 300)}"
    )
    for check in total(checklist(case, how) for case in cases):
        say(f"  {wording.reduced(check.code, check.count)}")
    return DONE


def check(options: argparse.Namespace) -> int:
    """Read a whole library and tell what is in it and what is wrong with it."""
    with open_library(options.library, read_only=True) as store:
        report = store.check()
    name = wording.shown(str(options.library), 300)
    say(
        f"{name}: {wording.case_count(report.cases)}, {report.trashed} in the trash, "
        f"{report.size_bytes} bytes, "
        f"{_counted(report.steps, 'step')} in the journal, "
        f"{_counted(report.entries, 'entry', 'entries')} of history, "
        f"{_counted(report.backups, 'backup')}"
    )
    for problem in report.problems:
        say(f"{name}: {wording.LIBRARY_PROBLEMS.get(problem, problem)}")
    if not report.problems:
        say(f"{name}: everything was read, checksums and history hold; nothing is wrong")
    return INVALID if report.problems else DONE


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


@contextmanager
def _opened_or_made(path: Path) -> Iterator[CaseStore]:
    made = False
    try:
        store = open_library(path)
    except LibraryMissing:
        store = CaseStore.create(path)
        made = True
    with store:
        yield store
    if made:  # told when all is stored: a reader of stdout who has gone must not stop it
        say(f"Made a new library: {wording.shown(str(path), 300)}")


def _cases_now(path: Path) -> tuple[Case, ...]:
    try:
        with open_library(path, read_only=True) as store:
            return store.cases()
    except LibraryMissing:
        say(f"A new library would be made: {wording.shown(str(path), 300)}")
        return ()


def _stamped(case: Case, highest: int, now: str) -> Case:
    """Return the case with the revision after the highest the library knows of it."""
    revision = next_revision(case.revision, highest)
    return replace(case, revision=revision, created=case.created or now, changed=now)


def _tell(items: Sequence[ImportItem], policy: str) -> None:
    for item in items:
        label = wording.shown(item.incoming.label, 120)
        if item.state != "changed":
            say(f"{item.state}: {label}")
            continue
        say(f"changed: {label}: {_DONE_WITH_CHANGED[policy]}")
        for one in item.differences:
            old, new = (text or wording.NOT_REPORTED for text in (one.old, one.new))
            say(f"  {one.path}: {old} -> {new}")
    counts = Counter(item.state for item in items)
    say(", ".join(f"{counts[state]} {state}" for state in ("new", "identical", "changed")))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
