"""Nothing grows while a person goes from case to case: no widget, no object, no picture."""

import gc
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from dle_desktop.app.program import Program

SWITCHES = 200
SPARE_OBJECTS = 100  # half an object for each switch: what is counted also counts the counting
SPARE_MEGABYTES = 8.0  # one picture of the timeline kept for each switch would take hundreds
STATM = Path("/proc/self/statm")


def go_through(program: Program) -> None:
    """Open case after case, point at each and let it be painted."""
    model, timeline = program.workspace.cases.model, program.workspace.timeline
    for turn in range(SWITCHES):
        program.session.open_case(model.case(turn % model.rowCount()).id)
        first, last = timeline.visible()
        timeline.set_cursor((first + last) / 2)
        QApplication.processEvents()


def counted(program: Program) -> tuple[int, int, float]:
    """Return how many Qt and Python objects there are, and the resident memory in megabytes."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    pages = int(STATM.read_text(encoding="ascii").split()[1])
    widgets = len(program.window.findChildren(QObject))
    return widgets, len(gc.get_objects()), pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@pytest.mark.skipif(not STATM.exists(), reason="resident memory is read from Linux's /proc")
def test_two_hundred_switches_leave_nothing_behind(program: Program) -> None:
    go_through(program)  # what is kept on purpose is kept by then
    widgets, objects, megabytes = counted(program)
    go_through(program)
    widgets_after, objects_after, megabytes_after = counted(program)
    assert widgets_after <= widgets
    assert objects_after - objects < SPARE_OBJECTS
    assert megabytes_after - megabytes < SPARE_MEGABYTES
