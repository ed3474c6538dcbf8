"""One job after the other; who does not wait is told later, and nothing follows a failure."""

from threading import Event, current_thread, main_thread

import pytest

from dle_desktop.storage.writer import Writer, WriterEnded


class Jobs:
    """Jobs that note their order, one of which waits to be let go."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.threads: list[bool] = []
        self.gate = Event()
        self.told: list[Exception | None] = []
        self.settled = Event()

    def one(self) -> None:
        self.done.append("one")
        self.threads.append(current_thread() is main_thread())

    def held(self) -> None:
        self.gate.wait(20)
        self.done.append("held")

    def failing(self) -> None:
        raise OSError("full")

    def held_and_failing(self) -> None:
        self.gate.wait(20)
        raise OSError("full")

    def tell(self, error: Exception | None) -> None:
        self.told.append(error)
        self.settled.set()


@pytest.fixture
def jobs() -> Jobs:
    return Jobs()


def test_a_job_that_is_waited_for_runs_in_place(jobs: Jobs) -> None:
    writer = Writer()
    assert writer.run(jobs.one)
    with pytest.raises(OSError, match="full"):
        writer.run(jobs.failing)
    assert writer.run(jobs.one)
    assert (jobs.threads, writer.busy, writer.failed) == ([True, True], False, None)
    writer.run(writer.nothing)
    writer.close()


def test_a_quick_job_is_done_within_the_patience(jobs: Jobs) -> None:
    writer = Writer()
    assert writer.run(jobs.one, 20)
    with pytest.raises(OSError, match="full"):
        writer.run(jobs.failing, 20)
    assert writer.run(jobs.one)
    assert (jobs.threads, writer.failed) == ([False, False], None)
    writer.close()
    writer.close()


def test_what_takes_longer_goes_on_in_order_and_is_told(jobs: Jobs) -> None:
    writer = Writer()
    writer.on_settled = jobs.tell
    assert not writer.run(jobs.held, 0)
    assert not writer.run(jobs.one, 0)
    assert writer.busy
    jobs.gate.set()
    writer.run(writer.nothing)
    assert (jobs.done, jobs.told, writer.busy) == (["held", "one"], [None, None], False)
    writer.close()


def test_nothing_follows_what_failed_with_nobody_waiting(jobs: Jobs) -> None:
    writer = Writer()
    writer.on_settled = jobs.tell
    assert not writer.run(jobs.held_and_failing, 0)
    assert not writer.run(jobs.one, 0)
    jobs.gate.set()
    with pytest.raises(WriterEnded):
        writer.run(writer.nothing)
    with pytest.raises(WriterEnded):
        writer.run(jobs.one)
    assert (jobs.done, len(jobs.told)) == ([], 2)
    assert str(writer.failed) == "full"
    writer.close()


def test_what_is_not_vital_may_fail(jobs: Jobs) -> None:
    writer = Writer()
    writer.on_settled = jobs.tell
    assert not writer.run(jobs.held_and_failing, 0, vital=False)
    jobs.gate.set()
    writer.run(writer.nothing)
    assert writer.run(jobs.one)
    assert ([str(one) for one in jobs.told], writer.failed) == (["full"], None)
    writer.close()


def test_nobody_need_be_told(jobs: Jobs) -> None:
    writer = Writer()
    assert not writer.run(jobs.held, 0)
    jobs.gate.set()
    writer.run(writer.nothing)
    writer.close()
    assert jobs.done == ["held"]
