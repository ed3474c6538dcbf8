"""The seal of a library without protection, and what any seal does.

The seal of a protected library is in `sealing`, which an unprotected one never loads.
"""

from collections.abc import Mapping
from typing import Protocol

NO_MANIFEST = ""


class AnySeal(Protocol):
    """Seals documents for their place in the library, opens them, and vouches for all of them."""

    def sealed(self, table: str, doc_id: str, text: bytes) -> bytes:
        """Return a document as it is stored."""

    def opened(self, table: str, doc_id: str, stored: bytes) -> bytes:
        """Return the text of a stored document."""

    def manifest(self, documents: Mapping[str, Mapping[str, bytes]]) -> str:
        """Return what vouches for all stored documents together."""


class OpenSeal:
    """Documents stay as they are, and nothing vouches for them."""

    def sealed(self, table: str, doc_id: str, text: bytes) -> bytes:  # noqa: ARG002 - as in Seal
        """Return the document unchanged."""
        return text

    def opened(self, table: str, doc_id: str, stored: bytes) -> bytes:  # noqa: ARG002 - as in Seal
        """Return the document unchanged."""
        return stored

    def manifest(self, documents: Mapping[str, Mapping[str, bytes]]) -> str:  # noqa: ARG002
        """Return nothing."""
        return NO_MANIFEST


def is_sealed(stored: bytes) -> bool:
    """Return whether a document looks sealed, without opening it."""
    return stored.startswith(b'{"v":')
