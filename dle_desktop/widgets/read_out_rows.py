"""What is known on a study day, in rows: each drug's dose, the last scores, the last labs.

A case is prepared once; asking for a day is cheap, for the cursor asks at every move. It never
carries a value further than known: what is older than the cursor is told with its age.
"""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from math import inf
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain.amounts import format_number
from dle_desktop.domain.case import Case, Course, LabResult, Reading
from dle_desktop.domain.clasi import Side, band, baseline, change, scores
from dle_desktop.domain.cumulative import Intake, intake
from dle_desktop.domain.dates import calendar_date, day_zero, resolve
from dle_desktop.domain.dosing import Span, known_span, segments
from dle_desktop.domain.drugs import generic_name, in_reading_order
from dle_desktop.domain.labs import analyte_label
from dle_desktop.domain.standing import Standing, level_text, standing
from dle_desktop.domain.toxicity import grade
from dle_desktop.drawing.axes import months_words, signed
from dle_desktop.drawing.series import default_analyte
from dle_desktop.drawing.time_axis import Origin, TimeAxis
from dle_desktop.widgets.lab_kind import unit_text
from dle_desktop.widgets.moment_words import age_words, day_words
from dle_desktop.widgets.plain_text import tr

MOST_DRUGS, MOST_LABS = 5, 3
Tone = Literal["plain", "muted", "warning"]


class Row(Struct, frozen=True):
    """One thing known: its name, its value and what goes with it."""

    label: str
    value: str
    detail: str = ""
    tone: Tone = "plain"


class ReadOut(Struct, frozen=True):
    """All that is known on one day."""

    title: str
    rows: tuple[Row, ...]


