"""The README keeps its promises: two commands for a newcomer, and a command line that exists."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"^dle-desktop ([a-z]+) ", README, re.MULTILINE)))
SHELL_BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("number", [0, 1])
def test_a_newcomers_command_is_one_line_of_shell(number: int) -> None:
    block = SHELL_BLOCKS[number]
    assert block.count("\n") == 1
    subprocess.run(["bash", "-n", "-c", block], check=True)


def test_the_first_command_ends_with_the_main_job_and_the_second_with_the_tests() -> None:
    assert SHELL_BLOCKS[0].endswith("&& .venv/bin/dle-desktop --demo\n")
    assert SHELL_BLOCKS[1].endswith("&& .venv/bin/python -m pytest\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_exists_with_the_options_told(command: str) -> None:
    told = README[README.index(f"dle-desktop {command} ") :].split("\ndle-desktop ", 1)[0]
    options = set(re.findall(r"--[a-z-]+", told.split("```")[0]))
    asked = [sys.executable, "-m", "dle_desktop", command, "--help"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert options <= set(re.findall(r"--[a-z-]+", said))
