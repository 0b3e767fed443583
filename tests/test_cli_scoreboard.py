"""The scoreboard on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from vsm_desktop.cli import cli
from vsm_desktop.edit.scoreboard import add_measure
from vsm_desktop.model.scoreboard import Actual
from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.store.files import save

ACME = Path(__file__).parents[1] / "resources" / "samples" / "acme-future.vsm"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["scoreboard", *words])


def saved(tmp_path: Path, stream: ValueStream) -> str:
    path = tmp_path / "board.vsm"
    save(stream, path)
    return str(path)


def test_the_sample_has_its_numbers_with_units() -> None:
    said = run(str(ACME), "--today", "2025-07-10").output.splitlines()
    assert said[0].split() == ["Measure", "Baseline", "Target", "Last", "On"]
    assert said[1].split() == ["Lead", "time", "23.6", "d", "4.5", "d", "22.4", "d", "2025-06-30"]
    assert any(line.startswith("Lead time on 30 Jun 2025: 22.4 d") for line in said)


def test_trials_that_are_due_and_measures_of_a_point_are_told(tmp_path: Path) -> None:
    stream = add_measure(key="returns", trial="2025-04-01")(new_stream("Line"))
    stream = add_measure(name="Pieces per hour at Press 3", target=20.0)(stream)
    said = run(saved(tmp_path, stream), "--today", "2025-06-05").output
    assert "Returns: the trial was to be looked at on 2025-05-01, after 30 days; there is no value." in said
    assert "2025-05-31, after 60 days" in said
    assert "after 90 days" not in said
    assert "Pieces per hour at Press 3: It rewards the speed of one point" in said


def test_a_value_of_a_day_that_has_not_come_is_told_and_is_not_the_last(tmp_path: Path) -> None:
    actuals = (Actual(on="2025-05-31", value=3), Actual(on="2025-06-30", value=1))
    stream = add_measure(key="returns", actuals=actuals)(new_stream("Line"))
    said = run(saved(tmp_path, stream), "--today", "2025-06-05").output
    assert "2025-05-31" in said.splitlines()[1]
    assert "Returns: The value of 30 Jun 2025 lies in the future and does not count yet." in said


def test_everything_as_json(tmp_path: Path) -> None:
    actuals = (Actual(on="2025-01-31", value=1.4), Actual(on="2025-02-28", value=1.1, remark="new trays"))
    stream = add_measure(key="returns", baseline=1.5, target=0.5, actuals=actuals)(new_stream("Line"))
    data = json.loads(run(saved(tmp_path, stream), "--json", "--today", "2025-03-01").output)
    (measure,) = data["measures"]
    assert data["today"] == "2025-03-01"
    assert (measure["label"], measure["unit"], measure["better"]) == ("Returns", "%", "less")
    assert measure["last"] == {"on": "2025-02-28", "value": 1.1}
    assert measure["actuals"][1]["remark"] == "new trays"
    assert round(measure["progress"], 6) == 0.4


def test_a_map_without_one_says_so(tmp_path: Path) -> None:
    found = run(saved(tmp_path, new_stream("Line")))
    assert (found.exit_code, found.output) == (0, "This map has no scoreboard.\n")


def test_a_day_that_is_none_is_refused() -> None:
    assert run(str(ACME), "--today", "soon").exit_code == 2


def test_an_old_value_says_since_when_there_is_none() -> None:
    said = run(str(ACME), "--today", "2026-11-30").output
    assert said.count("Lead time: 22.4 d, no value since 30 Jun 2025 (17 months).") == 1
    assert "on track" not in said
    data = json.loads(run(str(ACME), "--json", "--today", "2026-11-30").output)
    lead = next(one for one in data["measures"] if one["key"] == "lead_time")
    assert (lead["on_track"], lead["silence"]) == (None, "no value since 30 Jun 2025 (17 months)")
