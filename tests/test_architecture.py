"""The walls: who may import whom, and the habits that a reader cannot check by eye."""

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "dle_desktop"
LINES = 400
TOP_LEVEL = {
    "pyproject.toml", "README.md", "DEVELOPERS.md", "LICENSE", "uv.lock",
    "dle_desktop", "resources", "tests",
}  # fmt: skip

# room -> (rooms it may import, packages from outside it may import); the standard library is open
# to all but `domain`. `errors` and the package root are open to everyone.
QT_DRAWING = {"PySide6.QtCore", "PySide6.QtGui"}
INNER = {"domain", "storage", "exchange", "drawing"}
ROOMS: dict[str, tuple[set[str], set[str]]] = {
    "__init__": (set(), set()),
    "errors": (set(), set()),
    "resources": (set(), set()),
    "wording": ({"domain"}, {"msgspec"}),
    "domain": (set(), {"msgspec"}),
    "storage": (
        {"domain"},
        # within functions: only a protected library pays for cryptography
        {"msgspec", "tinydb", "filelock", "platformdirs", "cryptography"},
    ),
    "exchange": ({"domain", "resources", "wording"}, {"msgspec", "jsonschema_rs"}),
    "drawing": ({"domain", "resources", "wording"}, {"msgspec", *QT_DRAWING}),
    "services": (INNER | {"resources", "wording"}, {"msgspec", "platformdirs", *QT_DRAWING}),
    "plots": (
        INNER | {"services", "resources", "wording"},
        {"msgspec", "numpy", "pyqtgraph", "PySide6.QtWidgets", *QT_DRAWING},
    ),
    "printing": (
        INNER | {"services", "resources", "wording"},
        {"PySide6.QtPrintSupport", "PySide6.QtSvg", *QT_DRAWING},
    ),
    "widgets": (
        INNER | {"services", "plots", "printing", "resources", "wording", "diagnostics"},
        {"msgspec", "PySide6"},
    ),
    "paths": (set(), {"platformdirs"}),
    "core_dumps": (set(), set()),
    "diagnostics": ({"interrupts"}, {"PySide6.QtCore", "platformdirs"}),
    "interrupts": (set(), {"PySide6.QtCore"}),
    "app": ({"*"}, {"msgspec", "PySide6"}),
    "cli": ({"*"}, {"msgspec", "PySide6"}),  # within functions: see what_draws_nothing
    "__main__": ({"cli"}, set()),
}
PURE = {"os", "io", "pathlib", "time", "socket", "subprocess", "shutil", "tempfile", "locale"}
MAY_CATCH_ALL = {"diagnostics.py", "storage/writer.py"}  # the latter raises it where it is awaited
FIXED_WAITS = {"qtbot.wait", "time.sleep", "QTest.qWait", "QThread.msleep", "QThread.sleep"}

Import = tuple[str, int]


def modules() -> list[Path]:
    """Return every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def name_of(module: Path) -> str:
    """Return the short name a failure is reported under, e.g. `storage/case_store.py`."""
    return module.relative_to(PACKAGE).as_posix()


def dotted(module: Path) -> str:
    """Return the name a module is imported by."""
    return ".".join(module.relative_to(ROOT).with_suffix("").parts)


def parse(module: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(module.read_text(encoding="utf-8"), str(module))


def imports(tree: ast.AST) -> Iterator[Import]:
    """Yield every dotted name a tree imports, `from a import b` as `a.b`, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are written in full"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def allowed(room: str, name: str) -> bool:
    """Say whether a module of `room` may import the dotted `name`."""
    rooms, packages = ROOMS[room]
    top, _, rest = name.partition(".")
    if top == "dle_desktop":
        target = rest.partition(".")[0]
        to_leaf = target in {"__version__", "errors"}
        return to_leaf or target == room or target in rooms or "*" in rooms
    if top in sys.stdlib_module_names:
        return room != "domain" or top not in PURE
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("module", modules(), ids=name_of)
def test_imports_point_one_way(module: Path) -> None:
    room = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert room in ROOMS, f"{room} is not a room of this house: see ROOMS"
    found = imports(parse(module))
    wrong = [f"{name} (line {line})" for name, line in found if not allowed(room, name)]
    assert not wrong, f"{name_of(module)} may not import {', '.join(wrong)}"


