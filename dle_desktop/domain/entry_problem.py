"""The refusal of something typed: a code for programs and a reason for the person who typed."""

from dle_desktop.errors import DleError


class EntryProblem(DleError):
    """Typed text that means nothing, or several things: `text` says why and what to write."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text
