"""Where the watched program finds and leaves things: folders that tell a choice from a leak."""

import os
from pathlib import Path


class Places:
    """The folders of one run, below one of a short name: a name in a case is short too."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.picture = root / "p.png"  # what the hostile texts name
        self.control = root / "c.png"  # what may be opened, to see that opening is seen
        self.home = root / "home"
        self.temporary = root / "tmp"
        self.library = root / "library" / "library.json"
        self.chosen = root / "chosen"  # where the person sends exports and prints
        self.report = root / "report.json"
        self.trace = root / "trace"

    def make(self) -> None:
        """Make the folders."""
        for folder in (self.home, self.temporary, self.library.parent, self.chosen):
            folder.mkdir()

    def environment(self) -> dict[str, str]:
        """Return an environment in which everything a program keeps goes below the root."""
        kinds = ("DATA", "CONFIG", "STATE", "CACHE")
        homes = {f"XDG_{kind}_HOME": str(self.home / kind.lower()) for kind in kinds}
        # Not watched by coverage, which writes where it was told to.
        around = {key: value for key, value in os.environ.items() if "COVERAGE" not in key}
        return {
            **around, **homes, "HOME": str(self.home), "TMPDIR": str(self.temporary),
            "QT_QPA_PLATFORM": "offscreen", "OPENBLAS_NUM_THREADS": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
