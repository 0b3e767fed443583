"""What is remembered, in a profile that is not the reader's own; damaged settings are as if they had never been."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui import memory
from vsm_desktop.ui.profile import profile_folder
from vsm_desktop.ui.settings import MOST_RECENT, settings
from vsm_desktop.ui.times import moment, short_moment

NOW = datetime(2025, 3, 12, 15, 0)  # a Wednesday


def test_the_suite_has_a_profile_of_its_own(profile):
    assert profile_folder() == profile
    settings().add_recent(profile / "a.vsm")
    settings().recent()
    assert (profile / "settings.ini").is_file()


def test_recent_files_are_newest_first_once_each_and_ten_at_most(tmp_path):
    store = settings()
    for number in [*range(12), 5]:
        store.add_recent(tmp_path / f"{number}.vsm")
    names = [path.stem for path in store.recent()]
    assert names == ["5", "11", "10", "9", "8", "7", "6", "4", "3", "2"]
    assert len(names) == MOST_RECENT
    store.remove_recent(tmp_path / "11.vsm")
    assert [path.stem for path in store.recent()][:2] == ["5", "10"]
    store.clear_recent()
    assert store.recent() == ()


@pytest.mark.parametrize("text", ["[General]\nfiles=1", "[files]\nrecent={", "[files]\nrecent=3", "\x00\x01"])
def test_damaged_settings_are_no_settings(profile, text):
    (profile / "settings.ini").write_text(text)
    store = settings()
    assert store.recent() == ()
    assert store.folder("open") == ""
    assert store.panel("palette") is True


def test_a_folder_is_remembered_as_long_as_it_is_there(tmp_path):
    folder = tmp_path / "maps"
    folder.mkdir()
    settings().keep_folder("open", folder / "a.vsm")
    assert settings().folder("open") == str(folder)
    assert settings().folder("import") == ""
    folder.rmdir()
    assert settings().folder("open") == ""


def test_a_window_comes_back_as_it_was_left(make_window):
    first = make_window(new_stream())
    first.resize(1024, 702)  # the screen without a screen is small
    QTest.keyClick(first, Qt.Key.Key_F9)
    assert first.palette_panel.isHidden()
    assert first.close()
    second = make_window(new_stream())
    memory.restore(second)
    assert (second.width(), second.height()) == (1024, 702)
    assert second.palette_panel.isHidden()
    assert not second.properties.isHidden()


def test_a_further_window_stands_beside_the_first(make_window):
    first, second = make_window(new_stream()), make_window(new_stream())
    first.move(60, 60)
    memory.restore(second, first)
    assert second.size() == first.size()
    assert second.pos() != first.pos()


@pytest.mark.parametrize(
    ("then", "long", "short"),
    [
        (datetime(2025, 3, 12, 14, 2), "at 14:02", "today, 14:02"),
        (datetime(2025, 3, 11, 23, 59), "yesterday at 23:59", "yesterday"),
        (datetime(2025, 3, 7, 9, 5), "on Friday at 09:05", "Friday"),
        (datetime(2025, 3, 5, 15, 0), "on 5 Mar 2025", "5 Mar 2025"),
        (datetime(2025, 3, 13, 8, 0), "on 13 Mar 2025", "13 Mar 2025"),
    ],
)
def test_moments_are_told_as_near_as_one_needs_them(then, long, short):
    assert moment(then, NOW) == long
    assert short_moment(then, NOW) == short
