"""The command line: every command without a display, its output and its exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from vsm_desktop import __version__
from vsm_desktop.__main__ import COMMANDS
from vsm_desktop.cli import cli
from vsm_desktop.edit.states import copy_state
from vsm_desktop.export.book import book_bytes, print_frame
from vsm_desktop.export.registry import EXPORTERS
from vsm_desktop.model.printing import Print
from vsm_desktop.store.files import load, save

SAMPLES = Path(__file__).parents[1] / "resources/samples"
ACME = SAMPLES / "acme-current.vsm"
SHEET = SAMPLES / "acme-timing.xlsx"


def run(*args: object) -> Result:
    result = CliRunner().invoke(cli, [str(arg) for arg in args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_the_main_job(tmp_path):
    """Import, metrics, all exports: the printed results of the book."""
    out = tmp_path / "acme.vsm"
    imported = run("import", SHEET, out, "--report", tmp_path / "report.json")
    assert imported.exit_code == 0, imported.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["taken"]
    assert {"sheet", "cell", "value", "reason"} <= report["taken"][0].keys()
    metrics = run("metrics", out).stdout
    for text in ("60 s", "23.6 days", "188 s", "Assembly 1"):
        assert text in metrics
    for suffix in (".pdf", ".xlsx", ".svg", ".png", ".json"):
        assert run("export", out, tmp_path / f"acme{suffix}").exit_code == 0
        assert (tmp_path / f"acme{suffix}").stat().st_size > 1000


def test_gemba_sheets_are_written_filled_in_and_read_back(tmp_path):
    paper, book = tmp_path / "gemba.pdf", tmp_path / "gemba.xlsx"
    assert run("gemba", ACME, paper).stdout == "5 gemba sheets\n"
    assert len(PdfDocument(paper)) == 5
    assert run("gemba", ACME, book, "--steps", "weld1, weld2").stdout == "2 gemba sheets\n"
    filled = load_workbook(book)
    sheet = filled["Spot weld 1"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "ct")
    for column, seconds in enumerate((40, 41, 45), start=2):
        sheet.cell(row, column, seconds)
    filled.save(book)
    out = tmp_path / "seen.vsm"
    assert run("import", book, out).exit_code == 0
    seen = load(out).state().node("weld1").ct
    assert (seen.typed, seen.source.readings) == ("41 s", (40, 41, 45))
    assert run("gemba", ACME, paper, "--steps", "nobody").exit_code == 1
    assert run("gemba", ACME, tmp_path / "gemba.txt").exit_code == 1


def test_metrics_json_is_the_public_interface():
    data = json.loads(run("metrics", ACME, "--json").stdout)
    assert data["format"] == 1
    assert data["state"] == "current"
    assert data["options"]["lead_time_mode"] == "waits_only"
    assert data["metrics"]["takt_s"] == {"value": 60.0, "unit": "s", "reason": None}
    assert data["metrics"]["lead_time_days"]["value"] == pytest.approx(23.619565217391305)
    assert [step["id"] for step in data["steps"]][:3] == ["coils", "stamping", "inv_stamp"]
    stamping = data["steps"][1]
    assert stamping["kind"] == "process"
    assert stamping["data"]["ct_s"] == 1
    assert stamping["data"]["co_s"] == 3600
    assert stamping["data"]["uptime"] == 0.85
    assert data["steps"][2]["data"]["qty_by_variant"] == {"L": 4600, "R": 2400}
    assert data["steps"][2]["metrics"]["days_of_supply"]["unit"] == "day"
    problem = next(problem for problem in data["problems"] if problem["code"] == "over_takt")
    assert problem["ids"] == ["assy1"]
    assert set(problem) == {"code", "severity", "message", "ids"}
    unknown = [one for one in data["metrics"].values() if one["value"] is None]
    assert all(one["reason"] for one in unknown)


def test_times_are_told_and_exported_in_the_unit_of_the_map(tmp_path):
    raw = json.loads(ACME.read_text(encoding="utf-8"))
    raw["states"][0].setdefault("options", {})["time_unit"] = "min"
    file = tmp_path / "minutes.vsm"
    file.write_text(json.dumps(raw), encoding="utf-8")
    metrics = run("metrics", file).stdout
    assert "1 min" in metrics
    assert "3.13 min" in metrics
    assert "3.13 min" in run("explain", file, "processing_time_s").stdout
    assert run("export", file, tmp_path / "minutes.svg").exit_code == 0
    assert "3.13 min" in (tmp_path / "minutes.svg").read_text(encoding="utf-8")
    plain, turned = (json.loads(run("metrics", one, "--json").stdout) for one in (ACME, file))
    assert plain == turned


def test_explain_tells_how_a_number_came_about():
    lines = run("explain", ACME, "takt_s").stdout.splitlines()
    assert lines[0] == "Takt time: 60 s  =  Available time per day ÷ Demand per day"
    assert "      Shift length: 8 h" in lines
    data = json.loads(run("explain", ACME, "days_of_supply.inv_stamp", "--json").stdout)
    assert (data["key"], data["unit"]) == ("days_of_supply.inv_stamp", "day")
    assert data["value"] == pytest.approx(7.608695652173913)
    assert [(one["key"], one["value"], one["typed"]) for one in data["terms"][:2]] == [
        ("qty_by_variant.inv_stamp.L", 4600, "4600 pc"),
        ("qty_by_variant.inv_stamp.R", 2400, "2400 pc"),
    ]
    assert data["terms"][2]["terms"], "the demand is explained too"


def test_every_reported_key_can_be_explained():
    data = json.loads(run("metrics", ACME, "--json").stdout)
    keys = [*data["metrics"], *(f"{key}.{step['id']}" for step in data["steps"] for key in step["metrics"])]
    for key in (keys[0], "bottleneck", "critical_path", "rolled_ca", keys[-1]):
        assert json.loads(run("explain", ACME, key, "--json").stdout)["key"] == key


def test_an_unknown_key_is_a_fault_of_the_input():
    result = run("explain", ACME, "takt")
    assert result.exit_code == 1
    assert result.stderr.strip() == 'No result is called "takt". Try takt_s.'


def test_export_of_json_equals_metrics_json(tmp_path):
    run("export", ACME, tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == json.loads(
        run("metrics", ACME, "--json").stdout
    )


def test_new_then_metrics_then_check(tmp_path):
    path = tmp_path / "empty.vsm"
    assert run("new", path, "--name", "Brackets").exit_code == 0
    assert "no demand" in run("metrics", path).stdout.lower()
    assert run("check", path).exit_code == 0
    again = run("new", path)
    assert again.exit_code == 1
    assert "was not changed" in again.stderr


def test_check_fails_only_for_errors(tmp_path):
    raw = json.loads(ACME.read_text(encoding="utf-8"))
    assert run("check", ACME).exit_code == 0, "a step over takt is a warning"
    raw["states"][0]["flows"].append({"id": "back", "kind": "push", "source": "weld2", "target": "stamping"})
    (tmp_path / "loop.vsm").write_text(json.dumps(raw), encoding="utf-8")
    result = run("check", tmp_path / "loop.vsm")
    assert result.exit_code == 1
    assert "cycle_without_repeat" in result.stdout


def test_schema_is_json():
    assert json.loads(run("schema").stdout)["$schema"].startswith("https://json-schema.org")


def test_version():
    assert __version__ in run("--version").stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b'{"format": "vsm-desktop", "version": 1, "sta', "damaged at line 1"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"format": "vsm-desktop", "version": 99}', "newer version"),
        (b"\xff\xfe\x00binary", "not text"),
    ],
)
def test_bad_files_are_one_clear_line(tmp_path, content, words):
    path = tmp_path / "bad.vsm"
    path.write_bytes(content)
    for command in (("metrics", path), ("check", path), ("export", path, tmp_path / "out.pdf")):
        result = run(*command)
        assert result.exit_code == 1
        assert words in result.stderr
        assert len(result.stderr.strip().splitlines()) == 1
    assert path.read_bytes() == content


def test_usage_is_exit_code_2(tmp_path):
    assert run("metrics").exit_code == 2
    assert run("export", ACME, tmp_path / "a.pdf", "--paper", "A9").exit_code == 2
    assert run("metrics", ACME, "--nonsense").exit_code == 2


def test_unknown_state_and_suffix_are_the_inputs_fault(tmp_path):
    result = run("metrics", ACME, "--state", "ideal")
    assert result.exit_code == 1
    assert "current" in result.stderr
    assert run("metrics", ACME, "--state", "CURRENT state").exit_code == 0
    assert run("export", ACME, tmp_path / "a.docx").exit_code == 1


def test_the_window_knows_all_commands():
    assert set(cli.commands) == COMMANDS


def test_an_unknown_first_word_is_a_file(tmp_path):
    """Without a display the program says so instead of dying in Qt."""
    environment = {
        k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    command = [sys.executable, "-m", "vsm_desktop"]
    missing = subprocess.run(
        [*command, "nothing.vsm"], env=environment, capture_output=True, text=True, cwd=tmp_path
    )
    assert missing.returncode == 1
    assert "no file that exists" in missing.stderr
    if sys.platform.startswith("linux"):
        blind = subprocess.run([*command, str(ACME)], env=environment, capture_output=True, text=True)
        assert blind.returncode == 1
        assert "no display" in blind.stderr
        assert "Traceback" not in blind.stderr


def test_a_map_is_printed_as_asked(tmp_path):
    """As the window prints a state that says the same."""
    target = tmp_path / "acme.pdf"
    words = ["--paper", "a4", "--landscape", "--tiles", "3", "--overlap", "5", "--margin", "20", "--mono"]
    assert run("export", ACME, target, *words).exit_code == 0
    printed = Print(size="wide", wide=3, overlap=5, margin=20, mono=True)
    stream = load(ACME)
    stream = stream.with_state(stream.state().evolve(paper="A4", print=printed))
    assert target.read_bytes() == book_bytes([print_frame(stream)])
    assert len(PdfDocument(target)) > 3
    for words, pages in ((["--scale", "100"], 1), (["--scale", "150"], 4), (["--fit"], 1)):
        assert run("export", ACME, target, *words).exit_code == 0
        assert len(PdfDocument(target)) == pages, words


def test_all_states_go_into_one_pdf(tmp_path):
    file, target = tmp_path / "two.vsm", tmp_path / "two.pdf"
    save(copy_state("current", "future")(load(ACME)), file)
    assert run("export", file, target, "--all-states", "--portrait").exit_code == 0
    document = PdfDocument(target)
    assert [mark.get_title() for mark in document.get_toc()] == ["Current state", "Future state"]
    assert all(page.get_height() > page.get_width() for page in document)


@pytest.mark.parametrize(
    "words",
    [
        "a.pdf --fit --scale 50",
        "a.pdf --scale 50 --tiles 2",
        "a.pdf --scale 5",
        "a.pdf --tiles 0",
        "a.pdf --overlap 60",
        "a.png --all-states",
        "a.pdf --all-states --state current",
    ],
)
def test_prints_that_make_no_sense_are_exit_code_2(tmp_path, words):
    name, *more = words.split()
    assert run("export", ACME, tmp_path / name, *more).exit_code == 2
    assert not list(tmp_path.iterdir())


def test_locked_output_keeps_what_was_there(tmp_path, monkeypatch):
    target = tmp_path / "acme.pdf"
    target.write_text("old")

    def refuse(*_args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    result = run("export", ACME, target)
    assert result.exit_code == 1
    assert "acme.pdf" in result.stderr
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_self_test_passes_and_leaves_nothing_behind(tmp_path):
    home = {"HOME": str(tmp_path), "TMPDIR": str(tmp_path), "VSM_PROFILE": str(tmp_path / "profile")}
    command = [sys.executable, "-m", "vsm_desktop", "--self-test"]
    done = subprocess.run(command, env={**os.environ, **home}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == "Everything works."
    assert all(line.startswith("ok ") for line in lines[1:-1])
    tried = " ".join(lines)
    for step in ("open", "drag", "edit", "undo", "save", "check", *(one.suffix for one in EXPORTERS)):
        assert step in tried
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and ".cache" not in path.parts]


@pytest.mark.parametrize("name", ["map.pdf", "map.txt", "map"])
def test_a_map_is_written_to_no_other_kind_of_file(tmp_path, name):
    result = run("import", SHEET, tmp_path / name)
    assert result.exit_code == 1
    assert ".vsm" in result.stderr
    assert not (tmp_path / name).exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only on Linux")
def test_output_that_cannot_be_written_is_one_line():
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "vsm_desktop", "metrics", str(ACME), "--json"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_own_totals_are_printed_with_the_others(tmp_path):
    from vsm_desktop.model.own import OwnField, OwnTotal
    from vsm_desktop.store.files import load, save

    work = OwnField(key="work", label="Work", content="formula", formula="ct * operators", unit="s")
    totals = (
        OwnTotal(key="a", label="All work", field="work"),
        OwnTotal(key="b", label="Rated", field="oee"),
    )
    save(load(ACME).evolve(own_fields=(work,), own_totals=totals), tmp_path / "own.vsm")

    printed = run("metrics", tmp_path / "own.vsm").stdout

    assert "All work:          188 s" in printed
    assert "Rated:             – (Stamping: OEE is not entered.)" in printed
    told = run("explain", tmp_path / "own.vsm", "own.a").stdout
    assert told.startswith("All work: 188 s")
    data = json.loads(run("metrics", tmp_path / "own.vsm", "--json").stdout)
    assert data["metrics"]["own.a"] == {"value": 188.0, "unit": "s", "reason": None}
    assert data["steps"][1]["metrics"]["work"]["value"] == 1.0


COMMANDS_WITH_A_STATE = (
    ("metrics", "{}", "--json"),
    ("explain", "{}", "lead_time_days"),
    ("check", "{}"),
    ("findings", "{}"),
    ("levers", "{}", "--json"),
    ("export", "{}", "out.json"),
    ("gemba", "{}", "out.pdf"),
)


@pytest.mark.parametrize("words", COMMANDS_WITH_A_STATE, ids=lambda words: words[0])
def test_a_state_may_stand_behind_a_sharp(tmp_path, words):
    """As with --state; a # in the name of a file stays what it is."""
    odd = tmp_path / "line #2.vsm"
    odd.write_bytes((SAMPLES / "acme-future.vsm").read_bytes())

    def told(place: str, *more: str) -> tuple[str, bytes]:
        out = tmp_path / words[-1]
        args = [str(out) if word == words[-1] and "." in word else word.format(place) for word in words]
        done = run(*args, *more)
        assert done.exit_code == 0, done.stderr
        return done.stdout, b"" if out.suffix == ".pdf" or not out.is_file() else out.read_bytes()

    assert told(f"{odd}#current") == told(str(odd), "--state", "current")
    assert told(f"{odd}#Future state") == told(str(odd), "--state", "future")
    if words[0] not in ("gemba", "check"):
        assert told(f"{odd}#current") != told(f"{odd}#future")
    wrong = run(*(word.format(f"{odd}#nope") for word in words))
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (1, 1)
    assert "There is no state nope" in wrong.stderr
    twice = run(*(word.format(f"{odd}#future") for word in words), "--state", "current")
    assert twice.exit_code == 2
    assert run(*(word.format(f"{tmp_path}/no.vsm#current") for word in words)).exit_code == 1
