"""`vsm-desktop export --kind plan` and `update` with what came of it: only what was changed in the workbook is written."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from vsm_desktop.assets import asset
from vsm_desktop.cli import cli
from vsm_desktop.edit.bursts import drop_burst
from vsm_desktop.edit.plan import add_objective, plan_of
from vsm_desktop.edit.scoreboard import drop_actual, put_actual
from vsm_desktop.model.scoreboard import Actual
from vsm_desktop.store.files import load, save


@pytest.fixture
def file(tmp_path: Path) -> Path:
    sample = asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8")
    (tmp_path / "acme.vsm").write_text(sample, encoding="utf-8")
    return tmp_path / "acme.vsm"


@pytest.fixture
def sheet(file: Path, tmp_path: Path) -> Path:
    """The workbook of its plan, in which one end was put off, one cell emptied and one row deleted."""
    path = tmp_path / "plan.xlsx"
    done = run("export", file, path, "--kind", "plan", "--today", "2025-07-09")
    assert done.exit_code == 0, done.output
    book = openpyxl.load_workbook(path)
    plan = book["Plan"]
    plan["I6"], plan["N6"] = date(2025, 11, 14), None
    plan.delete_rows(13)
    book.save(path)
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, [*map(str, args)])


def test_what_was_changed_is_printed_and_written(file: Path, sheet: Path, tmp_path: Path) -> None:
    before = load(file)
    done = run("update", file, sheet, "--report", tmp_path / "report.json")
    assert done.exit_code == 0, done.output
    assert (
        "  + One cell, work content from 187 to 168 s, End: 31 Oct 2025 → 14 Nov 2025  Plan!I6" in done.output
    )
    assert "  not taken: One cell, work content from 187 to 168 s, Benefit: " in done.output
    assert "  - Daily milk run (Supplier loop)" in done.output
    after = load(file)
    assert after.evolve(plan=before.plan) == before
    was, now = ({one.id: one for one in plan_of(stream).objectives} for stream in (before, after))
    assert now == {id_: one for id_, one in was.items() if id_ != "milk_run"} | {
        "cell": was["cell"].evolve(end="2025-11-14")
    }
    assert (
        json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["changed"][0]["cell"] == "Plan!I6"
    )


def test_rows_that_are_gone_may_stay_and_empty_cells_may_delete(file: Path, sheet: Path) -> None:
    assert run("update", file, sheet, "--keep-removed", "--take-empty").exit_code == 0
    now = {one.id: one for one in plan_of(load(file)).objectives}
    assert ("milk_run" in now, now["cell"].benefit) == (True, "")


def test_a_dry_run_and_another_file(file: Path, sheet: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    assert run("update", file, sheet, "--dry-run").exit_code == 0
    assert run("update", file, sheet, "--out", tmp_path / "new.vsm").exit_code == 0
    assert file.read_bytes() == before
    assert len(plan_of(load(tmp_path / "new.vsm")).objectives) == 6


def test_nothing_is_written_where_a_cell_cannot_be_read(file: Path, sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    book["Plan"]["H6"] = "soon"
    book.save(sheet)
    before = file.read_bytes()
    done = run("update", file, sheet)
    assert (done.exit_code, file.read_bytes()) == (1, before)
    assert "1 left out, so nothing was written." in done.output
    assert run("update", file, sheet, "--partial").exit_code == 0
    assert file.read_bytes() != before


def test_dates_that_cannot_stand_together_are_left_out(file: Path, sheet: Path) -> None:
    before = file.read_bytes()
    book = openpyxl.load_workbook(sheet)
    book["Plan"]["I6"] = date(2020, 1, 1)
    book.save(sheet)
    done = run("update", file, sheet)
    assert (done.exit_code, file.read_bytes()) == (1, before)
    assert "the end is before the start" in done.output
    assert run("update", file, sheet, "--partial").exit_code == 0


def test_a_plan_is_no_table_of_steps_and_a_workbook_needs_its_suffix(
    file: Path, sheet: Path, tmp_path: Path
) -> None:
    done = run("import", sheet, tmp_path / "map.vsm")
    assert done.exit_code == 1
    assert '"plan.xlsx" is the workbook of a plan.' in done.output
    assert run("export", file, tmp_path / "plan.pdf", "--kind", "plan").exit_code == 1


def test_a_value_of_a_day_to_come_is_taken_and_told(file: Path, sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    book["Values"].append([None, date(2090, 1, 31), 5.0])
    book.save(sheet)
    told = "The value of 31 Jan 2090 lies in the future and does not count yet."
    assert told in run("update", file, sheet).output
    board = load(file).scoreboard
    assert [one.on for one in board.measures[0].actuals][-1] == "2090-01-31"
    assert told not in run("update", file, sheet).output


def test_check_tells_what_the_plan_names_and_is_not_there(file: Path) -> None:
    assert "plan:" not in run("check", file).output
    save(drop_burst(plan_of(load(file)).objectives[0].bursts[0])(load(file)), file)
    done = run("check", file)
    (told,) = (line for line in done.output.splitlines() if line.startswith("plan:"))
    assert told.startswith("plan: warning: plan_burst_gone: Weld uptime from 80 to 100 %: a burst")
    assert (done.exit_code, "plan:" in run("check", file, "--state", "future").output) == (0, False)


def test_what_is_in_doubt_is_printed_with_both_readings_and_not_written(file: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "plan.xlsx"
    run("export", file, sheet, "--kind", "plan", "--today", "2025-07-09")
    book = openpyxl.load_workbook(sheet)
    book["Values"]["D6"] = 0.9
    del book["People"]
    book.save(sheet)
    before = file.read_bytes()
    done = run("update", file, sheet, "--report", tmp_path / "report.json")
    assert (done.exit_code, file.read_bytes()) == (1, before)
    assert "In doubt:" in done.output
    assert "1 in doubt, so nothing was written. Use --partial to take the rest." in done.output
    for reading in ("90 %", "0.9 %"):
        assert f"not taken: Value stream %C&A, 31 May 2025: 89 → {reading}  Values!D6" in done.output
    assert "The sheet People is not in the workbook, so nothing of it changes." in done.output
    told = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [line["taken"] for line in told["doubtful"]] == [False, False]
    assert len(told["notes"]) == 1


def test_an_older_copy_is_written_only_where_one_says_so(file: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "plan.xlsx"
    run("export", file, sheet, "--kind", "plan", "--today", "2025-07-09")
    book = openpyxl.load_workbook(sheet)
    book["Plan"]["I6"] = date(2025, 11, 14)
    book.save(sheet)
    save(drop_actual("lead_time", "2025-06-30")(load(file)), file)
    before = file.read_bytes()
    done = run("update", file, sheet)
    assert (done.exit_code, file.read_bytes()) == (1, before)
    assert "not taken: Lead time (30 Jun 2025): 22.4 – not in the plan, but was when" in done.output
    assert run("update", file, sheet, "--partial").exit_code == 0
    after = load(file)
    assert plan_of(after).objectives[1].end == "2025-11-14"
    assert after.scoreboard
    assert after.scoreboard.measures[0].actuals[-1].on == "2025-05-31"


def test_what_came_later_in_the_program_is_no_doubt(file: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "plan.xlsx"
    run("export", file, sheet, "--kind", "plan", "--today", "2025-07-09")
    later = put_actual("lead_time", Actual(on="2025-07-31", value=21.0))(load(file))
    save(add_objective("supplier_plan", id="later", text="Later")(later), file)
    before = file.read_bytes()
    done = run("update", file, sheet)
    assert (done.exit_code, file.read_bytes()) == (0, before), done.output


def test_the_same_workbook_again_changes_nothing(file: Path, sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    book["Plan"]["C14"], book["Plan"]["D14"] = "Office loop", "One order a day"
    book["Scoreboard"]["C12"] = "Complaints a week"
    book.save(sheet)
    assert run("update", file, sheet).exit_code == 0
    once = file.read_bytes()
    for more in ((), ("--keep-removed",), ("--take-removed",)):
        done = run("update", file, sheet, *more)
        assert (done.exit_code, file.read_bytes()) == (0, once), done.output
    assert [loop.name for loop in plan_of(load(file)).loops][-1] == "Office loop"


def test_the_workbook_of_another_value_stream_is_taken_only_if_one_says_so(
    file: Path, sheet: Path, tmp_path: Path
) -> None:
    other = tmp_path / "pumps.vsm"
    other.write_text(asset("resources/samples", "garden-pumps.vsm").read_text(encoding="utf-8"))
    before = other.read_bytes()
    done = run("update", other, sheet)
    assert (done.exit_code, other.read_bytes()) == (1, before)
    assert 'the workbook of another value stream, "Steering brackets"' in done.output
    assert "--from-another" in done.output
    assert run("update", other, sheet, "--from-another").exit_code == 0
    assert other.read_bytes() != before
