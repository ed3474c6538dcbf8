"""The arguments: what may be written after `dle-desktop`. It parses and does nothing else."""

import argparse
from math import inf
from pathlib import Path
from typing import Final, NoReturn

from dle_desktop import __version__
from dle_desktop.cli.output import PROGRAM, USAGE
from dle_desktop.wording import shown

_PICTURES: Final = (".pdf", ".svg", ".png")
_FURTHEST, _LONGEST_LINE = 100_000.0, 120  # days from day 0; characters
_COMMANDS: Final = """\
commands (`dle-desktop COMMAND --help` tells more):
  snapshot   draw cases as PDF, SVG or PNG
  validate   tell what is wrong with case files, and what is read of FHIR files
  import     take cases into a library
  export     write cases of a library to a case file
  convert    write cases in another format: case JSON or CSV tables
  summary    print every derived figure of a case
  check      look a library over

exit codes: 0 done; 1 invalid input or findings; 2 wrong usage; 3 a file could not be read,
written or locked
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{PROGRAM}: {shown(message, 300)}; see `{self.prog} --help`\n")


def window_arguments(argv: list[str]) -> argparse.Namespace:
    """Parse what opens the window."""
    parser = _Parser(
        prog=PROGRAM,
        description="Review cases of discoid lupus erythematosus treated with lenalidomide.",
        epilog=_COMMANDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="case JSON to import")
    parser.add_argument("--library", type=Path, metavar="PATH", help="the library to open")
    parser.add_argument("--read-only", action="store_true", help="open it for reading only")
    parser.add_argument(
        "--demo", action="store_true", help="a throw-away library with the bundled cases"
    )
    parser.add_argument(
        "--self-test", action="store_true", help="try the installation without a display"
    )
    parser.add_argument("--report-start", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--version", action="version", version=f"DLE Desktop {__version__}")
    return parser.parse_args(argv)


def snapshot_arguments(argv: list[str]) -> argparse.Namespace:
    """Parse `snapshot`."""
    parser = _command("snapshot", "Draw cases as PDF, SVG or PNG, by the ending of OUT.")
    parser.add_argument("file", type=Path, metavar="FILE", help="case JSON or a library")
    parser.add_argument("--output", type=Path, metavar="OUT", required=True)
    _add_case(parser)
    parser.add_argument(
        "--each", choices=("pdf", "svg", "png"), help="a file of each case, into the folder OUT"
    )
    parser.add_argument(
        "--template", choices=("sheet", "timeline", "record", "comparison", "figure"),
        default="sheet", help="one page; the picture alone; all tables; two cases; for a journal",
    )  # fmt: skip
    parser.add_argument("--page", choices=("a4", "letter"), default="a4")
    parser.add_argument(
        "--orientation", choices=("landscape", "portrait"), default="landscape", help="of the page"
    )
    parser.add_argument(
        "--width", choices=("single", "double", "slide"), default="double",
        help="of a figure: a journal's column (85 mm), two (178 mm), a slide",
    )  # fmt: skip
    parser.add_argument("--axis", choices=("relative", "calendar"), default="relative")
    parser.add_argument("--unit", choices=("auto", "day", "week", "month"), default="auto")
    parser.add_argument(
        "--range", nargs=2, type=_day, metavar=("FIRST", "LAST"), help="study days to show"
    )
    parser.add_argument("--fold", action="store_true", help="fold empty time")
    parser.add_argument("--palette", choices=("colour", "grey"), default="colour")
    parser.add_argument("--dpi", type=_dpi, metavar="N", default=150, help="of a PNG (36-1200)")
    parser.add_argument("--header", type=_line, default="", metavar="TEXT", help="your own line")
    parser.add_argument("--footer", type=_line, default="", metavar="TEXT", help="your own line")
    parser.add_argument(
        "--identified", action="store_true", help="a figure with the case's label and dates"
    )
    parser.add_argument("--words", action="store_true", help="a figure with free texts")
    parser.add_argument("--named", action="store_true", help="bookmarks of a PDF name patients")
    parser.add_argument("--contents", action="store_true", help="begin with a contents page")
    options = parser.parse_args(argv)
    if options.each is None and options.output.suffix.casefold() not in _PICTURES:
        parser.error(f"--output: the name should end in {', '.join(_PICTURES)}")
    if options.range and options.range[0] >= options.range[1]:
        parser.error("--range: the last day has to lie behind the first")
    return options


def validate_arguments(argv: list[str]) -> argparse.Namespace:
    """Parse `validate`."""
    parser = _command(
        "validate",
        "Tell what is wrong with case files, and what of a FHIR file would be read, a line each.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    return parser.parse_args(argv)


def import_arguments(argv: list[str]) -> argparse.Namespace:
    """Parse `import`."""
    parser = _command("import", "Take all cases of all files into a library, or none.")
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="case JSON; FHIR R4: --accept-drafts"
    )
    _add_library(parser)
    parser.add_argument(
        "--on-conflict",
        choices=("keep", "replace", "duplicate"),
        default="keep",
        help="for a case that the library has otherwise: keep the library's (default), replace "
        "it, or store the incoming one beside it",
    )
    parser.add_argument(
        "--accept-drafts",
        action="store_true",
        help="take in what FHIR R4 files propose; `validate` lists it, and what it lacks",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    return parser.parse_args(argv)


def export_arguments(argv: list[str]) -> argparse.Namespace:
    """Parse `export`."""
    parser = _command("export", "Write cases of a library to a file.")
    _add_library(parser)
    _add_case(parser)
    parser.add_argument("--format", choices=("case-json",), required=True)
    parser.add_argument("--output", type=Path, metavar="OUT", required=True)
    parser.add_argument(
        "--deidentify", choices=("days", "years"),
        help="reduce identifiers: dates as days from day 0 or as years, no free texts; what was "
        "removed, changed and kept is printed",
    )  # fmt: skip
    return parser.parse_args(argv)


def convert_arguments(argv: list[str]) -> argparse.Namespace:
    """Parse `convert`."""
    parser = _command("convert", "Write cases in another format, and tell what it does not carry.")
    parser.add_argument(
        "source", type=Path, metavar="IN",
        help="case JSON, a library, a CSV table that this program wrote, or a folder of them",
    )  # fmt: skip
    parser.add_argument(
        "target", type=Path, metavar="OUT", help="a file; for csv a folder, which gets four tables"
    )
    parser.add_argument("--to", choices=("case-json", "csv"), required=True)
    parser.add_argument(
        "--mapping", type=Path, metavar="FILE",
        help="what the columns of a foreign table mean, as JSON; without it, one is proposed",
    )  # fmt: skip
    _add_case(parser)
    return parser.parse_args(argv)


def summary_arguments(argv: list[str]) -> argparse.Namespace:
    """Parse `summary`."""
    parser = _command("summary", "Print every derived figure with its rule and records.")
    parser.add_argument("file", type=Path, metavar="FILE", help="case JSON or a library")
    _add_case(parser)
    parser.add_argument("--json", action="store_true", help="as JSON")
    return parser.parse_args(argv)


def check_arguments(argv: list[str]) -> argparse.Namespace:
    """Parse `check`."""
    parser = _command("check", "Look a library over; nothing is changed.")
    _add_library(parser)
    return parser.parse_args(argv)


def _command(name: str, description: str) -> _Parser:
    return _Parser(prog=f"{PROGRAM} {name}", description=description)


def _add_library(parser: _Parser) -> None:
    parser.add_argument("--library", type=Path, metavar="PATH", required=True)


def _add_case(parser: _Parser) -> None:
    parser.add_argument(
        "--case", action="append", default=[], metavar="ID", help="only this case (id or label)"
    )


def _day(text: str) -> float:
    try:
        day = float(text)
    except ValueError:
        day = inf
    if not abs(day) <= _FURTHEST:
        raise argparse.ArgumentTypeError(f"{text} is not a study day")
    return day


def _line(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > _LONGEST_LINE:
        raise argparse.ArgumentTypeError(f"a line has at most {_LONGEST_LINE} characters")
    return line


def _dpi(text: str) -> int:
    dots = int(text) if text.isascii() and text.isdigit() else 0
    if not 36 <= dots <= 1200:  # noqa: PLR2004 - a postage stamp; a poster's worth of memory
        raise argparse.ArgumentTypeError(f"{text} is not a whole number between 36 and 1200")
    return dots
