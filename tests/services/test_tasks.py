"""Tasks: results come back as signals, closing waits."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from dle_desktop.errors import DleError
from dle_desktop.services.tasks import Task, TaskPool


def test_a_result_comes_back_on_the_thread_that_asked(qtbot: QtBot) -> None:
    pool = TaskPool()
    where: list[int] = []

    def work(task: Task) -> str:
        task.report(0.5)
        where.append(threading.get_ident())
        return "done"

    task = pool.task(work)
    with qtbot.waitSignals([task.progressed, task.done, task.finished]):
        task.start()
    assert where != [threading.get_ident()]


def test_an_expected_failure_is_told(qtbot: QtBot) -> None:
    error = DleError("expected")

    def work(_task: Task) -> None:
        raise error

    pool = TaskPool()
    task = pool.task(work)
    with qtbot.waitSignal(task.failed) as told:
        task.start()
    assert told.args == [error]


def test_a_bug_is_told_apart(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    def work(_task: Task) -> None:
        raise ZeroDivisionError

    pool = TaskPool()
    task = pool.task(work)
    with qtbot.waitSignal(task.broke), qtbot.assertNotEmitted(task.failed):
        task.start()
    assert "a task broke" in caplog.text


def test_closing_cancels_and_waits(qtbot: QtBot) -> None:
    pool = TaskPool()
    started, ended = threading.Event(), threading.Event()

    def work(task: Task) -> None:
        started.set()
        try:
            while True:
                task.report(0.0)
        finally:
            ended.set()

    task = pool.task(work)
    with qtbot.assertNotEmitted(task.done):
        task.start()
        assert started.wait(5)
        pool.close()
    assert ended.is_set()
