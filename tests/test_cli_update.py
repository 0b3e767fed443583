"""`vsm-desktop update`: prints the difference, writes what is taken, and nothing where something is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.intake.books import save as save_sheet
from tests.intake.updating.maps import DEMAND, HEAD, ROWS, mapped, value
from vsm_desktop.cli import cli
from vsm_desktop.edit.states import copy_state
from vsm_desktop.store.files import load, save


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A map made from march.xlsx, beside it."""
    save(mapped(tmp_path, *DEMAND, *ROWS), tmp_path / "map.vsm")
    return tmp_path / "map.vsm"


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["update", *map(str, args)])


def sheet(folder: Path, *rows: list, name: str = "april.xlsx") -> Path:
    return save_sheet(folder / name, {"Times": [*rows]})


FASTER = [*DEMAND, HEAD, ["Stamping", 2, 60, 85, 5000], *ROWS[2:]]


def test_the_difference_is_printed_and_written(file: Path, tmp_path: Path) -> None:
    done = run(file, sheet(tmp_path, *FASTER))
    assert done.exit_code == 0, done.output
    assert "Stamping, Cycle time: 1 s -> 2 s  Times!B5" in done.output
    assert "Lead time: 9.2 d -> 9.7 d" in done.output
    assert value(load(file), "stamping", "ct") == "2 s"
    again = run(file, tmp_path / "april.xlsx")
    assert "Changed" not in again.output
    assert "Unchanged: " in again.output


def test_a_future_state_follows(file: Path, tmp_path: Path) -> None:
    save(copy_state("current", "future")(load(file)), file)
    done = run(file, sheet(tmp_path, *FASTER))
    assert done.exit_code == 0, done.output
    assert "Future state followed." in done.output
    step = load(file).state("future").node("stamping")
    assert step is not None
    assert step.ct.typed == "2 s"


def test_the_state_may_stand_behind_the_file(file: Path, tmp_path: Path) -> None:
    done = run(f"{file}#current", sheet(tmp_path, *FASTER))
    assert done.exit_code == 0, done.output
    assert value(load(file), "stamping", "ct") == "2 s"
    assert run(f"{file}#never", tmp_path / "april.xlsx").exit_code == 1


def test_a_dry_run_writes_nothing(file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    done = run(file, sheet(tmp_path, *FASTER), "--dry-run")
    assert done.exit_code == 0
    assert "1 s -> 2 s" in done.output
    assert file.read_bytes() == before


def test_what_is_left_out_stops_it_unless_partial(file: Path, tmp_path: Path) -> None:
    bad = sheet(tmp_path, *DEMAND, HEAD, ["Stamping", 2, "soon", 85, 4600], *ROWS[2:])
    before = file.read_bytes()
    done = run(file, bad)
    assert done.exit_code == 1
    assert '"soon" is not a time' in done.output
    assert "--partial" in done.stderr
    assert file.read_bytes() == before
    assert run(file, bad, "--partial").exit_code == 0
    assert value(load(file), "stamping", "ct") == "2 s"
    assert value(load(file), "stamping", "co") == "60 min"


def test_a_total_is_left_out_too_and_says_so(file: Path, tmp_path: Path) -> None:
    more = sheet(tmp_path, *FASTER, ["Total", 149, 110])
    done = run(file, more)
    assert done.exit_code == 1
    assert "a total, not a step" in done.output
    assert run(file, more, "--partial").exit_code == 0
    assert value(load(file), "stamping", "ct") == "2 s"


def test_without_a_sheet_the_one_it_was_made_from_is_read_again(file: Path, tmp_path: Path) -> None:
    sheet(tmp_path, *DEMAND, *ROWS[:2], *ROWS[3:], name="march.xlsx")
    done = run(file)
    assert done.exit_code == 0, done.output
    assert "Only on the map:\n  - Spot weld 1" in done.output
    assert load(file).state().node("spot_weld_1") is None
    (tmp_path / "march.xlsx").unlink()
    gone = run(file)
    assert gone.exit_code == 1
    assert "is not there any more" in gone.output


def test_removed_steps_are_taken_when_asked_for(file: Path, tmp_path: Path) -> None:
    part = sheet(tmp_path, *DEMAND, *ROWS[:2])
    assert "not taken: Assembly" in run(file, part, "--out", tmp_path / "other.vsm").output
    assert len(load(tmp_path / "other.vsm").state().nodes) == 9
    assert run(file, part, "--take-removed").exit_code == 0
    assert [one.id for one in load(file).state().nodes] == ["inv_stamping", "stamping", "customer"]


def test_names_that_are_alike_need_a_word(file: Path, tmp_path: Path) -> None:
    renamed = sheet(tmp_path, *DEMAND, *ROWS[:4], ["Final assembly", *ROWS[4][1:]])
    assert run(file, renamed).exit_code == 1
    assert run(file, renamed, "--similar", "same").exit_code == 0
    assert load(file).state().node("assembly").name == "Final assembly"


def test_the_report_is_json(file: Path, tmp_path: Path) -> None:
    run(file, sheet(tmp_path, *FASTER), "--dry-run", "--report", tmp_path / "r.json")
    found = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    (ct,) = [line for line in found["changed"] if line["field"] == "ct"]
    assert ct == {
        **{"id": "stamping", "name": "Stamping", "field": "ct", "before": "1 s", "after": "2 s"},
        **{"cell": "Times!B5", "doubt": "", "taken": True},
    }


def test_a_refused_sheet_is_one_clear_line(file: Path, tmp_path: Path) -> None:
    done = run(file, sheet(tmp_path, ["nothing", "here"]))
    assert done.exit_code == 1
    assert "holds no table of process steps" in done.output


def test_the_map_and_its_sheet_can_be_moved_together(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in ("map.vsm", "march.xlsx"):
        (tmp_path / name).rename(folder / name)
    assert '"march.xlsx"' in (folder / "map.vsm").read_text(encoding="utf-8")
    done = run(folder / "map.vsm", "--dry-run")
    assert done.exit_code == 0, done.output
