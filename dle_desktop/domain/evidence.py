"""The evidence: where a rule comes from, and what that is worth.

The levels are those of `clinical.md`: published and read in a text, known from memory alone, or a
convention of this program, which is labelled so wherever it shows. It knows no rule.
"""

from typing import Literal

from msgspec import Struct

Level = Literal["published", "unchecked", "ours"]
_LEVELS: dict[Level, str] = {
    "published": "published",
    "unchecked": "general knowledge, not checked against a text",
    "ours": "not published",
}
_CONVENTION = "convention of this program"


class Source(Struct, frozen=True):
    """Where a rule comes from, and what that is worth as evidence (the tags of `clinical.md`)."""

    text: str
    level: Level

    @property
    def evidence(self) -> str:
        """The level of evidence in words."""
        return _LEVELS[self.level]


def published(text: str) -> Source:
    """Return a source that was read in a stored text (`clinical.md` tag F)."""
    return Source(text, "published")


def unchecked(text: str) -> Source:
    """Return a source known from memory alone (`clinical.md` tag M)."""
    return Source(text, "unchecked")


def ours(what: str = "") -> Source:
    """Return this program's own convention (`clinical.md` tag P), and what of a rule it is."""
    return Source(f"{what}: {_CONVENTION}" if what else _CONVENTION, "ours")


OURS = ours()
