"""What a text seems to hold is flagged for whoever confirms it."""

import pytest

from dle_desktop.exchange.free_text import flags_of


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("doubled because of a slight worsening", ()),
        ("0.05 % cream twice a day", ()),
        ("seen on 3.4.2019", ("date", "digits")),
        ("since 03/2019", ("date", "digits")),
        ("since 2019-04-03", ("date", "digits")),
        ("biopsy 3 April", ("date", "name")),
        ("number 48213", ("digits",)),
        ("seen by Miller", ("name",)),
        ("Dr. k", ("name",)),
        ("mail a.b@c.org", ("e-mail",)),
        ("seen 3.4.19", ("date",)),
        ("call 030 12 34 56", ("phone",)),
    ],
)
def test_a_text_is_flagged(text: str, flags: tuple[str, ...]) -> None:
    assert flags_of(text) == flags
