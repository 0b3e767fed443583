"""What is kept against a sudden end: found by the next program, never by one beside it, never lost, never in the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.store import recovery
from vsm_desktop.store.files import load
from vsm_desktop.store.recovery import Left, Origin, Shelf, forget

STREAM = new_stream("Brackets")
ORIGIN = Origin("/maps/brackets.vsm", "brackets.vsm", 1000.0, 77, "abc")

HOLDER = """
import sys
from pathlib import Path
from vsm_desktop.model.stream import new_stream
from vsm_desktop.store.recovery import Origin, Shelf
shelf = Shelf(Path(sys.argv[1]))
shelf.keep("1", new_stream("Held"), Origin(name="held"))
print("kept", flush=True)
sys.stdin.read()
"""


def crashed(folder: Path, stream: ValueStream = STREAM, origin: Origin = ORIGIN, key: str = "1") -> Path:
    """A document kept by a program that then ended without a word."""
    shelf = Shelf(folder)
    file = shelf.keep(key, stream, origin)
    for lock in shelf._locks.values():
        lock.close()
    return file


def test_what_was_kept_is_found_with_its_origin_after_the_end(tmp_path: Path) -> None:
    file = crashed(tmp_path / "recovery")
    found = Shelf(tmp_path / "recovery").left_behind()
    assert found == [Left(file, ORIGIN)]
    assert load(found[0].file) == STREAM


def test_the_last_thing_kept_replaces_the_one_before(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("1", STREAM, ORIGIN)
    file = shelf.keep("1", new_stream("Later"), Origin(name="later"))
    assert load(file).name == "Later"
    assert sorted(one.suffix for one in tmp_path.iterdir()) == [".json", ".lock", ".vsm"]
    shelf.close()


def test_nothing_is_written_before_there_is_something_to_keep(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "recovery")
    assert shelf.left_behind() == []
    shelf.drop("1")
    shelf.close()
    assert not (tmp_path / "recovery").exists()


def test_a_clean_end_leaves_an_empty_folder(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("1", STREAM, ORIGIN)
    shelf.drop("1")
    shelf.close()
    assert list(tmp_path.iterdir()) == []


def test_what_is_still_kept_at_the_end_is_left_to_the_next(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    file = shelf.keep("1", STREAM, ORIGIN)
    assert shelf.left_behind() == [], "its own documents are not left behind"
    shelf.close()
    assert [left.file for left in Shelf(tmp_path).left_behind()] == [file]


def test_another_running_program_is_left_alone_until_it_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "kept\n"
        shelf = Shelf(tmp_path)
        assert shelf.left_behind() == []
        other.kill()
        other.wait()
        assert [load(left.file).name for left in shelf.left_behind()] == ["Held"]
    shelf.close()


def test_two_that_start_together_do_not_offer_the_same(tmp_path: Path) -> None:
    crashed(tmp_path)
    first, second = Shelf(tmp_path), Shelf(tmp_path)
    assert len(first.left_behind()) == 1
    assert len(first.left_behind()) == 1, "asked again it finds it again"
    assert second.left_behind() == []
    first.close()
    assert len(second.left_behind()) == 1, "what the first did not decide on is not lost"


def test_what_killed_programs_leave_besides_goes(tmp_path: Path) -> None:
    forget(crashed(tmp_path))
    file = crashed(tmp_path)
    running = Shelf(tmp_path)
    forget(running.keep("1", STREAM, ORIGIN))
    assert len(list(tmp_path.glob("*.lock"))) == 3
    found = Shelf(tmp_path)
    assert [left.file for left in found.left_behind()] == [file]
    assert len(list(tmp_path.glob("*.lock"))) == 2, "one of what was found, one of the program that runs"
    running.close()
    found.close()


def test_oldest_first(tmp_path: Path) -> None:
    crashed(tmp_path, origin=Origin(name="late", time=9.0))
    crashed(tmp_path, origin=Origin(name="early", time=3.0))
    assert [left.origin.name for left in Shelf(tmp_path).left_behind()] == ["early", "late"]


def test_a_decided_document_is_gone_for_good(tmp_path: Path) -> None:
    file = crashed(tmp_path)
    shelf = Shelf(tmp_path)
    forget(shelf.left_behind()[0].file)
    shelf.close()
    assert not file.exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "about", ["", "{", "[]", "3", '{"path": 1}', '{"path":"","name":"","time":"x","pid":1,"seen":""}']
)
def test_a_document_without_its_origin_is_still_offered(tmp_path: Path, about: str) -> None:
    file = crashed(tmp_path)
    file.with_suffix(".json").write_text(about)
    os.utime(file, (500, 500))
    assert Shelf(tmp_path).left_behind() == [Left(file, Origin(time=500.0))]


def test_no_origin_and_no_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = crashed(tmp_path)
    file.with_suffix(".json").unlink()

    def vanished(*_args: object, **_more: object) -> None:
        raise FileNotFoundError

    with monkeypatch.context() as gone:
        gone.setattr(Path, "stat", vanished)
        assert recovery._origin(file) == Origin()


def test_a_folder_that_cannot_be_written_raises_and_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "recovery").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="recovery"):
        Shelf(tmp_path / "recovery").keep("1", STREAM, ORIGIN)


def test_where_nothing_can_be_locked_only_our_own_is_ours(tmp_path: Path) -> None:
    file = crashed(tmp_path)
    lock = next(tmp_path.glob("*.lock"))
    lock.unlink()
    lock.mkdir()  # what cannot be opened cannot be locked
    shelf = Shelf(tmp_path)
    assert shelf.left_behind() == []
    assert file.exists()
    (tmp_path / f"{shelf._session}.lock").mkdir()
    assert load(shelf.keep("1", STREAM, ORIGIN)) == STREAM


def test_the_origin_is_plain_json(tmp_path: Path) -> None:
    about = json.loads(crashed(tmp_path).with_suffix(".json").read_text(encoding="utf-8"))
    assert about == {
        "path": "/maps/brackets.vsm",
        "name": "brackets.vsm",
        "time": 1000.0,
        "pid": 77,
        "seen": "abc",
    }


def test_a_name_without_a_window_is_a_session_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "stray.vsm").write_text("{}")
    assert [left.file.name for left in Shelf(tmp_path).left_behind()] == ["stray.vsm"]


@pytest.mark.parametrize("free", [True, False])
def test_windows_locks_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: bool) -> None:
    asked: list[tuple[int, int]] = []

    def locking(_number: int, mode: int, count: int) -> None:
        asked.append((mode, count))
        if not free:
            raise PermissionError

    monkeypatch.setattr(recovery, "_WINDOWS", True)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    with (tmp_path / "one.lock").open("ab") as file:
        assert recovery._locked(file) is free
    assert asked == [(2, 1)]
