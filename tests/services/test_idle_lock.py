"""A protected library is due to be locked after minutes without a key, and after a sleep."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from dle_desktop.services.idle_lock import IdleLock


class Clocks:
    def __init__(self) -> None:
        self.wall = 1_000_000.0
        self.awake = 500.0

    def wall_time(self) -> float:
        return self.wall

    def awake_time(self) -> float:
        return self.awake

    def go_on(self, seconds: float) -> None:
        self.wall += seconds
        self.awake += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def watch(qapp: QCoreApplication, clocks: Clocks) -> Iterator[tuple[IdleLock, list[str]]]:
    assert qapp is not None
    lock = IdleLock(10, wall=clocks.wall_time, awake=clocks.awake_time)
    due: list[str] = []
    signals = partial(due.append, "due")
    lock.due.connect(signals)
    lock.start()
    yield lock, due
    lock.stop()


def test_minutes_without_a_key_are_too_many(
    watch: tuple[IdleLock, list[str]], clocks: Clocks
) -> None:
    lock, due = watch
    clocks.go_on(599)
    lock.look()
    assert due == []
    clocks.go_on(1)
    lock.look()
    assert due == ["due"]
    lock.look()
    assert due == ["due"]


@pytest.mark.parametrize("kind", [QEvent.Type.KeyPress, QEvent.Type.Wheel])
def test_a_key_or_the_wheel_says_that_someone_is_there(
    watch: tuple[IdleLock, list[str]], clocks: Clocks, kind: QEvent.Type
) -> None:
    lock, due = watch
    clocks.go_on(599)
    QCoreApplication.sendEvent(QObject(), QEvent(kind))
    clocks.go_on(599)
    lock.look()
    assert due == []
    QCoreApplication.sendEvent(QObject(), QEvent(QEvent.Type.Timer))
    clocks.go_on(1)
    lock.look()
    assert due == ["due"]


def test_a_sleep_of_the_computer_is_noticed(
    watch: tuple[IdleLock, list[str]], clocks: Clocks
) -> None:
    lock, due = watch
    clocks.go_on(20)
    clocks.wall += 29
    lock.look()
    assert due == []
    clocks.wall += 3600
    lock.look()
    assert due == ["due"]


def test_nothing_is_watched_before_the_start_and_after_the_end(
    watch: tuple[IdleLock, list[str]],
) -> None:
    lock, _ = watch
    lock.stop()
    lock.stop()
    assert not lock._timer.isActive()
