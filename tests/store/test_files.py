"""What is written can be read again, the same to the byte; what was there is never lost."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given

from tests.model.maps import a_stream, acme
from tests.model.strategies import runs, streams
from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.store.files import FileProblem, dumps, load, loads, save

FORMATS = Path(__file__).parents[1] / "data" / "formats"
NAMED = pytest.mark.parametrize("name", ["map.vsm", "Größe ½.vsm", "組立.vsm", "🏭" * 60 + ".vsm"])


@given(streams())
@runs(20)
def test_save_and_load_give_the_same_document_and_the_same_bytes(stream: ValueStream) -> None:
    text = dumps(stream)
    assert loads(text) == stream
    assert dumps(loads(text)) == text


@pytest.mark.slow
@given(streams())
@runs(1000)
def test_a_thousand_documents(stream: ValueStream) -> None:
    assert dumps(loads(dumps(stream))) == dumps(stream)


@pytest.mark.parametrize("path", sorted(FORMATS.glob("*.vsm")), ids=lambda path: path.name)
def test_files_of_every_format_are_read(path: Path) -> None:
    assert load(path).states


def test_the_present_format_is_written_back_to_the_byte(tmp_path: Path) -> None:
    """v1.vsm holds every kind of node and arrow, several states, provenance and unknown things; it is never edited."""
    old = FORMATS / "v1.vsm"
    stream = load(old)
    assert [state.id for state in stream.states] == ["current", "future", "ideal", "what if: 3 shifts?"]
    assert stream.state().id == "future"
    process = stream.states[0].node("process")
    assert process is not None
    assert process.ct.typed == "39"
    save(stream, tmp_path / "new.vsm")
    assert (tmp_path / "new.vsm").read_bytes() == old.read_bytes()


def test_a_file_reads_well() -> None:
    """Two-space indent, the order of the classes, defaults left out."""
    assert dumps(new_stream("Brackets")) == (
        '{\n  "format": "vsm-desktop",\n  "version": 1,\n  "name": "Brackets",\n  "shown_state": "current",\n'
        '  "states": [\n    {\n      "id": "current",\n      "name": "Current state"\n    }\n  ]\n}\n'
    )
    coils = json.loads(dumps(acme()))["states"][0]["nodes"][3]
    assert list(coils) == ["kind", "id", "at", "qty"]


def test_letters_are_written_as_they_are(tmp_path: Path) -> None:
    save(new_stream("Größe ½ 組立 🏭"), tmp_path / "map.vsm")
    assert "Größe ½ 組立 🏭".encode() in (tmp_path / "map.vsm").read_bytes()
    assert load(tmp_path / "map.vsm").name == "Größe ½ 組立 🏭"


def test_half_a_letter_costs_no_work(tmp_path: Path) -> None:
    """A lone surrogate, as a broken clipboard brings one, has no UTF-8; it is kept as JSON has it."""
    save(new_stream("a\ud83cb"), tmp_path / "map.vsm")
    assert load(tmp_path / "map.vsm").name == "a\ud83cb"


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    path = tmp_path / "map.vsm"
    path.write_bytes(b"\xef\xbb\xbf" + dumps(acme()).encode())
    assert load(path) == acme()


@NAMED
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    save(acme(), tmp_path / name)
    assert load(tmp_path / name) == acme()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_saving_again_replaces_the_file(tmp_path: Path) -> None:
    path = tmp_path / "map.vsm"
    save(acme(), path)
    save(new_stream("Other"), path)
    assert load(path).name == "Other"
    assert [one.name for one in tmp_path.iterdir()] == ["map.vsm"]


@pytest.mark.parametrize("culprit", ["replace", "fsync"])
def test_a_failing_disk_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, culprit: str) -> None:
    path = tmp_path / "map.vsm"
    save(acme(), path)
    before = path.read_bytes()

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, culprit, full)
    with pytest.raises(FileProblem) as problem:
        save(new_stream("Other"), path)
    assert str(problem.value).startswith("map.vsm was not written: there is no room left in ")
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["map.vsm"]


def test_an_interruption_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.vsm"
    save(acme(), path)

    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(new_stream("Other"), path)
    assert load(path) == acme()
    assert [one.name for one in tmp_path.iterdir()] == ["map.vsm"]


@pytest.mark.parametrize("place", ["missing/map.vsm", "file/map.vsm"])
def test_a_place_that_cannot_be_written_to(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileProblem, match=r"map\.vsm was not written: the folder .+ does not exist\."):
        save(acme(), tmp_path / place)


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "map.vsm").mkdir()
    with pytest.raises(FileProblem, match="is a folder"):
        save(acme(), tmp_path / "map.vsm")
    assert [one.name for one in tmp_path.iterdir()] == ["map.vsm"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    path = tmp_path / "map.vsm"
    save(acme(), path)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(FileProblem, match="write-protected"):
            save(new_stream("Other"), path)
    finally:
        tmp_path.chmod(0o755)
    assert load(path) == acme()


def test_a_folder_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same where the tests run as root."""
    path = tmp_path / "map.vsm"
    save(acme(), path)

    def refused(*_args: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(FileProblem, match="write-protected"):
        save(new_stream("Other"), path)
    assert load(path) == acme()


@pytest.mark.skipif(os.name != "posix", reason="only on Linux and macOS")
def test_permissions_are_kept_and_new_files_get_the_usual_ones(tmp_path: Path) -> None:
    path = tmp_path / "map.vsm"
    old = os.umask(0o027)
    try:
        save(acme(), path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o604)
        save(a_stream(), path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o604
    finally:
        os.umask(old)


@pytest.mark.skipif(os.name != "posix", reason="only on Linux and macOS")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.vsm").write_text("")
    (tmp_path / "link.vsm").symlink_to(tmp_path / "real.vsm")
    save(acme(), tmp_path / "link.vsm")
    assert (tmp_path / "link.vsm").is_symlink()
    assert load(tmp_path / "real.vsm") == acme()
