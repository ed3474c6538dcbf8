"""What every test gets: no screen needed, a home of its own, and the reference data if present."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples each time: a run says whether the change is good, not whether chance was kind.
# HYPOTHESIS_PROFILE=search looks for new ones.
_BUSY = (HealthCheck.too_slow,)  # a busy machine must not fail them
settings.register_profile(
    "steady",
    derandomize=True,
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=_BUSY,
)
settings.register_profile("search", deadline=None, suppress_health_check=_BUSY)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

_REFERENCE_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_HOMES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test empty data, settings and log folders: nobody's library is ever touched."""
    home = tmp_path_factory.mktemp("home")
    for variable in _HOMES:
        monkeypatch.setenv(variable, str(home / variable.removeprefix("XDG_").lower()))
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of reference data from other projects, which lies beside the checkout."""
    if not _REFERENCE_DATA.is_dir():
        pytest.skip(f"the reference data is not there: {_REFERENCE_DATA}")
    return _REFERENCE_DATA
