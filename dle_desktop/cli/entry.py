"""The entry: which command is meant, and what becomes of its failures."""

import sys
from collections.abc import Callable, Sequence
from typing import Final

from dle_desktop import core_dumps
from dle_desktop.cli.output import (
    DONE,
    INTERRUPTED,
    NO_FILE,
    complain,
    finish,
    prepare_streams,
    reader_gone,
    told,
)
from dle_desktop.errors import DleError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 invalid, 2 usage, 3 file."""
    core_dumps.forbid()
    arguments = list(sys.argv[1:] if argv is None else argv)
    prepare_streams()
    try:
        code = _command(arguments)
        finish()
    except SystemExit as leaving:  # how argparse says "help", "version" and "wrong usage"
        return leaving.code if isinstance(leaving.code, int) else DONE
    except BrokenPipeError:
        return reader_gone()
    except DleError as error:
        return told(error)
    except MemoryError:
        complain("there is not enough memory for this")
        return NO_FILE
    except KeyboardInterrupt:
        complain("interrupted")
        return INTERRUPTED
    return code


def _command(arguments: list[str]) -> int:
    if arguments and arguments[0] in _COMMANDS:
        return _COMMANDS[arguments[0]](arguments[1:])
    from dle_desktop.cli import window  # noqa: PLC0415

    return window.run(arguments)


# Each loads what it needs when it runs: the window should not wait for the importer.
def _snapshot(rest: list[str]) -> int:
    from dle_desktop.cli import arguments, pictures  # noqa: PLC0415

    return pictures.snapshot(arguments.snapshot_arguments(rest))


def _validate(rest: list[str]) -> int:
    from dle_desktop.cli import arguments, case_files  # noqa: PLC0415

    return case_files.validate(arguments.validate_arguments(rest))


def _import(rest: list[str]) -> int:
    from dle_desktop.cli import arguments, libraries  # noqa: PLC0415

    return libraries.import_cases(arguments.import_arguments(rest))


def _export(rest: list[str]) -> int:
    from dle_desktop.cli import arguments, libraries  # noqa: PLC0415

    return libraries.export(arguments.export_arguments(rest))


def _convert(rest: list[str]) -> int:
    from dle_desktop.cli import arguments, conversion  # noqa: PLC0415

    return conversion.convert(arguments.convert_arguments(rest))


def _summary(rest: list[str]) -> int:
    from dle_desktop.cli import arguments, figures  # noqa: PLC0415

    return figures.summary(arguments.summary_arguments(rest))


def _check(rest: list[str]) -> int:
    from dle_desktop.cli import arguments, libraries  # noqa: PLC0415

    return libraries.check(arguments.check_arguments(rest))


_COMMANDS: Final[dict[str, Callable[[list[str]], int]]] = {
    "snapshot": _snapshot,
    "validate": _validate,
    "import": _import,
    "export": _export,
    "convert": _convert,
    "summary": _summary,
    "check": _check,
}
