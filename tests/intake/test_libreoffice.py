"""Workbooks that another program wrote: what LibreOffice saves and computes is read the same."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.intake.books import read, save, typed
from tests.intake.made import FORMATS
from tests.outside import need
from vsm_desktop.assets import asset
from vsm_desktop.intake.sheets import Reading, read_sheet
from vsm_desktop.model.stream import ValueStream


@pytest.fixture
def resaved(tmp_path):
    """Open a workbook in LibreOffice, compute it and save it again."""

    def convert(path: Path, kind: str = "xlsx") -> Path:
        out = tmp_path / "resaved"
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [
            need("soffice"),
            profile,
            "--headless",
            "--convert-to",
            FORMATS[kind],
            "--outdir",
            str(out),
        ]
        subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=100)
        return out / f"{path.stem}.{kind}"

    return convert


@pytest.mark.parametrize("kind", FORMATS)
def test_the_sample_stays_the_same(resaved, kind):
    path = Path(str(asset("resources/samples", "acme-timing.xlsx")))
    again = read_sheet(resaved(path, kind))
    assert again.report.as_json() | {"file": path.name} == read_sheet(path).report.as_json()
    assert _elsewhere(again) == _elsewhere(read_sheet(path))


def test_formulas_are_read_once_they_have_results(resaved, tmp_path):
    rows = [
        ["Step", "C/T (s)", "Uptime", "Inventory before"],
        ["Saw", "=2*20", "=17/20", '=IF(A2="Saw","",1)'],
        ["Mill", "=B2+1", 1, "=0"],
    ]
    formats = {"C2": "0%", "C3": "0%"}
    assert len(read(tmp_path, *rows, formats=formats).report.rejected) == 5
    reading = read_sheet(resaved(save(tmp_path / "formulas.xlsx", {"Sheet1": rows}, formats)))
    assert reading.report.summary == "7 values taken."
    assert typed(reading)["saw"] == {"ct": "40 s", "uptime": "85 %"}
    assert typed(reading)["inv_mill"] == {"qty": "0 pc"}


def _elsewhere(reading: Reading) -> ValueStream:
    """The map without the file it came from."""
    assert reading.stream is not None
    state = reading.stream.state()
    assert state.source is not None
    return reading.stream.with_state(state.evolve(source=None))
