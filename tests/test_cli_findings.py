"""vsm-desktop findings: what a map shows, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from vsm_desktop.__main__ import COMMANDS
from vsm_desktop.assets import asset
from vsm_desktop.cli import cli
from vsm_desktop.store.files import load, save

ACME = str(asset("resources/samples", "acme-future.vsm"))


def run(*args: str) -> str:
    result = CliRunner().invoke(cli, ["findings", *args])
    assert result.exit_code == 0, result.output
    return result.output


def test_findings_as_json_are_a_public_interface() -> None:
    found = json.loads(run(ACME, "--state", "current", "--json"))
    assert [*found[0]] == ["code", "ids", "evidence", "message", "question"]
    assert found[0]["code"] == "ct_over_takt"
    assert found[0]["ids"] == ["assy1"]
    assert found[0]["evidence"]["takt_s"] == pytest.approx(60)
    assert "findings" in COMMANDS


def test_findings_in_words() -> None:
    lines = run(ACME, "--state", "Current state").splitlines()
    assert lines[0] == " 1  Assembly 1 is slower than takt. 62 s against 60 s: 445 of 460 pieces a shift."
    assert lines[1] == "    How much of the 62 s is waiting or walking?"


def test_what_is_switched_off_is_left_out_unless_all_are_asked_for(tmp_path: Path) -> None:
    quiet = tmp_path / "quiet.vsm"
    save(load(Path(ACME)).evolve(muted=("shared_load_unknown", "kanban_without_cards")), quiet)
    assert run(str(quiet), "--state", "future") == "Nothing found.\n"
    assert json.loads(run(str(quiet), "--state", "future", "--json")) == []
    assert len(json.loads(run(str(quiet), "--state", "future", "--all", "--json"))) == 2


def test_a_state_there_is_not_is_a_fault() -> None:
    result = CliRunner().invoke(cli, ["findings", ACME, "--state", "nowhere"])
    assert result.exit_code == 1
    assert "There is no state nowhere" in result.output
