"""The words: one sentence for each expected failure, each problem of a file, each state.

Plain text without Qt, so that window, page and terminal say the same. It decides nothing.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dle_desktop import errors

if TYPE_CHECKING:
    from dle_desktop.domain.moments import Moment

NOT_REPORTED = "not reported"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ILLUSTRATIVE = "illustrative, not from the paper"
FHIR_LABEL = "FHIR patient {0} ({1})"
NO_DISPLAY = (
    "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set); start the window on a "
    "desktop, or use `dle-desktop snapshot`, which needs none"
)
DEAD_DISPLAY = (
    "no display answers at DISPLAY={0}; start the window on a desktop, or use "
    "`dle-desktop snapshot`, which needs none"
)
MISSING_LIBRARY = (
    "the system library {0} is missing; the README's first command installs what Qt needs"
)
LIBRARY_PROBLEMS = {
    "unreadable": "the file can no longer be read",
    "changed outside": "the file was changed by something else since it was opened",
    "repeated key": "an object gives a name twice; most readers see only the last",
    "checksum": "a document is not as it was written",
    "no case": "a document is not a case",
    "torn": "the journal ends in a step that was never told to be saved",
    "history": "the history does not hold: an entry was changed, left out or put in",
    "backup": "a backup cannot be read whole",
    "open to others": "other users of this computer may read or write it",
    "left over": "interrupted writes left files beside it",
}
# What a case with reduced identifiers lost, and what it still tells; {} is how many.
REDUCED = {
    "label": "Called Case A, B, C instead of the label: {}",
    "ids": "Ids of the case and its records replaced by random ones: {}",
    "identity": "Name and record number removed: {}",
    "age": "Age at day 0 in whole years instead of the year of birth: {}",
    "age-over-89": "Age left out because it is, or becomes, more than 89 years: {}",
    "birth-dropped": "Year of birth removed; the age at day 0 cannot be told: {}",
    "skin-type": "Skin type removed: {}",
    "times": "Times of making and changing, and the revision, removed: {}",
    "printed": "Printed snapshots removed: {}",
    "day-zero": "Calendar date of day 0 removed: {}",
    "day-zero-assumed": "Day 0 is not stated; counted from the earliest date instead: {}",
    "moments-days": "Dates now counted in days from day 0: {}",
    "moments-kept": "Moments that were counted from day 0 already and stay so: {}",
    "moments-whole": "Dates known to a month or a year now counted in whole ones from day 0, "
    "which moves them by half of one at most: {}",
    "moments-weeks": "Months around day 0, now about a week: {}",
    "moments-open": "Years around day 0, of which only the end is left: {}",
    "moments-years": "Moments of which only the year is left: {}",
    "moments-dropped": "Moments that could not be told in this way and were removed: {}",
    "drugs": "Drugs that are not in the program's list, now named by their group: {}",
    "analytes": "Laboratory values that are not in the program's list, now numbered: {}",
    "texts-kept": "Free texts that you confirmed and that stay as they are: {}",
    "texts-removed": "Free texts removed: {}",
    "remains": "Identifiers are reduced, not gone: sex, doses, scores, results and how long things "
    "lasted stay, and who knows the patient can recognise them.",
}
FREE_TEXT_FLAGS = {
    "date": "a date",
    "digits": "a long number",
    "name": "a capitalised word",
    "e-mail": "an e-mail address",
    "phone": "a phone number",
}
_LONGEST = 60

_PROBLEMS = {
    "empty": "the file is empty",
    "malformed": "is not JSON: {0} (line {1}, column {2})",
    "encoding": "is not UTF-8 text: byte {0} is at fault; save the file as UTF-8",
    "utf-16-unmarked": "looks like UTF-16 without its mark (byte {0} is zero); save it as UTF-8",
    "too-deep": "is nested more than {0} levels deep; no case is",
    "number": "{0} is not a number that can be kept; leave the value out if it is not known",
    "surrogate": "holds half a character (U+{0}); it cannot be stored as text",
    "twice": "is given twice; which one holds cannot be known",
    "case-twice": "the file has two cases with the id {0}",
    "case-elsewhere": "another of these files has a case with the id {0}",
    "newer": "the file has version {0} of the case format, this program knows version {1}; "
    "use a newer version of the program",
    "library": "this is a library, not a case file: open it with File > Open library",
    "fhir": "this is a FHIR file: `dle-desktop validate FILE` lists what would be read of it, and "
    "`dle-desktop import FILE --accept-drafts` takes that in",
    "fhir-older": "this is FHIR {0}, an older version than the FHIR R4 that is read; "
    "nothing was taken from it",
    "fhir-large": "this FHIR file holds more than is read at once; have it written in parts",
    "fhir-nothing": "this FHIR file holds no resource",
    "not-fhir": "this is not a FHIR file: a FHIR resource tells its resourceType",
    "foreign": 'this is not a case file: a case file has "format": "dle-desktop-case"',
    "unknown": "no such field is known",
    "required": "is missing",
    "type": "should be {0}, but is {1}",
    "enum": "{0} is not one of {1}",
    "minimum": "{1} is too small; the least is {0}",
    "maximum": "{1} is too large; the most is {0}",
    "minLength": "is too short; the least is {0} characters",
    "maxLength": "is too long; the most is {0} characters",
    "value": "{0}",
    # Tables of a spreadsheet.
    "csv-encoding": "is neither UTF-8 nor marked UTF-16 text: byte {0} is at fault; save the table "
    "as CSV UTF-8",
    "csv-malformed": "a quotation mark is not closed, or text follows it (line {0})",
    "csv-ragged": "row {0} has {1} cells, the heads are {2}; a separator within a text needs "
    "quotation marks",
    "csv-large": "a table has at most {0} rows and {1} columns",
    "csv-foreign": "is none of this program's tables: its heads are not known",
    "csv-table-twice": "is a second table of {0}, beside {1}",
    "csv-disagrees": "differs from row {0}, which says the same of this case or course",
    "csv-parent": "there is no such record in this case, or it has nothing in {0}",
    "csv-steps": "says {0} steps, but {1} follow",
    "csv-number": "{0} is not a number as it is kept: figures with a decimal point, no separators "
    "of thousands",
    "csv-integer": "{0} is not a whole number",
    "csv-flag": "{0} is neither yes nor no",
    "csv-mark": "{0} has the other decimal mark than was said, or a separator of thousands",
    "csv-decimal": "{0} could be two numbers: say whether a comma or a point stands before the "
    "decimals",
    "csv-date": "{0} is no date in the order that was said",
    "csv-date-order": "{0} could be {1} or {2}: say whether the day or the month comes first",
    "csv-year": "{0}: a year has four figures",
    "csv-target": "{0} is nothing a column or a row of this table can be",
    "csv-ask-table": "what are the rows: doses, assessments, laboratory values or events?",
    "csv-ask-column": "what is this column? It is left out as long as nothing is said",
    "csv-ask-constant": "no column says the {0}: which column is it, or what holds for all rows?",
    "csv-ask-unit": "which unit do the numbers of this column have?",
    "csv-ask-date-order": "which comes first in the dates, the day or the month?",
    "csv-ask-decimal": "which mark stands before the decimals, a comma or a point?",
    # The rest are remarks.
    "csv-time": "the time of day was left out",
    "utf-16": "the file was UTF-16; it was read as such",
    "bom": "the file begins with a byte order mark; it was ignored",
    "hidden": "holds characters that do not show ({0}); they were kept",
    "not-nfc": "holds characters in an unusual spelling (not Unicode NFC); they were kept",
}
# What the tables of a spreadsheet do not carry of a case (`exchange.csv_export.not_carried`).
NOT_IN_CSV = {
    "subject": "the patient (sex, age, name, record number)",
    "diagnosis": "the diagnosis",
    "index_drug": "the index drug",
    "anchor": "what day 0 is, and its date",
    "follow_up_end": "the end of follow-up",
    "rules": "the rules of this case",
    "printed": "what was printed",
    "notes": "the notes on the case",
    "provenance": "where the case comes from",
    "revision": "the number of its changes",
    "created": "when it was made",
    "changed": "when it was last changed",
    "case": "the case itself, as it has no records",
    "empty texts": "texts of no characters (they come back as not reported)",
}
# What is said of a resource of a FHIR file (`exchange.fhir_rows`): read, to complete, left out.
_FHIR_NOTES = {
    "sex": "sex {0}",
    "birth year": "born {0}",
    "name": "the name",
    "record number": "the record number",
    "diagnosis": "diagnosis {0}",
    "drug": "{0}",
    "order": "planned, by an order of {0}, which is no record of taking",
    "pieces": "{0} pieces of {1} {2}",
    "amount": "{0}",
    "frequency": "{0}",
    "start": "from {0}",
    "end": "until {0}",
    "ongoing": "ongoing",
    "last known": "known to be taken on {0}",
    "dosage text": 'written "{0}"',
    "lab": "{0} {1}, {2}",
    "only patient": "it names no patient; the file has only this one",
    # Left out.
    "unreadable": "{0}",
    "no resource": "it holds no resource",
    "no type": "it does not say what kind of resource it is",
    "no patient": "whose it is cannot be told",
    "repeated": "the file has a resource of this kind and id already",
    "kind": "resources of this kind are not read",
    "medication": "read where a dose refers to it",
    "identifiers": "{0} identifiers that are not the record number",
    "modified": "it has a modifier that is not known, which may change what it means",
    "elements": "what it says in {0}",
    "death": "death {0}: enter it as an event",
    "other diagnosis": "{0}: only discoid lupus is read as the diagnosis",
    "further diagnosis": "{0}: the case has its diagnosis from another resource",
    "status": "its status is {0}",
    "no date": "{0} is no date",
    "no drug known": "it says that no drug is known: {0}",
    "no drug": "which drug it means is not in the file: {0}",
    "not taken": "{0}: its status is {1}, which does not say that the drug was taken",
    "not ordered": "{0}: its intent is {1}, which is no order",
    "several dosages": "{0} dosages in one: their amounts and how often",
    "no single amount": "its amount is not one number",
    "pieces without strength": "{0} tablets or capsules of a strength that is not told",
    "amount without unit": "the amount {0}, which has no unit",
    "amount without unit of pieces": "the amount {0}, which has no unit; one piece has {1}",
    "other frequency": "how often, which is none of the ways a case has",
    "units differ": "the amount {0}, whose units contradict each other: {1}",
    "no analyte": "{0}: no code of a laboratory value that is read",
    "uncertain code": "{1}: the code {0} does not say for certain what was counted",
    "unit": "{0} {1}: its unit is not known for that: {2}",
    "comparator": "{0}: its comparator is not known: {1}",
    "not a number": '{0}: not a number, but "{1}"',
    "no value": "{0}: no value ({1})",
    "range": "the laboratory's range: {0}",
}
_FHIR_MISSING = {
    "sex": "sex",
    "birth year": "year of birth",
    "name": "name",
    "record number": "record number",
    "amount": "the amount",
    "frequency": "how often",
    "start": "the start",
    "end": "the end",
    "date": "the date",
    "improbable": "{0} {1} is improbable: look whether another unit is meant",
}
# What the operating system answers, by its own names (errno).
_REASONS = {
    "ENOENT": "there is no such file or folder",
    "ENOTDIR": "a part of its path is not a folder",
    "EISDIR": "it is a folder",
    "EACCES": "permission was denied",
    "EPERM": "permission was denied",
    "EROFS": "the disk is read-only",
    "ENOSPC": "the disk is full",
    "EDQUOT": "the disk quota is used up",
    "changed outside": "another program changed it",
    "unconfirmed": "the disk failed to confirm an earlier change, and nothing more is written "
    "until the library is opened again",
    "EFBIG": "it would become too large",
    "EIO": "the disk reported an error",
    "ELOOP": "it is a link that leads nowhere, or one that is not followed",
    "ENAMETOOLONG": "its name is too long",
    "EEXIST": "there is a file of that name already",
    "ENXIO": "it is not a regular file",
    "ETXTBSY": "another program is using it",
    "EBUSY": "another program is using it",
    # What breaks a seal.
    "not sealed": "is not sealed in a way this program knows",
    "altered": "is not what was sealed there",
    "damaged": "is damaged",
    "too weak": "was made easier to force than this program allows",
    "too costly": "asks for more work than this program allows",
    "too large": "asks for more memory than this computer can give",
    "case file": "it is a case file, which File > Import brings in",
}
# By the name of the failure: some belong to rooms that this leaf does not know.
_SENTENCES = {
    "FileUnreadable": "{path} could not be read: {reason}.",
    "PrinterFailed": "Nothing was printed: the printer, or the file it prints to, does not answer.",
    "NotTwoCases": "A comparison takes two cases, not {count}.",
    "FileUnwritable": "{path} could not be written: {reason}.",
    "WriteUnconfirmed": "{path} was written, but the disk could not confirm it ({reason}): "
    "save a copy elsewhere.",
    "NotStorable": "This cannot be stored as it is: {reason}. Nothing was changed.",
    "LibraryMissing": "There is no library at {path}.",
    "LibraryDamaged": "The library {path} cannot be understood: {reason}. It was left as it is.",
    "LibraryLocked": "The library {path} is in use by {holder}. "
    "Close it there, or open it for reading only.",
    "LibraryConflict": "The library {path} was changed elsewhere while {steps} saved here "
    "had not been taken into it yet. Nothing was touched; both are there.",
    "OnlyInMemory": "The last changes could not be written to {path}: {reason}. They are in this "
    "window only: save a copy elsewhere. What was saved before them is safe.",
    "LibrarySealed": "The library {path} is protected by a passphrase.",
    "LibraryReadOnly": "The library {path} is open for reading only; nothing was changed.",
    "NewerFormat": "{path} has version {found} of the format, this program knows version "
    "{known}: use a newer version of the program.",
    "NoDisplay": "Qt cannot start: {missing}.",
    "WrongPassphrase": "That passphrase does not open this library.",
    "WrongRecoveryCode": "That recovery code has no slip, but does not open this library: "
    "it may be the code of another.",
    "RecoveryCodeMistyped": "There is a slip in the recovery code: "
    "compare it with the printed one, group by group.",
    "SealBroken": "The sealed library cannot be opened: {place} {reason}. It was left as it is.",
    "DleError": "Something went wrong: {what}",
}
_KINDS = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "empty (null)",
}
_FORMS = {
    "date": "a date is written YYYY, YYYY-MM or YYYY-MM-DD",
    "offset": "an offset is written like P14D, P2W, P5M or -P1Y",
    "id": "an id has letters, digits and . _ : - (a case id is a UUID in small letters)",
    "created": "a time is written like 2026-11-22T10:19:00Z",
    "changed": "a time is written like 2026-11-22T10:19:00Z",
    "exported": "a time is written like 2026-11-22T10:19:00Z",
}


def shown(text: str, longest: int = _LONGEST) -> str:
    """Return a text fit for a line: shortened, and with unprintable characters made visible."""
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)


def case_count(number: int) -> str:
    """Return "1 case" or "3 cases"."""
    return "1 case" if number == 1 else f"{number} cases"


def reduced(code: str, count: int) -> str:
    """Return a line of the check list of a case with reduced identifiers."""
    return REDUCED[code].format(count)


def problem(code: str, facts: Sequence[str]) -> str:
    """Return the sentence for a problem of a file, by its code and facts (`exchange.problems`)."""
    if code == "type":
        wanted, given = facts
        kinds = " or ".join(_KINDS.get(kind, kind) for kind in wanted.split(" or "))
        return _PROBLEMS[code].format(kinds, _KINDS.get(given, given))
    if code == "pattern":
        return _pattern(*facts)
    if code == "enum":
        given, choices = facts
        return _PROBLEMS[code].format(shown(given), shown(choices, 600))
    return _PROBLEMS[code].format(*(shown(fact, 300) for fact in facts))


def fhir_note(code: str, facts: Sequence[str], *, missing: bool = False) -> str:
    """Return the words for one thing said of a FHIR resource (`exchange.fhir_rows`)."""
    words = (_FHIR_MISSING if missing else _FHIR_NOTES)[code]
    return words.format(*(shown(fact, 120) for fact in facts)).rstrip(" :,")


def fhir_row(parts: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return what became of a FHIR resource as one line; each part has a head and what it tells."""
    return "; ".join(f"{head}: {', '.join(told)}" for head, told in parts)


