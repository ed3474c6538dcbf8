"""`convert` as scripts meet it: what is written, what is told to be lost, and the exit codes."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from dle_desktop.cli import main
from dle_desktop.domain.case import Case
from dle_desktop.exchange.case_json import parse_cases, read_cases
from dle_desktop.storage.case_store import CaseStore
from tests.exchange.files import CASE_ID, GOOD, file_with

(CASE,) = parse_cases(GOOD).cases
NAMES = ["assessments.csv", "doses.csv", "events.csv", "labs.csv"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run `convert` in this process and return exit code, stdout and stderr."""

    def run_it(*arguments: object) -> tuple[int, str, str]:
        code = main(["convert", *map(str, arguments)])
        out, err = capfd.readouterr()
        return code, out, err

    return run_it


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    """Return a case file with one case that has notes."""
    path = tmp_path / "case.json"
    path.write_bytes(file_with(notes="asked again in May"))
    return path


def tables(run: Run, case_file: Path, folder: Path) -> Path:
    """Return the folder of the tables of a case file."""
    assert run(case_file, folder, "--to", "csv")[0] == 0
    return folder


def test_a_case_file_becomes_four_tables_and_its_losses_are_told(
    run: Run, case_file: Path, tmp_path: Path
) -> None:
    code, out, err = run(case_file, tmp_path / "a" / "tables", "--to", "csv")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Case 1: not in the tables: the notes on the case",
        f"1 case written to {tmp_path / 'a' / 'tables'}",
    ]
    assert sorted(path.name for path in (tmp_path / "a" / "tables").iterdir()) == NAMES


def test_the_tables_become_a_case_file_again(run: Run, case_file: Path, tmp_path: Path) -> None:
    folder = tables(run, case_file, tmp_path / "tables")
    code, _, err = run(folder, tmp_path / "back.json", "--to", "case-json")
    assert (code, err) == (0, "")
    assert read_cases(tmp_path / "back.json").cases == (CASE,)


def test_one_table_alone_is_read(run: Run, case_file: Path, tmp_path: Path) -> None:
    folder = tables(run, case_file, tmp_path / "tables")
    assert run(folder / "labs.csv", tmp_path / "back.json", "--to", "case-json")[0] == 0
    (case,) = read_cases(tmp_path / "back.json").cases
    assert (case.labs, case.events) == (CASE.labs, ())


def test_a_library_is_converted_and_cases_are_chosen(run: Run, tmp_path: Path) -> None:
    other = Case(id=CASE_ID.format(2), label="B", labs=CASE.labs)
    with CaseStore.create(tmp_path / "library.json") as store:
        store.apply([CASE, other], [], "2026-11-22T10:19:00Z")
    code, _, _ = run(
        tmp_path / "library.json", tmp_path / "t", "--to", "csv", "--case", "B"
    )  # fmt: skip
    assert code == 0
    assert run(tmp_path / "t", tmp_path / "back.json", "--to", "case-json", "--case", "B")[0] == 0
    assert read_cases(tmp_path / "back.json").cases == (other,)
    code, _, err = run(tmp_path / "t", tmp_path / "back.json", "--to", "case-json", "--case", "C")
    assert (code, err) == (1, 'dle-desktop: there is no case "C"\n')


def test_every_fault_of_the_tables_is_a_line_and_nothing_is_written(
    run: Run, case_file: Path, tmp_path: Path
) -> None:
    folder = tables(run, case_file, tmp_path / "tables")
    for name, old, new in (("labs.csv", '"1.2"', '"1,2"'), ("events.csv", '"flare"', '"flair"')):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    code, out, err = run(folder, tmp_path / "back.json", "--to", "case-json")
    assert (code, out) == (1, "")
    first, second = err.splitlines()
    assert '$["labs.csv"][2].value: 1,2 is not a number' in first
    assert '$["events.csv"][2].kind: "flair" is not one of' in second
    assert not (tmp_path / "back.json").exists()


