"""Where the sheet of a map lies is told from the map's own folder in its file, and whole while one works."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vsm_desktop.model.source import SheetSource
from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.store.files import load, save


def made_from(file: Path | str) -> ValueStream:
    stream = new_stream("Brackets")
    return stream.with_state(stream.state().evolve(source=SheetSource(file=str(file), sheet="Times")))


def written(path: Path) -> str:
    return json.loads(path.read_text(encoding="utf-8"))["states"][0]["source"]["file"]


def test_a_sheet_beside_the_map_moves_along(tmp_path: Path) -> None:
    save(made_from(tmp_path / "data" / "März.xlsx"), tmp_path / "map.vsm")
    assert written(tmp_path / "map.vsm") == "data/März.xlsx"
    there = tmp_path / "there"
    there.mkdir()
    (tmp_path / "map.vsm").rename(there / "map.vsm")
    source = load(there / "map.vsm").state().source
    assert source is not None
    assert Path(source.file) == there / "data" / "März.xlsx"


@pytest.mark.parametrize("file", ["/data/March.xlsx", "C:\\data\\March.xlsx", "\\\\server\\data\\March.xlsx"])
def test_a_sheet_elsewhere_keeps_its_place(tmp_path: Path, file: str) -> None:
    stream = made_from(file)
    save(stream, tmp_path / "map.vsm")
    assert written(tmp_path / "map.vsm") == file
    assert load(tmp_path / "map.vsm") == stream


def test_a_map_without_a_sheet_is_written_as_it_is(tmp_path: Path) -> None:
    save(new_stream("Brackets"), tmp_path / "map.vsm")
    assert "source" not in (tmp_path / "map.vsm").read_text(encoding="utf-8")
    assert load(tmp_path / "map.vsm") == new_stream("Brackets")
