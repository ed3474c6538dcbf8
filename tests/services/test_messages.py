"""Messages: code says, the bar shows."""

from pytestqt.qtbot import QtBot

from dle_desktop.errors import DleError
from dle_desktop.services.messages import Message, Messages


def worded(error: DleError) -> str:
    return f"It failed: {error}."


def test_each_way_of_saying_has_its_level(qtbot: QtBot) -> None:
    messages = Messages(worded)
    said: list[Message] = []
    messages.posted.connect(said.append)
    messages.say("Exported.")
    messages.warn("Read-only.")
    messages.fail(DleError("full"))
    assert [(one.level, one.text) for one in said] == [
        ("info", "Exported."),
        ("warning", "Read-only."),
        ("error", "It failed: full."),
    ]
    with qtbot.waitSignal(messages.withdrawn):
        messages.clear()
