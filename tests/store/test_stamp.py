"""A file another hand changed is noticed; one that was only touched, moved away or never seen is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vsm_desktop.store import stamp
from vsm_desktop.store.stamp import changed_since, stamp_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "map.vsm"
    path.write_text("one")
    return path


def test_an_untouched_file_is_not_changed(file: Path) -> None:
    assert not changed_since(file, stamp_of(file))


def test_other_content_is_a_change_even_of_the_same_size(file: Path) -> None:
    seen = stamp_of(file)
    file.write_text("two")
    os.utime(file, (5, 5))
    assert changed_since(file, seen)


def test_a_new_date_alone_is_none(file: Path) -> None:
    seen = stamp_of(file)
    os.utime(file, (5, 5))
    assert not changed_since(file, seen)


def test_a_file_that_is_gone_or_was_never_seen_is_not_changed(file: Path) -> None:
    seen = stamp_of(file)
    assert not changed_since(file, None)
    file.unlink()
    assert not changed_since(file, seen)
    assert stamp_of(file) is None


def test_a_file_that_vanishes_while_it_is_looked_at(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = stamp_of(file)
    file.write_text("longer")
    monkeypatch.setattr(stamp, "stamp_of", lambda _path: None)
    assert not changed_since(file, seen)
