"""`vsm-desktop levers`: what 10 % better at each place does to the stream."""

from __future__ import annotations

import json

from tests.test_cli import SAMPLES, run
from vsm_desktop.model.stream import new_stream
from vsm_desktop.store.files import save


def test_levers_as_a_table_the_strongest_first():
    done = run("levers", SAMPLES / "acme-current.vsm")
    assert done.exit_code == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[1].split("  ")[0] == "Stamped parts, Stock by variant"
    assert "22.9 d (−0.8 d)" in lines[1]
    assert any("960 pc / d (+70 pc / d)" in line for line in lines)


def test_levers_as_json_of_any_state():
    done = run("levers", SAMPLES / "acme-future.vsm", "--state", "future", "--json")
    assert done.exit_code == 0, done.stderr
    rows = json.loads(done.stdout)
    assert rows[0].keys() >= {"id", "field", "from", "to", "lead_time_days", "stream_capacity_per_day"}
    leads = [row["lead_time_days"] for row in rows]
    assert leads == sorted(leads)


def test_a_map_with_nothing_to_turn_and_a_state_that_is_none(tmp_path):
    file = tmp_path / "empty.vsm"
    save(new_stream(), file)
    assert "Nothing on this map" in run("levers", file).stdout
    assert run("levers", file, "--state", "nope").exit_code == 1


def test_those_without_effect_are_counted_and_all_in_the_json():
    lines = run("levers", SAMPLES / "acme-current.vsm").stdout.splitlines()
    assert lines[-1] == "14 more without effect"
    assert not any("Operators" in line for line in lines)
    assert (
        len(json.loads(run("levers", SAMPLES / "acme-current.vsm", "--json").stdout)) == len(lines) - 2 + 14
    )
