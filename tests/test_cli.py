"""The command line as scripts meet it: exit codes, results on stdout, one line on stderr."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from msgspec.structs import replace

from dle_desktop import __version__, resources
from dle_desktop.app.demo import bundled_cases
from dle_desktop.cli import main, opened, window
from dle_desktop.cli.qt_libraries import qt_libraries
from dle_desktop.domain.case import Case
from dle_desktop.errors import NoDisplay
from dle_desktop.exchange.case_json import LARGEST_FILE, parse_cases, read_cases, write_cases
from dle_desktop.storage import protection
from dle_desktop.storage.case_store import CaseStore
from tests.exchange.files import CASE_ID, GOOD, file_with
from tests.walls.hostile import OTHER_ID, hostile_case

SHAH_1 = str(resources.path("cases/shah-2009-patient-1.json"))
RESPONDER = str(resources.path("cases/illustrative-responder.json"))
BUNDLED = [str(resources.path(name)) for name in resources.names("cases")]
NOW = "2026-11-22T10:19:00Z"
(CASE,) = parse_cases(GOOD).cases

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process and return exit code, stdout and stderr."""

    def run_it(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return run_it


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Return a library with one case."""
    path = tmp_path / "library.json"
    with CaseStore.create(path) as store:
        store.apply([CASE], [], NOW)
    return path


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    """Return a case file with one case."""
    path = tmp_path / "case.json"
    path.write_bytes(GOOD)
    return path


def write(path: Path, *cases: Case) -> Path:
    """Write cases to a case file."""
    path.write_bytes(write_cases(cases))
    return path


def held(library: Path) -> tuple[Case, ...]:
    """Return the cases of a library."""
    with CaseStore.open(library, read_only=True) as store:
        return store.cases()


def process(
    *arguments: object, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own, without a display unless one is given."""
    unset = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    paths = {"PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.run(
        [sys.executable, "-m", "dle_desktop", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**kept, **paths, **environment},
        check=False,
    )


class TestTheProgramAsAProcess:
    """What only a process of its own shows."""

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (("validate", SHAH_1), 0),
            (("validate", __file__), 1),
            (("summary", __file__), 1),
            (("summary", SHAH_1, "--case", "none"), 1),
            (("export",), 2),
            (("snapshot", SHAH_1, "--output", "x.pdf", "--page", "a3"), 2),
            (("--frobnicate",), 2),
            (("check", "--library", "none.json"), 3),
            (("validate", "none.json"), 3),
            (("none.json",), 3),
            ((), 3),
        ],
    )
    def test_exit_codes_and_one_line_on_stderr(
        self, arguments: tuple[str, ...], code: int, tmp_path: Path
    ) -> None:
        done = process(*arguments, cwd=tmp_path)
        assert done.returncode == code, done.stderr
        told_on_stdout = arguments[:1] == ("validate",) and code < 3
        assert done.stderr.count("\n") == (0 if told_on_stdout else 1)
        assert "Traceback" not in done.stderr
        assert list(tmp_path.iterdir()) == []

    def test_without_a_display_the_window_says_what_is_missing_and_what_to_do(self) -> None:
        done = process()
        assert done.returncode == 3
        assert "there is no display" in done.stderr
        assert "dle-desktop snapshot" in done.stderr

    def test_a_display_that_does_not_answer_is_told_before_qt_aborts(self) -> None:
        if not sys.platform.startswith("linux"):
            pytest.skip("X11 is asked on Linux only")
        done = process(DISPLAY=":4711")
        assert done.returncode == 3
        assert "no display answers at DISPLAY=:4711" in done.stderr

    def test_the_demo_without_a_display_draws_the_bundled_cases(self, tmp_path: Path) -> None:
        if not sys.platform.startswith("linux"):
            pytest.skip("elsewhere there is always a display")
        done = process("--demo", cwd=tmp_path)
        assert done.returncode == 0
        assert done.stderr.count("\n") == 1
        assert "there is no display" in done.stderr
        assert "drew the 4 bundled cases to dle-desktop-demo.pdf" in done.stdout
        pages = pypdf.PdfReader(tmp_path / "dle-desktop-demo.pdf").pages
        text = " ".join(page.extract_text() for page in pages)
        assert "Shah 2009, patient 2" in text
        assert "Case 1 (illustrative)" in text

    def test_the_demo_finds_a_place_where_the_current_folder_takes_nothing(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "dle-desktop-demo.pdf").mkdir()
        done = process("--demo", cwd=tmp_path, TMPDIR=str(tmp_path))
        assert (done.returncode, done.stderr.count("\n")) == (0, 1)
        (file,) = tmp_path.glob("dle-demo-*/dle-desktop-demo.pdf")
        assert str(file) in done.stdout
        assert file.read_bytes().startswith(b"%PDF")

    @pytest.mark.parametrize(
        "environment",
        [
            {"QT_QPA_PLATFORM": "xcb"},
            {"QT_QPA_PLATFORM": "wayland"},
            {"WAYLAND_DISPLAY": "wayland-4711"},
            {"DISPLAY": "no display's name"},
        ],
    )
    def test_what_would_make_qt_abort_is_told_before(self, environment: dict[str, str]) -> None:
        if not sys.platform.startswith("linux"):
            pytest.skip("elsewhere there is always a display")
        done = process(cwd=None, **environment)
        assert done.returncode == 3
        assert done.stderr.count("\n") == 1

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
    @pytest.mark.parametrize("unbuffered", ["", "1"])
    def test_a_full_disk_behind_stdout_is_told(self, unbuffered: str) -> None:
        environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "dle_desktop", "summary", SHAH_1],
                stdout=full, stderr=subprocess.PIPE, env=environment, check=False,
            )  # fmt: skip
        assert done.returncode == 3
        assert done.stderr.count(b"\n") == 1
        assert b"the disk is full" in done.stderr

    @pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
    @pytest.mark.parametrize(("closed", "file", "code"), [(">&-", SHAH_1, 0), ("2>&-", "no", 3)])
    def test_a_closed_stream_harms_nothing(self, closed: str, file: str, code: int) -> None:
        command = f'exec "$0" -m dle_desktop summary "$1" {closed}'
        done = subprocess.run(
            ["/bin/sh", "-c", command, sys.executable, file], capture_output=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")

    @pytest.mark.skipif(sys.platform == "win32", reason="locales are named otherwise there")
    def test_qt_has_nothing_to_say_of_a_plain_locale(self, tmp_path: Path) -> None:
        done = process("snapshot", SHAH_1, "--output", tmp_path / "a.pdf", LC_ALL="C")
        assert (done.returncode, done.stderr) == (0, "")

    def test_a_terminal_without_umlauts_gets_escapes(self, tmp_path: Path) -> None:
        file = tmp_path / "m.json"
        file.write_bytes(file_with(label="Müller"))
        done = process("summary", file, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
        assert done.returncode == 0, done.stderr
        assert "M\\xfcller" in done.stdout

    def test_a_reader_that_leaves_early_is_no_failure(self) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        with os.fdopen(writer, "w") as broken:
            done = subprocess.run(
                [sys.executable, "-m", "dle_desktop", "summary", RESPONDER],
                stdout=broken,
                stderr=subprocess.PIPE,
                cwd=Path(__file__).parents[1],
                check=False,
            )
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.parametrize("command", ["validate", "summary"])
    def test_what_draws_nothing_loads_no_qt(self, command: str) -> None:
        program = (
            "import sys; from dle_desktop.cli import main; "
            f"code = main([{command!r}, {SHAH_1!r}]); "
            "sys.exit(code or any(name.startswith('PySide6') for name in sys.modules))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            cwd=Path(__file__).parents[1],
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def test_the_self_test_passes(self) -> None:
        done = process("--self-test")
        assert done.returncode == 0, done.stderr


def test_version_and_help(run: Run) -> None:
    assert run("--version") == (0, f"DLE Desktop {__version__}\n", "")
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    for command in ("snapshot", "validate", "import", "export", "summary", "check", "--demo"):
        assert command in out
    assert "report-start" not in out


class TestValidate:
    """Every problem of every file, a line each."""

    def test_sound_files(self, run: Run) -> None:
        code, out, err = run("validate", *BUNDLED)
        assert (code, err) == (0, "")
        assert out.count("1 case, no problems") == 4

    def test_what_cannot_be_true_is_told_with_its_place(self, run: Run, tmp_path: Path) -> None:
        days = {"start": {"offset": "P9M"}, "end": {"offset": "P1M"}}
        dose = {"id": "d1", **days}
        event = {"id": "e1", "kind": "note", "moment": days["start"], "end": days["end"]}
        courses = [{"id": "c1", "drug": "lenalidomide", "doses": [dose]}]
        wrong = tmp_path / "wrong.json"
        wrong.write_bytes(file_with(courses=courses, events=[event]))
        code, out, err = run("validate", wrong)
        assert (code, err) == (1, "")
        first, second = out.splitlines()
        assert first.startswith(f"{wrong}: $.cases[0].courses[0].doses[0]: ")
        assert second.startswith(f"{wrong}: $.cases[0].events[0]: ")

    def test_each_problem_has_a_line_with_file_and_path(self, run: Run, tmp_path: Path) -> None:
        wrong = tmp_path / "wrong.json"
        wrong.write_bytes(file_with(label="", id="x"))
        code, out, err = run("validate", SHAH_1, wrong)
        assert (code, err) == (1, "")
        assert f"{wrong}: $.cases[0].label: is too short" in out
        assert f"{wrong}: $.cases[0].id: " in out

    def test_a_remark_is_told_but_refuses_nothing(self, run: Run, tmp_path: Path) -> None:
        marked = tmp_path / "marked.json"
        marked.write_bytes(b"\xef\xbb\xbf" + GOOD)
        code, out, _ = run("validate", marked)
        assert code == 0
        assert "byte order mark" in out

    def test_a_file_that_cannot_be_read_does_not_hide_the_others(
        self, run: Run, tmp_path: Path
    ) -> None:
        code, out, err = run("validate", tmp_path / "none.json", __file__, SHAH_1)
        assert code == 3
        assert "no such file" in err
        assert "is not JSON" in out
        assert "1 case, no problems" in out


class TestImport:
    """All cases of all files, or none."""

    def test_a_library_that_is_not_there_is_made_and_told(self, run: Run, tmp_path: Path) -> None:
        library = tmp_path / "new" / "library.json"
        code, out, err = run("import", *BUNDLED, "--library", library)
        assert (code, err) == (0, "")
        assert f"Made a new library: {library}" in out
        assert "4 new, 0 identical, 0 changed" in out
        assert {case.revision for case in held(library)} == {1}
        assert all(case.created == case.changed is not None for case in held(library))

    def test_importing_again_changes_nothing(self, run: Run, tmp_path: Path) -> None:
        library = tmp_path / "library.json"
        run("import", *BUNDLED, "--library", library)
        before = library.read_bytes()
        code, out, _ = run("import", *BUNDLED, "--library", library, "--on-conflict", "replace")
        assert code == 0
        assert "0 new, 4 identical, 0 changed" in out
        assert library.read_bytes() == before

    @pytest.mark.parametrize(
        ("policy", "labels"),
        [("keep", ["Case 1"]), ("replace", ["Theirs"]), ("duplicate", ["Case 1", "Theirs"])],
    )
    def test_what_becomes_of_a_changed_case(
        self, run: Run, library: Path, tmp_path: Path, policy: str, labels: list[str]
    ) -> None:
        theirs = write(tmp_path / "theirs.json", replace(CASE, label="Theirs"))
        code, out, err = run("import", theirs, "--library", library, "--on-conflict", policy)
        assert (code, err) == (0, "")
        assert '$.label: "Case 1" -> "Theirs"' in out
        assert [case.label for case in held(library)] == labels

    def test_a_replaced_case_never_loses_revisions(
        self, run: Run, library: Path, tmp_path: Path
    ) -> None:
        with CaseStore.open(library) as store:
            store.apply([replace(CASE, revision=7)], [], NOW)
            store.apply([], [CASE.id], NOW)
        mine = write(tmp_path / "mine.json", CASE)
        assert run("import", mine, "--library", library)[0] == 0
        (case,) = held(library)
        assert case.revision == 8

    def test_a_dry_run_writes_nothing(self, run: Run, case_file: Path, tmp_path: Path) -> None:
        library = tmp_path / "new.json"
        code, out, _ = run("import", case_file, "--library", library, "--dry-run")
        assert code == 0
        assert "A new library would be made" in out
        assert "1 new" in out
        assert not library.exists()

    def test_a_dry_run_on_a_library_leaves_it_as_it_is(
        self, run: Run, library: Path, tmp_path: Path
    ) -> None:
        before = library.read_bytes()
        theirs = write(tmp_path / "t.json", replace(CASE, label="Theirs"))
        code, out, _ = run(
            "import", theirs, "--library", library, "--dry-run", "--on-conflict", "replace"
        )
        assert code == 0
        assert "0 new, 0 identical, 1 changed" in out
        assert library.read_bytes() == before

    def test_one_wrong_file_stops_all(self, run: Run, case_file: Path, tmp_path: Path) -> None:
        wrong, library = tmp_path / "wrong.json", tmp_path / "library.json"
        wrong.write_bytes(file_with(label="", id="x"))
        code, _, err = run("import", case_file, wrong, "--library", library)
        assert code == 1
        assert err.count("\n") == 1
        assert "$.cases[0]." in err
        assert "and 1 more" in err
        assert not library.exists()

    def test_one_case_in_two_files_is_refused(
        self, run: Run, case_file: Path, library: Path
    ) -> None:
        code, _, err = run("import", case_file, case_file, "--library", library)
        assert code == 1
        assert f"the case {CASE.id} is in the files 2 times" in err

    def test_a_library_in_use_is_not_written(
        self, run: Run, case_file: Path, library: Path
    ) -> None:
        with CaseStore.open(library):
            code, _, err = run("import", case_file, "--library", library)
        assert code == 3
        assert "is in use by" in err


class TestExport:
    """Cases of a library to a case file."""

    def test_the_library_itself_is_never_replaced(self, run: Run, library: Path) -> None:
        before = library.read_bytes()
        arguments = ("--library", library, "--format", "case-json", "--output", library)
        code, _, err = run("export", *arguments)
        assert code == 3
        assert "it is a library" in err
        assert library.read_bytes() == before

    def test_export_then_import_changes_nothing(
        self, run: Run, library: Path, tmp_path: Path
    ) -> None:
        out_file = tmp_path / "out.json"
        code, out, _ = run(
            "export", "--library", library, "--format", "case-json", "--output", out_file
        )
        assert code == 0
        assert f"1 case written to {out_file}" in out
        assert read_cases(out_file).cases == held(library)
        assert "exported" in json.loads(out_file.read_bytes())
        assert "0 new, 1 identical" in run("import", out_file, "--library", library)[1]

    def test_only_the_wanted_cases(self, run: Run, library: Path, tmp_path: Path) -> None:
        other = replace(CASE, id=CASE_ID.format(2), label="Other")
        with CaseStore.open(library) as store:
            store.apply([other], [], NOW)
        out_file = tmp_path / "out.json"
        arguments = ("export", "--library", library, "--format", "case-json", "--output", out_file)
        assert run(*arguments, "--case", other.id)[0] == 0
        assert read_cases(out_file).cases == (other,)
        assert run(*arguments, "--case", "Nobody")[0] == 1
        assert read_cases(out_file).cases == (other,)

    @pytest.mark.parametrize("how", ["days", "years"])
    def test_identifiers_are_reduced_and_it_is_told_how(
        self, run: Run, library: Path, tmp_path: Path, how: str
    ) -> None:
        other = replace(hostile_case("Anna Miller", OTHER_ID), created=NOW)
        with CaseStore.open(library) as store:
            store.apply([other], [], NOW)
        out_file = tmp_path / "out.json"
        arguments = ("export", "--library", library, "--format", "case-json", "--output", out_file)
        code, out, _ = run(*arguments, "--deidentify", how)
        assert code == 0
        assert f"2 cases with reduced identifiers written to {out_file}" in out
        assert "  Printed" not in out
        assert "  Name and record number removed: 2" in out
        assert "Identifiers are reduced, not gone" in out
        for gone in ("Miller", other.id, CASE.id, CASE.label, "exported", "DLE Desktop", "2024-"):
            assert gone not in out_file.read_text(encoding="utf-8")
        assert [case.label for case in read_cases(out_file).cases] == ["Case A", "Case B"]

    def test_a_folder_is_not_replaced_by_a_file(
        self, run: Run, library: Path, tmp_path: Path
    ) -> None:
        code, _, err = run(
            "export", "--library", library, "--format", "case-json", "--output", tmp_path
        )
        assert code == 3
        assert "not a regular file" in err


class TestSummary:
    """Every derived figure with its rule and records."""

    def test_what_the_paper_does_not_say_is_not_reported(self, run: Run) -> None:
        code, out, err = run("summary", SHAH_1)
        assert (code, err) == (0, "")
        assert out.startswith("Shah 2009, patient 1\n")
        assert "not reported" in out
        assert "rule: " in out

    def test_made_up_cases_say_so(self, run: Run) -> None:
        assert "illustrative, not from the paper" in run("summary", RESPONDER)[1].splitlines()[0]

    def test_as_json_with_rule_and_records(self, run: Run) -> None:
        code, out, _ = run("summary", RESPONDER, "--json")
        assert code == 0
        (case,) = json.loads(out)["cases"]
        assert case["synthetic"] is True
        assert all(figure["rule"] and figure["sources"] for figure in case["figures"])
        assert any(figure["records"] for figure in case["figures"])
        (paper,) = json.loads(run("summary", SHAH_1, "--json")[1])["cases"]
        unknown = [figure for figure in paper["figures"] if not figure["reported"]]
        assert unknown
        assert {figure["value"] for figure in unknown} == {"not reported"}

    def test_of_a_library_too(self, run: Run, library: Path) -> None:
        with CaseStore.open(library) as store:
            store.apply([replace(CASE, id=CASE_ID.format(2), label="Other")], [], NOW)
        assert run("summary", library)[1].count("\n\n") == 1
        assert run("summary", library, "--case", "Other")[1].startswith("Other")

    def test_of_a_library_larger_than_any_case_file(self, run: Run, tmp_path: Path) -> None:
        huge = tmp_path / "huge.json"
        with huge.open("wb") as file:
            file.truncate(LARGEST_FILE + 1)
        code, _, err = run("summary", huge)
        assert code in {1, 3}
        assert err.count("\n") == 1

    def test_a_file_without_cases(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run("summary", write(tmp_path / "none.json"))
        assert code == 1
        assert "has no cases" in err


class TestSnapshot:
    """Pictures without a display."""

    @pytest.mark.parametrize(
        ("name", "begins"),
        [("a.pdf", b"%PDF"), ("a.svg", b"<?xml"), ("a.png", b"\x89PNG")],
    )
    def test_the_ending_says_the_kind(self, tmp_path: Path, name: str, begins: bytes) -> None:
        done = process("snapshot", SHAH_1, "--output", tmp_path / name, "--palette", "grey")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert str(tmp_path / name) in done.stdout

    def test_another_ending_is_refused(self, run: Run, tmp_path: Path) -> None:
        code, _, err = run("snapshot", SHAH_1, "--output", tmp_path / "a.gif")
        assert code == 2
        assert ".pdf, .svg, .png" in err

    @pytest.mark.parametrize(
        ("options", "files"),
        [
            ("--template record --orientation portrait --page letter --fold", "a.pdf"),
            (
                "--template timeline --range -30 400 --unit week --header Ward",
                "a.pdf",
            ),
            ("--template figure --width single --palette grey", "a.pdf a.csv a-caption.txt"),
            ("--template figure --identified --words --axis calendar", "a.pdf a.csv a-caption.txt"),
            ("--contents --named", "a.pdf"),
        ],
    )
    def test_every_option_draws(self, tmp_path: Path, options: str, files: str) -> None:
        done = process(
            "snapshot", SHAH_1, "--output", tmp_path / "a.pdf", *options.split()
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert {file.name for file in tmp_path.iterdir()} == set(files.split())

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            ("--template poster", "invalid choice"),
            ("--range 10 10", "has to lie behind"),
            ("--range 10 soon", "soon is not a study day"),
            ("--range nan 5", "nan is not a study day"),
            (f"--header {'x' * 121}", "at most 120 characters"),
        ],
    )
    def test_a_wrong_option_is_one_sentence(
        self, run: Run, tmp_path: Path, options: str, said: str
    ) -> None:
        code, _, err = run("snapshot", SHAH_1, "--output", tmp_path / "a.pdf", *options.split())
        assert code == 2
        assert said in err
        assert err.count("\n") == 1

    def test_each_case_has_a_file_of_its_own(self, tmp_path: Path) -> None:
        (one,) = parse_cases(Path(SHAH_1).read_bytes()).cases
        other = replace(one, id="99999999-9999-4999-8999-999999999999", label="Another")
        file, folder = write(tmp_path / "two.json", one, other), tmp_path / "out"
        folder.mkdir()
        done = process("snapshot", file, "--output", folder, "--each", "svg")
        assert done.returncode == 0, done.stderr
        names = {file.name for file in folder.iterdir()}
        assert {"Another.svg", "Shah 2009 patient 1.svg"} <= names
        assert all(name.endswith(".svg") for name in names)
        again = process("snapshot", file, "--output", folder, "--each", "svg")
        assert again.returncode == 0
        assert len(list(folder.iterdir())) == 2 * len(names)  # nothing is replaced
        gone = process("snapshot", file, "--output", tmp_path / "gone", "--each", "pdf")
        assert gone.returncode == 3

    def test_a_comparison_of_one_case_is_refused_in_one_sentence(self, tmp_path: Path) -> None:
        done = process(
            "snapshot", SHAH_1, "--output", tmp_path / "a.pdf", "--template", "comparison"
        )
        assert done.returncode == 1
        assert done.stderr.strip() == "dle-desktop: A comparison takes two cases, not 1."
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded by ulimit -v")
    @pytest.mark.parametrize("kilobytes", [100_000, 500_000])
    def test_a_lack_of_memory_is_told(self, tmp_path: Path, kilobytes: int) -> None:
        file = tmp_path / "a.png"
        if kilobytes < 500_000:  # not even for the file
            too_long = b" " * 60_000_000
            (tmp_path / "case.json").write_bytes(too_long + GOOD)
            arguments = f"summary {tmp_path}/case.json"
        else:
            arguments = f"snapshot {SHAH_1} --output {file} --dpi 1200"
        command = f'ulimit -v {kilobytes}; exec "$0" -m dle_desktop {arguments}'
        done = subprocess.run(
            ["/bin/sh", "-c", command, sys.executable],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 3
        assert done.stderr.count("\n") == 1
        assert "not enough memory" in done.stderr
        assert not file.exists()

    def test_a_script_no_typeface_has_is_no_error(self, tmp_path: Path) -> None:
        file = tmp_path / "case.json"
        file.write_bytes(file_with(label="हिन्दी ไทย العربية"))
        done = process("snapshot", file, "--output", tmp_path / "a.pdf")
        assert (done.returncode, done.stderr) == (0, "")

    def test_links_in_a_circle_are_told(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").symlink_to("a.pdf")
        code, _, err = run("snapshot", SHAH_1, "--output", tmp_path / "a.pdf")
        assert (code, err.count("\n")) == (3, 1)

    def test_a_folder_is_not_replaced(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").mkdir()
        assert run("snapshot", SHAH_1, "--output", tmp_path / "a.pdf")[0] == 3

    @pytest.mark.parametrize("dots", ["0", "9999999", "many"])
    def test_dots_per_inch_are_bounded(self, run: Run, dots: str) -> None:
        assert run("snapshot", SHAH_1, "--output", "a.png", "--dpi", dots)[0] == 2


class TestCheck:
    """A library looked over."""

    def test_a_sound_library(self, run: Run, library: Path) -> None:
        code, out, err = run("check", "--library", library)
        assert (code, err) == (0, "")
        assert "1 case, 0 in the trash" in out
        assert "nothing is wrong" in out

    @pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
    def test_findings(self, run: Run, library: Path) -> None:
        library.chmod(0o644)
        code, out, _ = run("check", "--library", library)
        assert code == 1
        assert "other users of this computer may read or write it" in out

    def test_a_damaged_library_is_told_and_left(self, run: Run, library: Path) -> None:
        damaged = library.read_bytes()[:-20]
        library.write_bytes(damaged)
        code, _, err = run("check", "--library", library)
        assert code == 1
        assert "cannot be understood" in err
        assert library.read_bytes() == damaged


class TestQtAndTheDisplay:
    """What is told before Qt is asked."""

    def test_a_missing_system_library_is_a_sentence(self) -> None:
        message = "libEGL.so.1: cannot open shared object file: No such file or directory"
        with pytest.raises(NoDisplay, match="libEGL"), qt_libraries():
            raise ImportError(message)

    def test_a_mistake_of_ours_stays_a_mistake(self) -> None:
        with pytest.raises(ImportError, match="no such name"), qt_libraries():
            raise ImportError("no such name")

    @pytest.mark.parametrize(
        ("environment", "missing"),
        [
            ({}, True),
            ({"DISPLAY": ":4711"}, True),
            ({"DISPLAY": "far.example:0"}, False),
            ({"WAYLAND_DISPLAY": "wayland-0"}, False),
            ({"WAYLAND_DISPLAY": "wayland-1"}, True),
            ({"QT_QPA_PLATFORM": "offscreen"}, False),
        ],
    )
    def test_where_a_window_can_open(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        environment: dict[str, str],
        missing: bool,
    ) -> None:
        (tmp_path / "wayland-0").touch()
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        monkeypatch.setattr(sys, "platform", "linux")
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert (window._missing_display() is not None) == missing

    def test_elsewhere_there_is_always_a_display(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
        monkeypatch.setattr(sys, "platform", "darwin")
        assert window._missing_display() is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_dying_process_leaves_no_image_of_its_memory() -> None:
    program = (
        "import resource; from dle_desktop.cli import main; main(['--version']); "
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "0"


def test_a_protected_library_is_asked_for_its_passphrase_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "library.json"
    with CaseStore.create(path) as store:
        store.apply(bundled_cases(), (), "2026-11-25T08:00:00Z")
        protection.protect(store, "four words in a row", memory_kib=65536)
    command = ["check", "--library", str(path)]
    assert main(command) == 3
    assert "protected by a passphrase" in capsys.readouterr().err
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    for secret, code in (("wrong words in a row", 3), ("four words in a row", 0)):
        monkeypatch.setattr(opened, "getpass", lambda *_, secret=secret: secret)
        assert main(command) == code
    assert "4 cases" in capsys.readouterr().out