def test_a_remark_is_told_and_no_fault(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "case.json"
    source.write_bytes(file_with(events=[{"id": "e1", "text": "a\u200bb"}]))
    folder = tables(run, source, tmp_path / "tables")
    code, out, _ = run(folder, tmp_path / "back.json", "--to", "case-json")
    assert code == 0
    assert "holds characters that do not show (U+200B)" in out


@pytest.mark.parametrize("content", [b"", b"\xff", b"a,b\n1,2,3\n"])
def test_what_is_no_table_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    code, _, err = run(tmp_path / "x.csv", tmp_path / "back.json", "--to", "case-json")
    assert code == 1
    assert err.count("\n") == 1


def test_tables_without_a_row_and_a_folder_without_tables_are_refused(
    run: Run, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    code, _, err = run(empty, tmp_path / "back.json", "--to", "case-json")
    assert (code, "has no tables" in err) == (1, True)
    source = tmp_path / "case.json"
    source.write_bytes(GOOD)
    folder = tables(run, source, empty)
    heads = (folder / "labs.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "labs.csv").write_text(heads, encoding="utf-8")
    code, _, err = run(folder / "labs.csv", tmp_path / "back.json", "--to", "case-json")
    assert (code, "has no cases" in err) == (1, True)


def test_what_cannot_be_read_or_written_is_exit_code_3(
    run: Run, case_file: Path, tmp_path: Path
) -> None:
    missing, taken = tmp_path / "missing.csv", tmp_path / "taken"
    taken.write_bytes(b"")
    assert run(missing, tmp_path / "x.json", "--to", "case-json")[0] == 3
    for name in ("a\0b", "a" * 5000):
        assert run(name, tmp_path / "x.json", "--to", "case-json")[0] == 3
    code, _, err = run(case_file, taken, "--to", "csv")
    assert (code, "there is a file of that name already" in err) == (3, True)
    assert run(case_file, "a\0b", "--to", "csv")[0] == 3
    assert run(case_file, tmp_path, "--to", "case-json")[0] == 3


def test_a_folder_that_may_not_be_listed_is_exit_code_3(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    code, _, err = run(tmp_path, tmp_path / "x.json", "--to", "case-json")
    assert (code, "permission was denied" in err) == (3, True)


def test_no_library_is_overwritten_by_a_table(run: Run, case_file: Path, tmp_path: Path) -> None:
    folder = tables(run, case_file, tmp_path / "tables")
    (folder / "labs.csv").unlink()
    with CaseStore.create(folder / "labs.csv") as store:
        store.apply([replace(CASE, label="kept")], [], "2026-11-22T10:19:00Z")
    code, _, err = run(case_file, folder, "--to", "csv")
    assert (code, "it is a library" in err) == (3, True)


@pytest.mark.parametrize("arguments", [["a"], ["a", "b"], ["a", "b", "--to", "xml"]])
def test_wrong_usage_is_exit_code_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments)[0] == 2


FOREIGN = "Patient;Datum;ANC (10*9/L);CRP\nA;03.04.2024;1,2;7\n"


def test_a_foreign_table_gets_a_proposal_which_corrected_reads_it(run: Run, tmp_path: Path) -> None:
    source, kept = tmp_path / "labs.csv", tmp_path / "mapping.json"
    source.write_text(FOREIGN, encoding="utf-8")
    code, out, err = run(source, tmp_path / "x.json", "--to", "case-json")
    assert code == 1
    assert "--mapping" in err
    assert "which comes first in the dates" in err
    assert "$.CRP: which unit" in err
    kept.write_text(out, encoding="utf-8")
    code, _, err = run(source, tmp_path / "x.json", "--to", "case-json", "--mapping", kept)
    assert (code, '$["labs.csv"].CRP: which unit' in err) == (1, True)
    units = out.replace('"units": {', '"units": {"CRP": "mg/L",')
    kept.write_text(units, encoding="utf-8")
    code, _, err = run(source, tmp_path / "x.json", "--to", "case-json", "--mapping", kept)
    assert (code, "2024-03-04 or 2024-04-03" in err) == (1, True)
    kept.write_text(units.replace('"date_order": null', '"date_order": "dmy"'), encoding="utf-8")
    assert run(source, tmp_path / "x.json", "--to", "case-json", "--mapping", kept)[0] == 0
    (case,) = read_cases(tmp_path / "x.json").cases
    assert [(lab.analyte, lab.value, lab.unit) for lab in case.labs] == [
        ("neutrophils", 1.2, "10*9/L"),
        ("CRP", 7.0, "mg/L"),
    ]


def test_a_table_nobody_knows_is_only_asked_about(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_bytes(b"name\tage\nAnna\t40\n")
    code, out, err = run(tmp_path / "x.tsv", tmp_path / "back.json", "--to", "case-json")
    assert (code, out) == (1, "")
    assert "what are the rows" in err
    (tmp_path / "x.csv").write_bytes(b"name,age\nAnna,40\n")
    code, out, err = run(tmp_path, tmp_path / "back.json", "--to", "case-json")
    assert (code, out, err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"table": "x"}', b"\xff", b"[" * 9999])
def test_what_is_no_mapping_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    source, kept = tmp_path / "labs.csv", tmp_path / "mapping.json"
    source.write_text(FOREIGN, encoding="utf-8")
    kept.write_bytes(content)
    code, _, err = run(source, tmp_path / "x.json", "--to", "case-json", "--mapping", kept)
    assert (code, "is no mapping" in err, err.count("\n")) == (1, True, 1)


def test_a_mapping_is_for_one_table(run: Run, case_file: Path, tmp_path: Path) -> None:
    for source in (tmp_path, case_file):
        code, _, err = run(source, tmp_path / "x", "--to", "csv", "--mapping", case_file)
        assert (code, err.count("\n")) == (1, 1)
