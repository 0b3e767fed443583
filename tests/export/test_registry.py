"""The suffix chooses the format; whatever goes wrong, the old file stands and a sentence says why."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from tests.export import maps
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.arrange import arrange
from vsm_desktop.edit.edits import in_state
from vsm_desktop.export.atomic import ExportError
from vsm_desktop.export.registry import EXPORTERS, Settings, exporter_for

STARTS = {
    ".pdf": b"%PDF-",
    ".xlsx": b"PK",
    ".svg": b"<?xml",
    ".png": b"\x89PNG",
    ".json": b"{",
    ".csv": b"\xef\xbb\xbfId,Step,",
    ".inventory.csv": b"\xef\xbb\xbfId,Stock,",
    ".ladder.csv": b"\xef\xbb\xbfId,Step or way,",
}


@pytest.fixture(scope="module")
def frame() -> Frame:
    stream = in_state("current", arrange(size_of))(maps.acme())
    return frame_of(stream, "current", "print")


@pytest.mark.parametrize("suffix", STARTS)
def test_each_format(suffix: str, frame: Frame, tmp_path: Path):
    target = tmp_path / f"map{suffix.upper()}"
    exporter_for(target).write(frame, target, Settings(dpi=72))
    assert target.read_bytes().startswith(STARTS[suffix])
    assert list(tmp_path.iterdir()) == [target]


def test_json_is_what_the_command_line_prints(frame: Frame, tmp_path: Path):
    target = tmp_path / "map.json"
    exporter_for(target).write(frame, target, Settings())
    assert json.loads(target.read_text(encoding="utf-8"))["metrics"]


@pytest.mark.parametrize("suffix", STARTS)
def test_the_same_map_twice_gives_the_same_file(suffix: str, frame: Frame, tmp_path: Path):
    targets = [tmp_path / f"{name}{suffix}" for name in ("one", "two")]
    for target in targets:
        exporter_for(target).write(frame, target, Settings(dpi=72))
    assert targets[0].read_bytes() == targets[1].read_bytes()


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.suffix)
def test_a_full_disk_loses_nothing(
    exporter: object, frame: Frame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / f"map{exporter.suffix}"
    target.write_bytes(b"old")

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="no room left"):
        exporter.write(frame, target, Settings(dpi=72))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["map", "map.docx", "map.vsm", ".pdf"])
def test_other_suffixes_are_refused_with_those_there_are(name: str):
    with pytest.raises(ExportError, match=r"\.pdf, \.xlsx, \.svg, \.png, \.json"):
        exporter_for(Path(name))
