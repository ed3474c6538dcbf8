"""What changed since a print: digests of every record when it is made, compared with those now."""

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dle_desktop.domain.case import Case
from dle_desktop.domain.printed import Printed

MOST_PRINTED = 200  # of one case; the oldest go first
THE_CASE = "case"  # the digest of what belongs to no record
_BYTES = 8


class Since(Struct, frozen=True):
    """What changed since a print: how many records of which kind, and whether the case itself."""

    added: dict[str, int]
    changed: dict[str, int]
    removed: int
    itself: bool

    @property
    def nothing(self) -> bool:
        """Whether the same page can be drawn again."""
        return not (self.added or self.changed or self.removed or self.itself)


def next_id(case: Case, day: str) -> str:
    """Return the next id of a case on a day, an ISO date: "S-2026-11-25-2".

    The number is beyond the revision, which never goes back and is raised by keeping a print: no
    two papers have one number, although the first was taken back or deleted from the list.
    """
    begin = f"S-{day}-"
    numbers = [int(one.id[len(begin) :]) for one in case.printed if one.id.startswith(begin)]
    return f"{begin}{max(*numbers, case.revision, 0) + 1}"


def digests_of(case: Case, salt: str) -> dict[str, str]:
    """Return the digest of every record by its id, and of the case without its records."""
    return {key: _digest(data, salt) for key, _, data in _parts(case)}


def since(case: Case, printed: Printed) -> Since:
    """Return what of a case is not as it was when it was printed."""
    now = {key: (kind, _digest(data, printed.id)) for key, kind, data in _parts(case)}
    itself = now.pop(THE_CASE)[1] != printed.digests.get(THE_CASE)
    then = {key: digest for key, digest in printed.digests.items() if key != THE_CASE}
    added = Counter(kind for key, (kind, _) in now.items() if key not in then)
    changed = Counter(
        kind for key, (kind, digest) in now.items() if then.get(key, digest) != digest
    )
    return Since(dict(added), dict(changed), len(then.keys() - now.keys()), itself)


def kept(case: Case, printed: Printed) -> Case:
    """Return the case with one print more."""
    return replace(case, printed=(*case.printed, printed)[-MOST_PRINTED:])


def without(case: Case, printed: Printed) -> Case:
    """Return the case without one of its prints."""
    return replace(case, printed=tuple(one for one in case.printed if one.id != printed.id))


def _parts(case: Case) -> Iterator[tuple[str, str, bytes]]:
    """Yield key, kind and content of every record, of a course without its doses."""
    encode = msgspec.json.encode
    itself = (
        case.label, case.subject, case.diagnosis, case.index_drug, case.anchor, case.follow_up_end,
        case.rules, case.notes, case.provenance, case.synthetic,
    )  # fmt: skip
    yield THE_CASE, "", encode(itself)
    for course in case.courses:
        yield course.id, "course", encode(replace(course, doses=()))
        for dose in course.doses:
            yield dose.id, "dose", encode(dose)
    for assessment in case.assessments:
        yield assessment.id, "assessment", encode(assessment)
    for lab in case.labs:
        yield lab.id, "result", encode(lab)
    for event in case.events:
        yield event.id, "event", encode(event)


def _digest(data: bytes, salt: str) -> str:
    return blake2b(data, digest_size=_BYTES, key=salt.encode()).hexdigest()