def test_no_two_modules_need_each_other() -> None:
    known = {dotted(module): module for module in modules()}
    graph: dict[str, set[str]] = {name: set() for name in known}
    for name, module in known.items():
        for imported, _ in imports(parse(module)):
            graph[name] |= {imported, imported.rpartition(".")[0]} & known.keys()
    graphlib.TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("room", ["domain", "storage", "exchange", "cli"])
def test_what_draws_nothing_loads_no_qt(room: str) -> None:
    found = [m for m in modules() if m.relative_to(PACKAGE).parts[0].removesuffix(".py") == room]
    names = [dotted(module) for module in found]
    program = f"import {', '.join(['sys', *names])}\n"
    program += "sys.exit(bool({'PySide6', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == 0, f"importing {room} imports PySide6 or numpy"


def habits_broken(tree: ast.Module, name: str) -> Iterator[str]:
    """Yield each place where a module breaks a habit of the house."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            caught = set(ast.unparse(node.type).strip("()").split(", ")) if node.type else {"all"}
            if caught & {"Exception", "BaseException", "all"} and name not in MAY_CATCH_ALL:
                yield f"line {node.lineno}: catches everything"
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.endswith(".connect") and any(isinstance(a, ast.Lambda) for a in node.args):
                yield f"line {node.lineno}: a lambda outlives its widget; connect a bound method"
            if name.startswith("domain/") and called.split(".")[-1] in {"now", "today", "open"}:
                yield f"line {node.lineno}: the domain has no clock and no files"
            if name.startswith("tests/") and called in FIXED_WAITS:
                yield f"line {node.lineno}: waits for time instead of a condition"


@pytest.mark.parametrize("module", modules(), ids=name_of)
def test_the_habits_hold(module: Path) -> None:
    tree = parse(module)
    assert not list(habits_broken(tree, name_of(module)))
    assert ast.get_docstring(tree), f"{name_of(module)} does not say what it is"
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LINES


def test_no_test_waits_for_time() -> None:
    broken = [
        f"{module.relative_to(ROOT)} {what}"
        for module in sorted((ROOT / "tests").rglob("*.py"))
        for what in habits_broken(parse(module), module.relative_to(ROOT).as_posix())
        if "waits" in what
    ]
    assert not broken


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {module.parent for module in (ROOT / "tests").rglob("*.py")}
    assert not [str(folder) for folder in folders if not (folder / "__init__.py").is_file()]


def test_the_top_level_holds_only_what_was_agreed() -> None:
    listing = subprocess.run(
        ["git", "ls-files", "--full-name"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode != 0:
        pytest.skip("not a git checkout: which files belong to the project is not known")
    top = {line.strip('"').split("/")[0] for line in listing.stdout.splitlines()}
    assert not {name for name in top if not name.startswith(".")} - TOP_LEVEL


@pytest.mark.parametrize(
    ("room", "name", "may"),
    [
        ("domain", "dle_desktop.storage.case_store.CaseStore", False),
        ("domain", "pathlib.Path", False),
        ("domain", "re", True),
        ("storage", "dle_desktop.exchange.case_json", False),
        ("drawing", "PySide6.QtWidgets.QWidget", False),
        ("drawing", "PySide6.QtGui.QPainter", True),
        ("widgets", "pyqtgraph", False),
        ("plots", "dle_desktop.widgets.main_window", False),
        ("cli", "pyqtgraph", False),
        ("widgets", "dle_desktop.plots.timeline_view", True),
    ],
)
def test_the_table_itself_can_say_no(room: str, name: str, may: bool) -> None:
    assert allowed(room, name) is may
