"""Readers of our PDFs that are not ours: poppler's programs; skipped with a reason if missing."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

POINTS = 72 / 96  # PDF points per design pixel


@dataclass(frozen=True)
class Word:
    """A word as poppler finds it, with its box in PDF points."""

    page: int
    text: str
    box: QRectF


def poppler(program: str, *arguments: str | Path) -> str:
    """Return what one of poppler's programs prints."""
    if shutil.which(program) is None:
        pytest.skip(f"poppler's {program} is not installed")
    done = subprocess.run(
        [program, *map(str, arguments)], check=True, capture_output=True, timeout=60
    )
    return done.stdout.decode()


def text_of(path: Path) -> str:
    """Return the text of all pages, lines kept together."""
    return poppler("pdftotext", "-layout", path, "-")


def words_of(path: Path) -> list[Word]:
    """Return every word of every page with its box."""
    pages = poppler("pdftotext", "-bbox", path, "-").split("<page ")[1:]
    pattern = re.compile(
        r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
    )
    words = []
    for number, page in enumerate(pages):
        for left, top, right, bottom, text in pattern.findall(page):
            x, y = float(left), float(top)
            words.append(Word(number, text, QRectF(x, y, float(right) - x, float(bottom) - y)))
    return words


def fonts_of(path: Path) -> list[list[str]]:
    """Return the rows of poppler's list of fonts, from the right: object, uni, sub, emb."""
    return [line.split() for line in poppler("pdffonts", path).splitlines()[2:]]


def pages_as_images(path: Path, folder: Path, dpi: int = 50) -> list[QImage]:
    """Return every page as poppler paints it."""
    poppler("pdftoppm", "-r", str(dpi), "-png", path, folder / "page")
    return [QImage(str(file)) for file in sorted(folder.glob("page*.png"))]


def overlapping(words: list[Word]) -> list[tuple[str, str]]:
    """Return the pairs of words of a page whose boxes share more than a hair."""
    shrunk = [(word.page, word.text, _shrunk(word.box)) for word in words if word.text.strip()]
    return [
        (one, two)
        for number, (page, one, box) in enumerate(shrunk)
        for other_page, two, other in shrunk[number + 1 :]
        if page == other_page and box.intersects(other)
    ]


def _shrunk(box: QRectF) -> QRectF:
    """Return the part of a word's box that holds ink: poppler's boxes have the font's full height.

    A row of a table is 14.5 design pixels high and poppler's box of its text 12.1.
    """
    return box.adjusted(0.4, box.height() * 0.2, -0.4, -box.height() * 0.2)