class ReadOutSource:
    """One case, prepared to be asked for any day."""

    def __init__(self, case: Case) -> None:
        self._zero = day_zero(case)
        self._span = known_span(case)
        self._drugs = _by_drug(case)
        self._index = generic_name(case.index_drug or "")
        self._taken = {name: self._intake(courses) for name, courses in self._drugs}
        self._breaks = self._all_breaks()
        self._standings: dict[int, tuple[tuple[str, Standing], ...]] = {}
        self._sides = {side: _Course(case, side, self._zero) for side in _SIDES}
        self._labs = _labs(case, self._zero)

    @property
    def last_day(self) -> float | None:
        """The last study day anything is known of."""
        return None if self._span is None else self._span.last

    def at(self, day: float | None, origin: Origin | None = None) -> ReadOut | None:
        """Return what is known on a study day, None means the last known day.

        The title counts from the origin, from day 0 where there is none.
        """
        asked = self.last_day if day is None else day
        if asked is None or self._span is None:
            return None
        rows = [*self._dose_rows(asked, self._span)]
        rows.extend(course.row(asked) for course in self._sides.values())
        rows.extend(_lab_row(name, results, asked) for name, results in self._labs)
        return ReadOut(self._title(asked, origin), tuple(rows))

    def _title(self, day: float, origin: Origin | None) -> str:
        if origin is None:
            months = months_words(day, self._zero)
            words = tr("Month {months}, day {day}").format(months=months, day=signed(int(day // 1)))
        else:
            months = months_words(day - origin.day, TimeAxis(origin=origin).date(self._zero))
            words = tr("Month {months} since {origin}").format(months=months, origin=origin.text)
        if self._zero is None:
            return words
        return f"{words} \u00b7 {day_words(calendar_date(day, self._zero))}"

    def _intake(self, courses: tuple[Course, ...]) -> Intake | None:
        return None if self._span is None else intake(courses, self._zero, self._span)

    def _all_breaks(self) -> list[float]:
        if self._span is None:
            return []
        cuts = (
            cut
            for _, courses in self._drugs
            for course in courses
            for cut in segments(course, self._zero, self._span)
        )
        return sorted({day for cut in cuts for day in (cut.start.at, cut.end.at)})

    def _standing_at(self, day: float, span: Span) -> tuple[tuple[str, Standing], ...]:
        """Return who stands where; between two breaks nothing changes, on one it may."""
        place = bisect_right(self._breaks, day)
        on_break = place > 0 and self._breaks[place - 1] == day
        key = 2 * place + on_break
        if key not in self._standings:
            self._standings[key] = tuple(
                (name, standing(courses, day, self._zero, span)) for name, courses in self._drugs
            )
        return self._standings[key]

    def _dose_rows(self, day: float, span: Span) -> list[Row]:
        rows: list[Row] = []
        more = 0
        for name, stands in self._standing_at(day, span):
            taken = stands.sure or stands.doubtful
            if not taken and generic_name(name) != self._index:
                continue
            if len(rows) == MOST_DRUGS:
                more += 1
            else:
                row = _dose_row(name, stands, day)
                rows.append(_with_total(row, self._taken[name], day))
        if more:
            rows.append(Row(tr("and {count} more").format(count=more), "", tone="muted"))
        return rows


_SIDES: tuple[Side, Side] = ("activity", "damage")


class _Course:
    """One side of the CLASI over time: totals and words."""

    def __init__(self, case: Case, side: Side, zero: date | None) -> None:
        self._side = side
        self._scores = scores(case, side)
        self._days = [one.place.at for one in self._scores]
        self._baseline = baseline(case, side)
        self._words = _readings(case, side, zero)

    def row(self, day: float) -> Row:
        label = tr("CLASI {side}").format(side=self._side)
        total = bisect_right(self._days, day) - 1
        words = self._words_at(day)
        if words is not None and (total < 0 or words[0] > self._days[total]):
            known, reading = words
            detail = ", ".join(part for part in (reading.text, age_words(day - known)) if part)
            return Row(label, reading.direction, detail)
        if total < 0:
            return Row(label, tr("not reported"), tone="muted")
        score = self._scores[total]
        value = (
            f"{score.value} {band(score.value)}" if self._side == "activity" else f"{score.value}"
        )
        parts = [age_words(day - score.place.at)]
        if self._baseline is not None and self._baseline.score.place.at < score.place.at:
            parts.append(_change_words(score.value, self._baseline.score.value))
        return Row(label, value, ", ".join(parts))

    def _words_at(self, day: float) -> tuple[float, Reading] | None:
        """Return the words known last, and until when they are known: a span holds to its end."""
        begun = [
            (min(day, end), start, number)
            for number, (start, end, _) in enumerate(self._words)
            if start <= day
        ]
        if not begun:
            return None
        known, _, number = max(begun)
        return known, self._words[number][2]


def _change_words(now: int, then: int) -> str:
    moved = change(now, then)
    if moved.points == 0:
        return tr("unchanged")
    points = signed(moved.points) if moved.points < 0 else f"+{moved.points}"
    if moved.percent is None or moved.baseline_low:
        return points
    percent = f"{moved.percent:+.0f}".replace("-", "\u2212")
    return f"{points} ({percent} %)"


def _readings(case: Case, side: Side, zero: date | None) -> list[tuple[float, float, Reading]]:
    """Return the readings in words with the first and the last day each is known of."""
    found = []
    for one in case.assessments:
        reading = one.activity_reading if side == "activity" else one.damage_reading
        place = resolve(one.moment, zero)
        if reading is not None and place is not None:
            until = resolve(one.until, zero)
            found.append((place.at, max(until.at, place.at) if until else place.at, reading))
    return found


def _day_of(dated: tuple[float, object]) -> float:
    return dated[0]


def _by_drug(case: Case) -> list[tuple[str, tuple[Course, ...]]]:
    found: dict[str, list[Course]] = {}
    for course in in_reading_order(case):
        found.setdefault(generic_name(course.drug), []).append(course)
    return [(courses[0].drug, tuple(courses)) for courses in found.values()]


def _dose_row(name: str, stands: Standing, day: float) -> Row:
    if stands.sure or stands.doubtful:
        cut = (stands.sure or stands.doubtful)[-1]
        about = "" if cut.start.exact else tr("about ")
        detail = tr("{about}day {count} of this step").format(about=about, count=cut.day_count(day))
        if not stands.sure:
            detail = tr("whether still taken is not reported")
        level, _, rest = level_text(cut).partition(" (")
        if rest:
            detail = f"{rest.rstrip(')')}; {detail}"
        return Row(name, level, detail, "plain" if stands.sure else "muted")
    if stands.last_over is None:
        return Row(name, tr("not yet"), tone="muted")
    return Row(name, tr("none"), tr("last {level}").format(level=level_text(stands.last_over)),
               "muted")  # fmt: skip


def _with_total(row: Row, taken: Intake | None, day: float) -> Row:
    """Add how much of the drug was taken before a day, where the records say anything of it."""
    total = taken.between(-inf, day) if taken else None
    if total is None or not total.known or not total.high:
        return row
    so_far = tr("{amount} so far").format(amount=total.text())
    return replace(row, detail=", ".join(part for part in (row.detail, so_far) if part))


def _labs(case: Case, zero: date | None) -> list[tuple[str, list[tuple[float, LabResult]]]]:
    """Return the analytes most often measured, the one drawn first, each by day."""
    found: dict[str, list[tuple[float, LabResult]]] = {}
    for lab in case.labs:
        place = resolve(lab.moment, zero)
        if place is not None:
            found.setdefault(analyte_label(lab.analyte), []).append((place.at, lab))
    drawn = default_analyte(case)
    names = sorted(found, key=_often(found), reverse=True)
    names.sort(key=(drawn or "").__ne__)  # the one that is drawn comes first
    return [(name, sorted(found[name], key=_day_of)) for name in names[:MOST_LABS]]


def _often(found: dict[str, list[tuple[float, LabResult]]]) -> Callable[[str], int]:
    return {name: len(results) for name, results in found.items()}.__getitem__


def _lab_row(name: str, results: list[tuple[float, LabResult]], day: float) -> Row:
    place = bisect_right([at for at, _ in results], day) - 1
    if place < 0:
        return Row(name, tr("not reported"), tone="muted")
    at, lab = results[place]
    parts = [age_words(day - at)]
    if lab.value is None:
        return Row(name, lab.text or tr("not reported"), parts[0])
    graded = grade(lab)
    if graded is not None and graded.grade != 0:
        parts.append(graded.text)
    low = lab.low is not None and lab.value < lab.low
    high = lab.high is not None and lab.value > lab.high
    if low:
        parts.append(tr("below {limit}").format(limit=format_number(lab.low)))
    elif high:
        parts.append(tr("above {limit}").format(limit=format_number(lab.high)))
    value = f"{lab.comparator or ''}{format_number(lab.value)} {unit_text(lab.unit or '')}".strip()
    return Row(
        name,
        value,
        ", ".join(parts),
        "warning" if low or high or (graded and graded.grade) else "plain",
    )
