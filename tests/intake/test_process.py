"""The process that reads a file: what befalls it stays there, and nothing of it is left behind."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.intake import hostile
from tests.intake.books import save
from vsm_desktop.assets import UNWATCHED, Cancelled, Watch
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.readers import process
from vsm_desktop.intake.readers.opening import open_sheets

PYTHON = [sys.executable, "-c"]
ENDS = {
    "aborts": "import os; os.abort()",
    "ends without a word": "",
    "fails": "raise SystemExit('no way')",
    "writes what is no message": "import sys; sys.stdin.read(); print('hello' * 1000)",
    "writes a message of no kind": "import sys; sys.stdin.read(); sys.stdout.buffer.write(bytes([0, 0, 0, 2, 145, 99]))",
    "hangs up and stays": "import os, time; os.close(1); time.sleep(1000)",
    "writes half a message": "import sys; sys.stdin.read(); sys.stdout.buffer.write(bytes([0, 0, 9, 9]) + b'x' * 9)",
    "claims a gigantic message": "import sys; sys.stdin.read(); sys.stdout.buffer.write(bytes([255] * 4) + b'x' * 9)",
}


@pytest.fixture
def sheet(tmp_path) -> Path:
    path = tmp_path / "a.xlsx"
    path.write_bytes(hostile.workbook())
    return path


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "sheet"]


def children() -> int:
    """How many processes of ours there are that nobody has waited for."""
    try:
        return os.waitpid(-1, os.WNOHANG)[0] or 1
    except ChildProcessError:
        return 0


@pytest.mark.parametrize("end", ENDS)
def test_its_end_is_told_as_a_sentence_and_logged(sheet, monkeypatch, caplog, end):
    monkeypatch.setattr(process, "_GRACE", 0.1)
    monkeypatch.setattr(process, "command", lambda: [*PYTHON, ENDS[end]])
    with caplog.at_level(logging.WARNING), pytest.raises(SheetError, match="the file made the reader fail"):
        open_sheets(sheet, "", UNWATCHED)
    assert "a.xlsx" in caplog.text
    assert not threads()


def test_one_that_cannot_be_started_is_told_as_a_sentence(sheet, monkeypatch):
    monkeypatch.setattr(process, "command", lambda: ["/no/such/program"])
    with pytest.raises(SheetError, match="the file made the reader fail"):
        open_sheets(sheet, "", UNWATCHED)


def test_what_a_dying_reader_wrote_is_in_the_log(sheet, monkeypatch, caplog):
    monkeypatch.setattr(process, "command", lambda: [*PYTHON, ENDS["fails"]])
    with caplog.at_level(logging.WARNING), pytest.raises(SheetError):
        open_sheets(sheet, "", UNWATCHED)
    assert "no way" in caplog.text


def test_one_that_takes_too_long_is_ended(sheet, monkeypatch, caplog):
    monkeypatch.setattr(process, "command", lambda: [*PYTHON, "import time; time.sleep(1000)"])
    monkeypatch.setattr(process, "SECONDS", 0.2)
    with pytest.raises(SheetError, match="the file made the reader fail"):
        open_sheets(sheet, "", UNWATCHED)
    assert "took too long" in caplog.text


def test_one_that_does_not_answer_can_be_cancelled(sheet, monkeypatch):
    monkeypatch.setattr(process, "command", lambda: [*PYTHON, "import time; time.sleep(1000)"])
    asked = []

    def progress(_share: float) -> bool:
        asked.append(1)
        return len(asked) < 4

    with pytest.raises(Cancelled):
        open_sheets(sheet, "", Watch(progress))
    assert not threads()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only on Linux")
def test_nothing_is_left_behind(sheet, monkeypatch):
    def held() -> int:
        return len(os.listdir("/proc/self/fd"))

    open_sheets(sheet, "", UNWATCHED)
    before, waiting = held(), children()
    for _ in range(5):
        open_sheets(sheet, "", UNWATCHED)
        with pytest.raises(Cancelled):
            open_sheets(sheet, "", Watch(lambda _share: False))
    monkeypatch.setattr(process, "command", lambda: [*PYTHON, ENDS["aborts"]])
    with pytest.raises(SheetError) as kept:
        open_sheets(sheet, "", UNWATCHED)
    monkeypatch.undo()
    sheet.write_bytes(b"PK, and nothing else")
    with pytest.raises(SheetError) as kept_too:
        open_sheets(sheet, "", UNWATCHED)
    assert kept.value.args != kept_too.value.args
    assert (held(), children()) == (before, waiting)
    assert not threads()


def test_any_thread_may_read(sheet):
    found: list[str] = []
    readers = [
        threading.Thread(target=lambda: found.append(open_sheets(sheet, "", UNWATCHED)[0].name))
        for _ in range(4)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert found == ["Sheet1"] * 4


def test_it_may_die_of_a_file_and_the_next_is_read(tmp_path, caplog):
    """A cell in the last row and column of an old workbook is more than its reader can hold; it aborts."""
    from tests.intake.made import FOLDER

    path = FOLDER / "far.xls"
    with caplog.at_level(logging.WARNING), pytest.raises(SheetError) as caught:
        open_sheets(path, "", UNWATCHED)
    assert str(caught.value) == (
        '"far.xls" is too large to be read. '
        "Save the sheet with the steps in a file of its own and import that."
    )
    assert "memory allocation" in caplog.text
    assert open_sheets(save(tmp_path / "b.xlsx", {"S": [[1]]}), "", UNWATCHED)


def test_it_imports_next_to_nothing():
    code = (
        "import sys, vsm_desktop.intake.readers.child, vsm_desktop.intake.readers.kinds;print(*sys.modules)"
    )
    done = subprocess.run([*PYTHON, code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {
        "pydantic",
        "openpyxl",
        "PySide6",
        "networkx",
        "python_calamine",
        "charset_normalizer",
    }


def test_a_folder_with_modules_of_its_own_does_not_matter(sheet, tmp_path, monkeypatch):
    (tmp_path / "zipfile.py").write_text("raise SystemExit('the wrong one')")
    monkeypatch.chdir(tmp_path)
    assert open_sheets(sheet, "", UNWATCHED)


def test_the_built_program_is_its_own_reader(sheet, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process.command() == [sys.executable, process.ARGUMENT]
    monkeypatch.setattr(process, "command", lambda: [sys.executable, "-m", "vsm_desktop", process.ARGUMENT])
    monkeypatch.chdir(Path(process.__file__).parents[3])
    assert open_sheets(sheet, "", UNWATCHED)[0].name == "Sheet1"


def test_names_of_files_in_any_letters(tmp_path):
    path = tmp_path / "Zeiten – 组装 'ü\n.xlsx"
    path.write_bytes(hostile.workbook())
    assert open_sheets(path, "", UNWATCHED)


def test_what_is_no_file(tmp_path):
    def refusal(path: Path) -> str:
        with pytest.raises(SheetError) as caught:
            open_sheets(path, "", UNWATCHED)
        return str(caught.value)

    assert refusal(tmp_path) == (
        f'"{tmp_path.name}" could not be opened: it is a folder. Choose a file in it.'
    )
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        began = time.monotonic()
        assert refusal(tmp_path / "pipe") == '"pipe" is no file. Choose a file with a sheet in it.'
        assert refusal(Path("/dev/zero")) == '"zero" is no file. Choose a file with a sheet in it.'
        assert time.monotonic() - began < 20


def test_the_hidden_argument_is_the_one_the_program_knows():
    from vsm_desktop.__main__ import READER

    assert process.ARGUMENT == READER
