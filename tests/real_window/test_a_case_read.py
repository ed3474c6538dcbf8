"""A case read in a real window: zoomed, measured between pins, told in another time, by keys alone.

What is shown is read back over the accessibility bus, as a screen reader does.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dle_desktop.app import demo
from tests.real_window import accessibility_bus
from tests.real_window.accessibility_bus import AccessibilityBus, Node
from tests.real_window.conditions import until
from tests.real_window.display import Display, marks
from tests.real_window.program import Program

pytestmark = marks(*accessibility_bus.missing())
NAMES = 172  # pixels of the column of names, left of the days
HIGH = 20  # pixels below the upper edge of the plot of activity nothing is drawn in this case
MOST_TABS = 12


class Reader:
    """A person who sees the open case, and hears what a screen reader would say."""

    def __init__(self, bus: AccessibilityBus, program: Program) -> None:
        self.bus = bus
        self.program = program
        self.timeline = self.find("Timeline", "lenalidomide")
        self.tracks = {bus.name(node): node for node in bus.children(self.timeline)}
        self.axis = self.tracks["Time axis"]
        self.read_out = self.find("Read-out at the cursor")
        until(self.days, "the days shown are told")

    def find(self, name: str, holding: str | None = None) -> Node:
        """Return an object of a name, waiting for it."""
        found = until(lambda: self.bus.find(name, holding), f"{name} is on the bus")
        assert found is not None
        return found

    def place(self, share: float) -> tuple[int, int]:
        """Return where nothing is drawn in the plot of activity, so far from left to right."""
        box = self.bus.box(self.tracks["CLASI activity"])
        return round(box.left() + NAMES + share * (box.width() - NAMES)), box.top() + HIGH

    def days(self) -> str:
        """Return which days are shown."""
        return self.bus.description(self.axis)

    def months(self) -> tuple[int, int]:
        """Return the first and last month shown."""
        found = re.match(r"months (\u2212?\d+) to (\d+) since", self.days())
        assert found, self.days()
        return int(found[1].replace("\u2212", "-")), int(found[2])

    def told(self) -> str:
        """Return the read-out."""
        return self.bus.description(self.read_out)

    def until_days(self, other_than: str) -> str:
        """Wait until other days are told, and return them."""
        until(lambda: self.days() not in {"", other_than}, f"other days than {other_than}")
        return self.days()

    def until_heard(self, keys: str, words: str) -> None:
        """Press a key and wait until words are announced."""
        before = len(self.bus.heard())
        self.program.keys(keys)
        until(lambda: any(words in said for said in self.bus.heard()[before:]),
              f"{words!r} after {keys}: {self.bus.heard()[before:]}")  # fmt: skip


@pytest.fixture
def reader(bus: AccessibilityBus, display: Display, tmp_path: Path) -> Iterator[Reader]:
    library = demo.make(tmp_path)
    with Program(display, ["--library", str(library)], tmp_path) as program:
        program.wait_for_title(library.name)
        program.look_when_still("start")
        yield Reader(bus, program)
        program.keys("ctrl+q")
        assert program.ended() == 0


def test_zoomed_by_a_frame_and_the_wheel_and_back_again(reader: Reader) -> None:
    whole = reader.days()
    first, last = reader.months()
    reader.program.drag(reader.place(0.4), reader.place(0.7))
    framed = reader.until_days(whole)
    left, right = reader.months()
    length = last - first
    assert left - first == pytest.approx(0.4 * length, abs=2)
    assert right - first == pytest.approx(0.7 * length, abs=2)
    reader.program.click_at(*reader.place(0.5), times=3, button=4)
    reader.until_days(framed)
    nearer = reader.months()
    assert nearer[1] - nearer[0] < right - left
    reader.program.keys("alt+Left")
    until(lambda: reader.days() == framed, "back to the frame")
    reader.program.click_at(*reader.place(0.5), times=2)
    until(lambda: reader.days() == whole, "a double click shows the whole case")


def test_two_pins_measure_what_changed_between_them(reader: Reader) -> None:
    reader.program.click_at(*reader.place(0.2))
    until(lambda: "Lenalidomide 5 mg per day" in reader.told(), "the first day is read out")
    assert "From A" not in reader.told()
    reader.program.click_at(*reader.place(0.8))
    until(lambda: "From A to B: " in reader.told(), "A to B is told")
    between = reader.told().split("From A to B: ")[1]
    assert re.match(r"\d+ days \(\d+\.\d months\)", between), between
    assert "Lenalidomide from 5 to 10 mg per day" in between
    assert re.search(r"Prednisone from \d+ to 5 mg per day, [\d.]+ g taken", between), between
    assert re.search(r"CLASI activity from \d+ to 5", between), between
    reader.program.keys("Escape")
    until(lambda: "From A" not in reader.told(), "Esc takes the pins away")


def test_one_key_tells_time_by_the_calendar_and_back(reader: Reader) -> None:
    since = reader.days()
    reader.program.click_at(*reader.place(0.5))  # the keys go to the timeline
    reader.program.keys("r")
    dates = reader.until_days(since)
    assert re.fullmatch(r"\d+ \w+ 20\d\d to \d+ \w+ 20\d\d", dates), dates
    reader.program.keys("r")
    until(lambda: reader.days() == since, "months again")


def test_a_case_is_read_by_keys_alone(reader: Reader) -> None:
    for _ in range(MOST_TABS):  # from the list of cases to the timeline
        if reader.bus.has_focus(reader.timeline):
            break
        reader.program.keys("Tab")
    until(lambda: reader.bus.has_focus(reader.timeline), "the timeline has the keys")
    reader.until_heard("Home", "Day")
    reader.until_heard("Down", "lenalidomide")
    reader.until_heard("shift+Right", "5 mg/d")
    reader.until_heard("shift+Right", "10 mg/d")
    for _ in range(4):
        reader.program.keys("Down")
    reader.until_heard("Home", "CLASI activity")
    reader.until_heard("ctrl+Right", "CLASI activity: 18")
    reader.until_heard("ctrl+Right", "CLASI activity: 11")
    reader.until_heard("Right", "1 day old")
    until(lambda: "CLASI activity 11, moderate, measured 1 day ago" in reader.told(), "read out")
    assert reader.bus.find("Activity") is None
    reader.program.keys("ctrl+Left", "Return")  # opens the assessment under the cursor
    field = reader.find("Activity")
    until(lambda: not reader.bus.has_focus(reader.timeline), "the form has the keys")
    reader.program.keys("Escape")
    until(lambda: not reader.bus.has_focus(field), "the form has them no more")
