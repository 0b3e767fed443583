"""`vsm-desktop diff`: two states compared."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vsm_desktop.__main__ import COMMANDS
from vsm_desktop.assets import asset
from vsm_desktop.cli import cli
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import new_stream
from vsm_desktop.store.files import load, save


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return Path(shutil.copy(asset("resources/samples", "acme-future.vsm"), tmp_path / "acme.vsm"))


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["diff", *map(str, args)])


def test_two_states_of_one_file(file: Path) -> None:
    done = run(f"{file}#current", f"{file}#Future state")
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Current state -> Future state\n")
    assert "Lead time 23.6 d -> 4.5 d:" in done.output
    assert "Coils: Time 5 d → 1.5 d" in done.output
    assert "One lead-time day is net working time → 24 hours" in done.output
    assert "burst" not in done.output
    assert "kaizen burst" in run(f"{file}#current", f"{file}#future", "--looks").output


def test_as_json(file: Path) -> None:
    data = json.loads(run(f"{file}#current", f"{file}#future", "--json").output)
    lead = data["metrics"]["lead_time_days"]
    assert (round(lead["from"], 2), lead["to"]) == (23.62, 4.5)
    assert lead["change"] == lead["to"] - lead["from"]
    assert lead["relative"] == pytest.approx(lead["change"] / lead["from"])
    assert [(part["label"], round(part["days"], 1)) for part in data["waterfall"]] == [
        ("Coils", -3.5),
        ("Stamped parts", -6.6),
        ("Weld + assembly cell", -6.5),
        ("Finished goods", -2.5),
    ]
    assert sum(part["days"] for part in data["waterfall"]) == pytest.approx(lead["change"])
    changes = {(row["op"], row["id"], row["field"]): row for row in data["changes"]}
    assert changes["set", "coils", "days"]["before"]["value"] == 5
    assert changes["set", "coils", "days"]["after"]["typed"] == "1.5 d"
    assert changes["set", "coils", "kind"]["after"] == "supermarket"
    assert changes["add", "cell", ""]["after"]["name"] == "Weld + assembly cell"
    assert changes["remove", "weld1", ""]["before"]["name"] == "Spot weld 1"
    assert data["metrics"]["rolled_ca"]["reason"] == "No %C&A is entered."
    assert {row["op"] for row in data["changes"]} == {"set", "add", "remove"}


def test_conventions_can_be_taken_out(file: Path) -> None:
    def ratio(*words: str) -> float:
        found = json.loads(run(f"{file}#current", f"{file}#future", "--json", *words).output)
        return round(found["metrics"]["pce"]["to"] * 100, 3)

    assert (ratio(), ratio("--alike")) == (0.043, 0.068)


def test_two_files_and_the_state_each_opens_with(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.vsm"
    stream = load(file)
    save(in_state(stream.state().id, set_fields("stamping", ct=quantity(2, "s")))(stream), other)
    done = run(file, other)
    assert done.exit_code == 0, done.output
    assert "~ Stamping: C/T 1 s → 2 s" in done.output
    assert "Nothing was changed." in run(f"{file}#current", f"{file}#current").output


def test_of_one_file_the_current_state_against_its_first_future_state(file: Path, tmp_path: Path) -> None:
    whole = run(f"{file}#current", f"{file}#future").output
    assert run(file).output == whole
    assert run(file, file).output == whole
    assert run(f"{file}#future").output == whole
    assert run(f"{file}#current").output == whole
    assert run(f"{file}#nope").exit_code == 1
    alone = tmp_path / "alone.vsm"
    save(new_stream("Alone"), alone)
    done = run(alone)
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert "one state only" in done.output
    assert "Nothing was changed." in run(alone, alone).output


def test_a_sharp_may_belong_to_the_name_of_a_file(file: Path, tmp_path: Path) -> None:
    odd = tmp_path / "line #2.vsm"
    file.rename(odd)
    assert run(odd, odd).exit_code == 0
    done = run(f"{odd}#current", f"{odd}#future")
    assert done.exit_code == 0, done.output
    assert "4.5 d" in done.output


def test_what_is_not_there_is_said_in_a_line(file: Path, tmp_path: Path) -> None:
    done = run(f"{file}#current", f"{file}#never")
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert "There is no state never" in done.output
    assert run(tmp_path / "no.vsm", file).exit_code == 1
    assert run(f"{tmp_path / 'no.vsm'}#current", file).exit_code == 1


def test_it_is_written_as_a_file(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert run(f"{file}#current", f"{file}#future", "--out", out).exit_code == 0
    assert out.read_text("utf-8-sig").startswith("Number,Current state,Future state")
    assert run(f"{file}#current", f"{file}#future", "--out", tmp_path / "out.doc").exit_code == 1


def test_the_program_knows_the_command_before_it_loads_anything() -> None:
    assert {*cli.commands} <= COMMANDS
