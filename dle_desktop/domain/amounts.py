"""What a person types into a number cell: amounts, results with a sign, and the steps of a taper.

A point or a comma separates decimals; anything that could be a thousands separator is refused. It
does not know units or what a plausible number is.
"""

import re
import unicodedata
from decimal import Decimal

from dle_desktop.domain.case import Comparator, TaperStep
from dle_desktop.domain.entry import format_moment, parse_moment
from dle_desktop.domain.entry_problem import EntryProblem

LONGEST = 40
LARGEST_AMOUNT = 1_000_000  # as in `case.Amount`

_SIGNS: dict[str, Comparator] = {"<=": "<=", ">=": ">=", "≤": "<=", "≥": ">=", "<": "<", ">": ">"}
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)", re.ASCII)
_GROUPED_OR_DECIMAL = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ ',.]\d{3})+(?:[.,]\d+)?", re.ASCII)
_WITH_WORDS = re.compile(r"([+-]?[\d.,]+) ?[^\d\s.,].*", re.ASCII)
_STEP = re.compile(r"([\d.,]+) ?(.*?) ?(?:\bfrom\b|\bat\b|@) ?(.+)", re.ASCII | re.IGNORECASE)


def parse_number(text: str) -> float | None:
    """Read a number typed with a decimal point or comma; None for nothing.

    Raises
    ------
    EntryProblem
        If it is no number, or could be two.
    """
    bare = _plain(text)
    if not bare:
        return None
    if len(bare) > LONGEST:
        raise EntryProblem("too long", f"a number has at most {LONGEST} characters")
    if _GROUPED_OR_DECIMAL.fullmatch(bare):
        raise EntryProblem(
            "ambiguous number",
            f"{bare} could be two numbers: write {bare.replace(',', '')} or "
            f"{bare.replace(',', '.')}",
        )
    if _NUMBER.fullmatch(bare):
        return float(bare.replace(",", "."))
    if _GROUPED.fullmatch(bare):
        raise EntryProblem("grouped number", f"write {bare} without separators between thousands")
    if _WITH_WORDS.fullmatch(bare):
        raise EntryProblem("words", f"write the number alone here, not “{bare}”")
    raise EntryProblem("not a number", f"“{bare}” is no number: write it like 7.5")


def format_number(number: float | None) -> str:
    """Return the shortest text that `parse_number` reads as this number; "" for None."""
    if number is None:
        return ""
    text = format(Decimal(repr(float(number))), "f")
    return text.removesuffix(".0")


def parse_result(text: str) -> tuple[Comparator | None, float | None]:
    """Read a laboratory value: a number with `<`, `<=`, `>=` or `>` in front where it has one.

    Raises
    ------
    EntryProblem
        If it is no number, or a sign stands alone.
    """
    bare = _plain(text)
    for sign, comparator in _SIGNS.items():
        if bare.startswith(sign):
            number = parse_number(bare[len(sign) :])
            if number is None:
                raise EntryProblem("not a number", f"a number is missing after {sign}")
            return comparator, number
    return None, parse_number(bare)


def format_result(comparator: Comparator | None, number: float | None) -> str:
    """Return the text that `parse_result` reads as this comparator and number."""
    return "" if number is None else f"{comparator or ''}{format_number(number)}"


def parse_amount(text: str) -> float | None:
    """Read the amount of a dose: a number from 0 to 1,000,000; None for nothing.

    Raises
    ------
    EntryProblem
        If it is no such number.
    """
    amount = parse_number(text)
    if amount is not None and not 0 <= amount <= LARGEST_AMOUNT:
        raise EntryProblem("out of range", f"an amount lies between 0 and {LARGEST_AMOUNT}")
    return None if amount is None else abs(amount)


def parse_steps(text: str, unit: str | None = None) -> tuple[TaperStep, ...] | None:
    """Read the steps of a taper, "60 from month 0; 40 from month 1"; None for nothing.

    Parameters
    ----------
    text
        Steps separated by semicolons or line breaks.
    unit
        The dose's unit, which may stand behind an amount; no other may.

    Raises
    ------
    EntryProblem
        If a step is no step; the reason names the step.
    """
    written = [step.strip() for step in re.split(r"[;\n]", text) if step.strip()]
    return tuple(_step(step, unit) for step in written) or None


def _step(text: str, unit: str | None) -> TaperStep:
    found = _STEP.fullmatch(" ".join(text.split()))
    if found is None:
        raise EntryProblem("not a step", f"“{text}” is no step: write it like 40 from month 1")
    number, words, start = found.groups()
    if words and words.casefold() != (unit or "").casefold():
        raise EntryProblem("words", f"in “{text}”: write the amount without “{words}”")
    try:
        amount, moment = parse_amount(number), parse_moment(start)
    except EntryProblem as problem:
        raise EntryProblem(problem.code, f"in “{text}”: {problem.text}") from problem
    if amount is None or moment is None:
        raise EntryProblem("not a step", f"“{text}” does not say from when")
    return TaperStep(start=moment, amount=amount)


def format_steps(steps: tuple[TaperStep, ...] | None) -> str:
    """Return the text that `parse_steps` reads as these steps; "" for None and for no steps."""
    return "; ".join(
        f"{format_number(step.amount)} from {format_moment(step.start)}" for step in steps or ()
    )


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace("−", "-")
    return " ".join(plain.split())
