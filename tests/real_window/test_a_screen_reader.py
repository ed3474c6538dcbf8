"""What a screen reader gets over the accessibility bus: the tracks, and each move of the cursor."""

from pathlib import Path

from dle_desktop.app import demo
from tests.real_window import accessibility_bus
from tests.real_window.accessibility_bus import AccessibilityBus
from tests.real_window.conditions import until
from tests.real_window.display import Display, marks
from tests.real_window.program import Program

pytestmark = marks(*accessibility_bus.missing())


def test_tracks_have_names_and_values_and_keys_are_announced(
    bus: AccessibilityBus, display: Display, tmp_path: Path
) -> None:
    library = demo.make(tmp_path)
    with Program(display, ["--library", str(library)], tmp_path) as program:
        program.wait_for_title(library.name)
        program.look_when_still("start")
        timeline = until(lambda: bus.find("Timeline", "lenalidomide"), "the timeline is on the bus")
        assert timeline is not None
        tracks = {bus.name(node): node for node in bus.children(timeline)}
        assert {"lenalidomide", "events", "CLASI activity", "blood counts"} <= tracks.keys()
        said = bus.description(tracks["CLASI activity"])
        assert said.startswith("CLASI activity: 15 values")

        program.click(700, 400)  # into the plot: the keys go there
        program.keys("Home", "Right")
        until(bus.heard, "the read-out is announced")
        assert bus.heard()[-1].startswith("Day ")
        assert "Lenalidomide" in bus.heard()[-1]
        before = len(bus.heard())
        program.keys("Down", "End")
        until(lambda: len(bus.heard()) > before, "the track is announced")
        assert bus.heard()[-1].endswith("lenalidomide: 10 mg/d.")
        until(
            lambda: bus.description(tracks["lenalidomide"]).startswith("At the cursor"),
            "the value at the cursor",
        )
