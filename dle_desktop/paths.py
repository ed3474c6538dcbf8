"""Where things are kept when nobody says otherwise. It makes no folder and reads no file."""

from pathlib import Path

import platformdirs


def default_library_path() -> Path:
    """Return the library in the user's data folder (the platform's own convention)."""
    return Path(platformdirs.user_data_dir("dle-desktop", appauthor=False)) / "library.json"
