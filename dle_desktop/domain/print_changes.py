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
MOST_DIGESTS = 20_000  # of one case: half a megabyte; older prints keep one of the whole
_BYTES = 8


class Since(Struct, frozen=True):
    """What changed since a print: how many records of which kind, and whether the case itself.

    `somewhere`: something changed, but what is not known any longer.
    """

    added: dict[str, int]
    changed: dict[str, int]
    removed: int
    itself: bool
    somewhere: bool = False

    @property
    def nothing(self) -> bool:
        """Whether the same page can be drawn again."""
        return not (self.added or self.changed or self.removed or self.itself or self.somewhere)


def next_id(case: Case, day: str) -> str:
    """Return the next id of a case on a day, an ISO date: "S-2026-11-25-2".

    The number is beyond the revision, which never goes back and is raised by keeping a print: no
    two papers have one number, although the first was taken back or deleted from the list.
    """
    begin = f"S-{day}-"
    numbers = [int(one.id[len(begin) :]) for one in case.printed if one.id.startswith(begin)]
    return f"{begin}{max(*numbers, case.revision, 0) + 1}"


def with_digests(case: Case, printed: Printed) -> Printed:
    """Return a print with the digest of every record by its id, and of the case without them."""
    salt = printed.id
    digests = {key: _digest(data, salt) for key, _, data in _records(case)}
    return replace(printed, digests=digests, itself=_digest(_itself(case), salt))


def since(case: Case, printed: Printed) -> Since:
    """Return what of a case is not as it was when it was printed."""
    if printed.whole is not None:
        now_whole = _whole(with_digests(case, printed))
        return Since({}, {}, 0, itself=False, somewhere=now_whole != printed.whole)
    now = {key: (kind, _digest(data, printed.id)) for key, kind, data in _records(case)}
    itself = _digest(_itself(case), printed.id) != printed.itself
    then = printed.digests
    added = Counter(kind for key, (kind, _) in now.items() if key not in then)
    changed = Counter(
        kind for key, (kind, digest) in now.items() if then.get(key, digest) != digest
    )
    return Since(dict(added), dict(changed), len(then.keys() - now.keys()), itself)


def kept(case: Case, printed: Printed) -> Case:
    """Return the case with one print more; the oldest give way where they become too much."""
    prints, count = [], 0
    for one in reversed((*case.printed, printed)[-MOST_PRINTED:]):
        count += len(one.digests)
        brief = count > MOST_DIGESTS and one.whole is None
        prints.append(replace(one, digests={}, itself=None, whole=_whole(one)) if brief else one)
    return replace(case, printed=tuple(reversed(prints)))


def without(case: Case, printed: Printed) -> Case:
    """Return the case without one of its prints."""
    return replace(case, printed=tuple(one for one in case.printed if one.id != printed.id))


def _whole(printed: Printed) -> str:
    """Return one digest of all digests of a print."""
    every = (printed.itself, sorted(printed.digests.items()))
    return _digest(msgspec.json.encode(every), printed.id)


def _itself(case: Case) -> bytes:
    """Return the content of a case without its records."""
    return msgspec.json.encode((
        case.label, case.subject, case.diagnosis, case.index_drug, case.anchor, case.follow_up_end,
        case.rules, case.notes, case.provenance, case.synthetic,
    ))  # fmt: skip


def _records(case: Case) -> Iterator[tuple[str, str, bytes]]:
    """Yield id, kind and content of every record, of a course without its doses."""
    encode = msgspec.json.encode
    for course in case.courses:
        yield course.id, "course", encode(replace(course, doses=()))
        for dose in course.doses:
            yield dose.id, "dose", encode((course.id, dose))  # moved to another it is changed
    for assessment in case.assessments:
        yield assessment.id, "assessment", encode(assessment)
    for lab in case.labs:
        yield lab.id, "result", encode(lab)
    for event in case.events:
        yield event.id, "event", encode(event)


def _digest(data: bytes, salt: str) -> str:
    return blake2b(data, digest_size=_BYTES, key=salt.encode()).hexdigest()
