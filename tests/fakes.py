"""Stand-ins for people: prompts answered in advance."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QDialog


class FakePrompts:
    """Answers every question with what the test put in, and keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.choice: int | None = None
        self.files: tuple[Path, ...] = ()
        self.file: Path | None = None
        self.target: Path | None = None
        self.prints_to: Path | None = None
        self.shown: list[QDialog] = []
        self.does: Callable[[QDialog], object] | None = None
        self.answer: str | None = None

    def choose(
        self, title: str, text: str, options: Sequence[str], *, safe: bool = True
    ) -> int | None:
        """Answer with `choice`."""
        del safe
        self.asked.append(f"{title}: {text} [{' | '.join(options)}]")
        return self.choice

    def open_files(self, title: str, kinds: str, folder: Path) -> tuple[Path, ...]:
        """Answer with `files`."""
        del kinds, folder
        self.asked.append(title)
        return self.files

    def open_file(self, title: str, kinds: str, folder: Path) -> Path | None:
        """Answer with `file`."""
        del kinds, folder
        self.asked.append(title)
        return self.file

    def save_file(self, title: str, kinds: str, wanted: Path) -> Path | None:
        """Answer with `target`."""
        del kinds
        self.asked.append(f"{title}: {wanted.name}")
        return self.target

    def text(self, title: str, label: str, value: str) -> str | None:
        """Answer with `answer`."""
        self.asked.append(f"{title}: {label} [{value}]")
        return self.answer

    def printer(self, printer: "QPrinter") -> bool:
        """Print to the file `prints_to`, if there is one."""
        if self.prints_to is None:
            return False
        printer.setOutputFileName(str(self.prints_to))
        return True

    def show(self, dialog: "QDialog") -> None:
        """Do with it what the test does, without waiting for anybody."""
        self.shown.append(dialog)
        if self.does is not None:
            self.does(dialog)
