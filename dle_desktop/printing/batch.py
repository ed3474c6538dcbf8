"""Snapshots of many cases: one file each, or one book with contents, a case at a time.

What is done between two steps is short, so that a window stays alive, and only bytes are kept of
what is done, so that a thousand cases need no more memory than their files. Nothing that is there
is ever replaced.
"""

import os
from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path

from dle_desktop.domain.case import Case
from dle_desktop.printing.contents import Contents
from dle_desktop.printing.documents import documents_of
from dle_desktop.printing.options import SnapshotOptions
from dle_desktop.printing.pdf_file import PdfFile
from dle_desktop.printing.snapshot import write_snapshot
from dle_desktop.storage.atomic_file import write_file
from dle_desktop.storage.output_file import output_path


class Batch:
    """A piece of work in steps.

    Parameters
    ----------
    cases
        The cases, in the order of the book.
    names
        A file name for each, without its ending.
    folder
        Where the files go.
    options
        How they are drawn; not a comparison.
    """

    def __init__(
        self, cases: Sequence[Case], names: Sequence[str], folder: Path, options: SnapshotOptions
    ) -> None:
        self._cases = cases
        self._names = names
        self._folder = folder
        self._options = options
        self.written: list[Path] = []  # whole files, whatever happens to the rest

    def one_each(self, ending: str) -> Generator[float]:
        """Write a file for each case; yield the share that is done after each.

        Raises
        ------
        FileUnwritable
            If one cannot be written; those before it stay.
        """
        for number, (case, name) in enumerate(zip(self._cases, self._names, strict=True), 1):
            path = free_name(self._folder / f"{name}{ending}")
            self.written += write_snapshot([case], path, self._options)
            yield number / len(self._cases)

    def book(self, name: str) -> Generator[float]:
        """Write one PDF of all cases with a contents page; yield the share done after each step.

        Raises
        ------
        FileUnwritable
            If it cannot be written; there is no part of it then.
        """
        path = output_path(free_name(self._folder / f"{name}.pdf"))
        options, count = replace(self._options, contents=False), len(self._cases)
        titled = []
        for number, case in enumerate(self._cases, 1):
            (document,) = documents_of([case], options)
            titled.append((document.title, document.count))
            yield 0.3 * number / count
        contents = Contents(titled, options)
        file = PdfFile(options, contents.count + sum(pages for _, pages in titled))
        try:
            file.add(contents)
            for number, case in enumerate(self._cases, 1):
                file.add(documents_of([case], options)[0])
                yield 0.3 + 0.6 * number / count
        finally:  # also where the work is stopped
            file.end()
        write_file(path, file.completed(file.painted()))
        self.written.append(path)
        yield 1.0


def free_name(path: Path) -> Path:
    """Return the path, or the first with a number behind its name that is not taken."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
