"""The documents a template makes of cases: pages that paint themselves, whatever is on them."""

from collections.abc import Sequence
from typing import Protocol

from dle_desktop.domain.case import Case
from dle_desktop.drawing.canvas import Canvas
from dle_desktop.drawing.palette import Palette
from dle_desktop.errors import NotTwoCases
from dle_desktop.printing.comparison import Comparison
from dle_desktop.printing.contents import Contents
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.publication import Publication
from dle_desktop.printing.report import Report

COMPARED = 2  # cases


class Document(Protocol):
    """Pages of one size and one palette, under one title."""

    palette: Palette

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page in design pixels."""

    @property
    def title(self) -> str:
        """What a contents page or a bookmark calls these pages; it may name a patient."""

    @property
    def mark(self) -> str:
        """What they are called where no patient may be named."""

    @property
    def headings(self) -> Sequence[tuple[str, int]]:
        """What begins on which page (from 0), for bookmarks; none names a patient."""

    @property
    def count(self) -> int:
        """How many pages there are."""

    def paint(
        self, canvas: Canvas, number: int, *, first: int = 1, total: int | None = None
    ) -> None:
        """Paint page `number` (from 0); `first` and `total` count it within a longer print."""


def documents_of(cases: Sequence[Case], options: SnapshotOptions) -> list[Document]:
    """Return the documents of cases, each beginning on a page of its own.

    Raises
    ------
    NotTwoCases
        If a comparison is asked for and there are not two cases.
    """
    if options.template == "comparison":
        if len(cases) != COMPARED:
            raise NotTwoCases(len(cases))
        return [Comparison(cases, options)]
    if options.template == "figure":
        return [Publication(case, options) for case in cases]
    documents: list[Document] = [Report(case, options) for case in cases]
    if options.contents:
        titled = [(document.title, document.count) for document in documents]
        documents.insert(0, Contents(titled, options))
    return documents