def _pattern(field: str, given: str) -> str:
    """Say what form a text should have; texts without a form of their own refuse controls."""
    if field in _FORMS:
        return f'"{shown(given)}" does not fit: {_FORMS[field]}'
    control = next((c for c in given if not c.isprintable() and c != " "), None)
    if control is None:
        return f'"{shown(given)}" does not fit: some visible text is needed'
    return f"holds a control character (U+{ord(control):04X}), which is not allowed here"


def sentence(error: errors.DleError) -> str:
    """Return what went wrong and, where there is something to do, what to do."""
    kinds = (kind.__name__ for kind in type(error).__mro__ if kind.__name__ in _SENTENCES)
    facts = {name: _fact(value) for name, value in vars(error).items()}
    if "steps" in facts:
        facts["steps"] = "1 step" if facts["steps"] == "1" else f"{facts['steps']} steps"
    return _SENTENCES[next(kinds)].format(**facts, what=shown(" ".join(map(str, error.args)), 300))


def _fact(value: object) -> str:
    if value is None:
        return "the file"
    text = str(value)
    return _REASONS.get(text, shown(text, 300))


def moment_words(moment: "Moment | None") -> str:
    """Return a moment with its month as a name; nothing for None."""
    from dle_desktop.domain.entry import format_moment  # noqa: PLC0415 - the first words need none

    if moment is None or moment.date is None:
        return format_moment(moment)
    words = date_words(moment.date)
    return words if moment.certainty == "exact" else f"{moment.certainty} {words}"


def date_words(text: str) -> str:
    """Return an ISO 8601 date of day, month or year precision with its month as a name."""
    year, *rest = text.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


_UNSAFE = re.compile(r"[^\w\- ]+")


def file_name(label: str) -> str:
    """Return a label as a file name that every system takes."""
    return " ".join(_UNSAFE.sub(" ", label).split())[:60].strip() or "case"
