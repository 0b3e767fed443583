"""`vsm-desktop import` with a mapping: kept, used again, and refused in one line where it cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.intake.books import save
from vsm_desktop.cli import cli
from vsm_desktop.store.files import load

ROWS = [["Step", "C/T (s)", "Stock"], ["Press", 1, 5], ["Weld", 39, 4600]]


def run(*args: object) -> Result:
    result = CliRunner().invoke(cli, [str(arg) for arg in args])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def sheet(tmp_path) -> Path:
    return save(tmp_path / "steps.xlsx", {"Steps": ROWS})


def test_a_mapping_is_saved_corrected_and_used(tmp_path, sheet):
    kept = tmp_path / "how.json"
    assert run("import", sheet, tmp_path / "a.vsm", "--save-mapping", kept).exit_code == 0
    data = json.loads(kept.read_text(encoding="utf-8"))
    assert [one["field"] for one in data["columns"]] == ["name", "ct", "stock"]
    data["columns"][1] |= {"field": "pt", "sure": True}
    kept.write_text(json.dumps(data), encoding="utf-8")
    moved = save(tmp_path / "next.xlsx", {"Other": [["Next month"], [], *ROWS, ["Paint", 5, 7]]})
    used = tmp_path / "used.json"
    done = run("import", moved, tmp_path / "b.vsm", "--mapping", kept, "--save-mapping", used)
    assert done.exit_code == 0, done.stderr
    weld = load(tmp_path / "b.vsm").state().node("weld")
    assert (weld.ct, weld.pt.typed) == (None, "39 s")
    assert json.loads(used.read_text(encoding="utf-8"))["header"] == [3]


def test_columns_that_are_missing_are_said(tmp_path, sheet):
    kept = tmp_path / "how.json"
    run("import", sheet, tmp_path / "a.vsm", "--save-mapping", kept)
    fewer = save(tmp_path / "fewer.xlsx", {"Steps": [row[:2] for row in ROWS]})
    done = run("import", fewer, tmp_path / "b.vsm", "--mapping", kept)
    assert done.exit_code == 0
    assert 'the mapping names a column "Stock", which is not here' in done.stdout


@pytest.mark.parametrize("text", ["", '{"format": "vsm-desktop-mapping", "header": [1], "colour": 1}'])
def test_a_bad_mapping_is_one_line(tmp_path, sheet, text):
    kept = tmp_path / "how.json"
    kept.write_text(text, encoding="utf-8")
    for path in (kept, tmp_path / "none.json"):
        done = run("import", sheet, tmp_path / "a.vsm", "--mapping", path)
        assert done.exit_code == 1
        assert len(done.stderr.strip().splitlines()) == 1
        assert path.name in done.stderr
    assert not (tmp_path / "a.vsm").exists()


def test_a_mapping_of_other_columns_is_refused(tmp_path, sheet):
    kept = tmp_path / "how.json"
    run("import", sheet, tmp_path / "a.vsm", "--save-mapping", kept)
    other = save(tmp_path / "other.xlsx", {"A": [["Colour", "Taste"], ["red", "sweet"]]})
    done = run("import", other, tmp_path / "b.vsm", "--mapping", kept)
    assert done.exit_code == 1
    assert "none of its columns is there" in done.stderr
