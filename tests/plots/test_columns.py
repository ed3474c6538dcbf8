"""One day is one column of the screen: at every scale factor and size, in every lane and plot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SIZES = ("700x500", "801x560", "1000x640", "1277x720", "1600x900")
PARTS = {
    "lenalidomide", "events", "CLASI activity", "CLASI damage", "neutrophils", "blood counts",
    "axis", "cursor",
}  # fmt: skip


@pytest.mark.parametrize("factor", ["1", "1.25", "1.5", "2"])
def test_a_day_is_one_column_in_every_lane_plot_and_strip(factor: str) -> None:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=factor)
    told = subprocess.run(
        [sys.executable, "-m", "tests.plots.columns", *SIZES],
        cwd=Path(__file__).parents[2], env=environment, check=True, timeout=100,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    found = json.loads(told.stdout)
    assert found["ratio"] == float(factor)
    assert [one["size"] for one in found["shown"]] == list(SIZES)
    for one in found["shown"]:
        columns = one["columns"]
        asked = columns.pop("asked")
        assert columns.keys() >= PARTS
        spread = max(columns.values()) - min(columns.values())
        assert spread <= 0.5, (one["size"], columns)
        # The whole picture begins on a whole pixel: it may stand half a pixel from where the
        # widget does, and a mark is measured to a quarter.
        assert all(abs(x - asked) <= 0.75 for x in columns.values()), (one["size"], columns)
