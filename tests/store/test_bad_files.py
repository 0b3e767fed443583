"""Files that are no value stream: each is refused with a sentence that says what is wrong and where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.maps import acme
from tests.model.strategies import JSON, runs
from vsm_desktop.store import files
from vsm_desktop.store.files import FileProblem, dumps, load, loads

HEAD: dict[str, Any] = {"format": "vsm-desktop", "version": 1}


def a_file(*nodes: Any, flows: Any = (), **more: Any) -> str:
    return json.dumps(HEAD | {"states": [{"id": "current", "nodes": nodes, "flows": flows}]} | more)


def weld(**more: Any) -> dict[str, Any]:
    return {"kind": "process", "id": "weld"} | more


def deep(levels: int) -> Any:
    found: Any = 1
    for _level in range(levels):
        found = [found]
    return found


NOWHERE = "This is no value stream file: it does not say that it holds one."
UNKNOWN_FORMAT = "The file does not say which format it has. It was not changed."
DAMAGED = "The file is damaged at line {}, column {}: it is no complete JSON. It was not changed."
KEPT = " The file was not changed."
UPTIME = "states / current / nodes / weld: Uptime is more than 0 %." + KEPT
NUMBER = "it should be a valid number." + KEPT


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty."),
        (" \n\t", "The file is empty."),
        ("{", DAMAGED.format(1, 2)),
        ('{"format": "vsm-desktop",\n "version": 1', DAMAGED.format(2, 14)),
        ("hello", DAMAGED.format(1, 1)),
        ("[" * 100_000, "The file is nested too deeply to be a value stream. It was not changed."),
        ("[" + "1" * 5000 + "]", "The file holds a number too long to be read. It was not changed."),
        ("[]", NOWHERE),
        ("null", NOWHERE),
        ("{}", NOWHERE),
        ('{"format": "drawio", "version": 1}', NOWHERE),
        ('{"format": ["vsm-desktop"], "version": 1}', NOWHERE),
        ('{"format": "vsm-desktop"}', UNKNOWN_FORMAT),
        ('{"format": "vsm-desktop", "version": true}', UNKNOWN_FORMAT),
        ('{"format": "vsm-desktop", "version": 0}', UNKNOWN_FORMAT),
        ('{"format": "vsm-desktop", "version": -1}', UNKNOWN_FORMAT),
        ('{"format": "vsm-desktop", "version": 1.0}', UNKNOWN_FORMAT),
        ('{"format": "vsm-desktop", "version": "1"}', UNKNOWN_FORMAT),
        ('{"format": "vsm-desktop", "version": 99}',
         "This file comes from a newer version (format 99; this program knows 1). It was not changed. "
         "Update the program to open it."),
        (json.dumps(HEAD), "states: it is missing." + KEPT),
        (json.dumps(HEAD | {"states": []}), "document: a value stream has at least one state." + KEPT),
        (json.dumps(HEAD | {"states": [{"id": "a"}, {"id": "a"}]}), "document: two states share an id." + KEPT),
        (json.dumps(HEAD | {"states": [{}]}), "states / 1 / id: it is missing." + KEPT),
        (json.dumps(HEAD | {"states": ["current"]}),
         "states / 1: it should be a group of fields." + KEPT),
        (a_file(colour="red"), "colour: this program knows no such field." + KEPT),
        (a_file(shown_state="ideal"), "document: the state to show, ideal, does not exist." + KEPT),
        (a_file(weld(uptime={"value": 0, "unit": "%"})), UPTIME),
        (a_file(weld(uptime={"value": 0, "unit": "1"})), UPTIME),
        (a_file(weld(colour="red")), "states / current / nodes / weld / colour: this program knows no such field." + KEPT),
        (a_file(weld(ct=45)),
         "states / current / nodes / weld / ct: it should be a group of fields." + KEPT),
        (a_file(weld(ct={"value": 1, "unit": "furlong"})),
         'states / current / nodes / weld / ct / unit: "furlong" is no unit this program knows.' + KEPT),
        (a_file(weld(ct={"unit": "s"})), "states / current / nodes / weld / ct / value: it is missing." + KEPT),
        (a_file(weld(ct={"value": float("nan"), "unit": "s"})),
         "states / current / nodes / weld / ct / value: it is no finite number." + KEPT),
        (a_file(weld(ct={"value": float("inf"), "unit": "s"})),
         "states / current / nodes / weld / ct / value: it is no finite number." + KEPT),
        (a_file(weld(ct={"value": 10**400, "unit": "s"})), "states / current / nodes / weld / ct / value: " + NUMBER),
        (a_file(weld(at={"x": float("nan")})),
         "states / current / nodes / weld / at / x: it is no finite number." + KEPT),
        (a_file(weld(), weld()), "states / current: two elements share an id: weld." + KEPT),
        (a_file(weld(), flows=[{"id": "f", "source": "weld", "target": "ghost"}]),
         "states / current: arrows without an end: f." + KEPT),
        (a_file({"kind": "process"}), "states / current / nodes / 1 / id: it is missing." + KEPT),
        (a_file({"id": "x"}), "states / current / nodes / x / kind: it is missing." + KEPT),
        (a_file(5), "states / current / nodes / 1: it should be a group of fields." + KEPT),
        (a_file({"kind": [], "id": "x"}), "states / current / nodes / x / kind: it should be a valid string." + KEPT),
        (a_file(weld(), flows=[{"kind": {}, "id": "f", "source": "weld", "target": "weld"}]),
         "states / current / flows / f / kind: it should be a valid string." + KEPT),
        (a_file(weld(), flows=[{"kind": "push", "id": "f", "source": "weld", "target": "weld", "bends": 3}]),
         "states / current / flows / f / bends: it should be a list." + KEPT),
        (a_file({"kind": "robot", "id": "r", "arm": [float("nan")]}),
         "states / current / nodes / r: it holds a number that is not finite." + KEPT),
        (a_file({"kind": "robot", "id": "r", "arm": deep(300)}),
         "states / current / nodes / r: it is nested too deeply." + KEPT),
        (a_file(weld(uptime={"value": 0, "unit": "%"}), weld(id="x", ct=3)), UPTIME.replace(KEPT, "") + " One more fault follows." + KEPT),
        (a_file(*(weld(id=str(i), ct=3) for i in range(4))),
         "states / current / nodes / 0 / ct: it should be a group of fields. 3 more faults follow." + KEPT),
    ],
)  # fmt: skip
def test_what_is_wrong_and_where(text: str, sentence: str) -> None:
    with pytest.raises(FileProblem) as problem:
        loads(text)
    assert str(problem.value) == sentence


@given(JSON, JSON)
@runs(20)
def test_whatever_a_file_holds_it_is_read_or_refused(first: Any, second: Any) -> None:
    candidates = [
        a_file(weld(ct=first), second),
        a_file({"kind": first, "id": second}),
        a_file(weld(), flows=[{"id": "f", "kind": first, "source": "weld", "target": second}]),
        a_file(calendar=first, shown_state=second),
        json.dumps(HEAD | {"states": first, "name": second}),
        json.dumps({"format": "vsm-desktop", "version": first, "states": second}),
    ]
    for text in candidates:
        assert refusal(text).endswith("." if refusal(text) else "")


@given(st.integers(0, 8000), st.binary(max_size=3))
@runs(40)
def test_a_damaged_file_is_read_or_refused(at: int, junk: bytes) -> None:
    data = dumps(acme()).encode()
    text = (data[:at] + junk + data[at + len(junk) :]).decode(errors="replace")
    assert refusal(text).endswith("." if refusal(text) else "")


def refusal(text: str) -> str:
    """Why a text is refused, nothing if it is read."""
    try:
        loads(text)
    except FileProblem as problem:
        return str(problem)
    return ""


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "map.vsm: The file is empty."),
        (b"\xef\xbb\xbf", "map.vsm: The file is empty."),
        (b"\x89PNG\r\n\x1a\n\x00", "map.vsm is no value stream file: it is not text."),
        ("Größe".encode("latin-1"), "map.vsm is no value stream file: it is not text."),
        (dumps(acme()).encode("utf-16"), "map.vsm is no value stream file: it is not text."),
        (b"{}", f"map.vsm: {NOWHERE}"),
    ],
)
def test_the_sentence_names_the_file_and_the_file_stays(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "map.vsm"
    path.write_bytes(data)
    with pytest.raises(FileProblem) as problem:
        load(path)
    assert str(problem.value) == sentence
    assert path.read_bytes() == data


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"map\.vsm does not exist\."):
        load(tmp_path / "map.vsm")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"is a folder\."):
        load(tmp_path)


def test_a_file_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "map.vsm").write_text("")
    with pytest.raises(FileProblem, match=r"inside cannot be read: Not a directory\."):
        load(tmp_path / "map.vsm" / "inside")


def test_a_file_too_large_to_be_a_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    (tmp_path / "map.vsm").write_text(dumps(acme()))
    with pytest.raises(FileProblem, match=r"map\.vsm is too large for a value stream file\."):
        load(tmp_path / "map.vsm")
