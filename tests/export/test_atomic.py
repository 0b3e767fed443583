"""A target that fails keeps what it had, and the reader is told what to do."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from vsm_desktop.export.atomic import ExportError, replace_file


@pytest.fixture
def old(tmp_path: Path) -> Path:
    target = tmp_path / "map.pdf"
    target.write_bytes(b"old")
    return target


def fails_with(monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, name, fail)


def test_a_new_file(tmp_path: Path):
    replace_file(tmp_path / "map.pdf", b"new")
    assert (tmp_path / "map.pdf").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [tmp_path / "map.pdf"]


def test_an_old_file_gives_way_and_keeps_its_mode(old: Path):
    old.chmod(0o640)
    replace_file(old, b"new")
    assert old.read_bytes() == b"new"
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_link_stays_a_link(old: Path, tmp_path: Path):
    link = tmp_path / "link.pdf"
    link.symlink_to(old)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("call", "number", "sentence"),
    [
        ("fsync", errno.ENOSPC, "no room left"),
        ("fsync", errno.EIO, "not written"),
        ("replace", errno.EACCES, "open in another program"),
        ("replace", errno.EPERM, "open in another program"),
        ("replace", errno.EROFS, "write-protected"),
        ("replace", errno.ENAMETOOLONG, "name is too long"),
    ],
)
def test_a_failing_target_keeps_the_old_file(
    old: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, sentence: str
):
    fails_with(monkeypatch, call, number)
    with pytest.raises(ExportError, match=sentence) as caught:
        replace_file(old, b"new")
    assert "map.pdf" in str(caught.value)
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(old: Path):
    old.parent.chmod(0o500)
    try:
        with pytest.raises(ExportError, match="write-protected"):
            replace_file(old, b"new")
        assert old.read_bytes() == b"old"
    finally:
        old.parent.chmod(0o700)


def test_a_folder_that_may_not_be_written_simulated(old: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(self: Path, *_args: object, **_more: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ExportError, match="write-protected"):
        replace_file(old, b"new")
    monkeypatch.undo()
    assert old.read_bytes() == b"old"


def test_a_missing_folder_is_named(tmp_path: Path):
    with pytest.raises(ExportError, match=r"nowhere does not exist"):
        replace_file(tmp_path / "nowhere" / "map.pdf", b"new")


def test_a_file_in_place_of_a_folder(old: Path):
    with pytest.raises(ExportError, match="Choose another folder"):
        replace_file(old / "map.pdf", b"new")


def test_a_folder_in_place_of_a_file(tmp_path: Path):
    with pytest.raises(ExportError, match="is a folder"):
        replace_file(tmp_path, b"new")


def test_the_longest_name_the_system_takes(tmp_path: Path):
    replace_file(tmp_path / ("m" * 251 + ".pdf"), b"new")
    with pytest.raises(ExportError, match="too long"):
        replace_file(tmp_path / ("m" * 300 + ".pdf"), b"new")
