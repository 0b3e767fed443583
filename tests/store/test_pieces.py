"""What is written element by element reads back as the same document as its file."""

from __future__ import annotations

from hypothesis import given

from tests.model.strategies import runs, streams
from vsm_desktop.assets import asset_folder
from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.store.files import dumps, load, loads
from vsm_desktop.store.pieces import in_pieces


@given(streams())
@runs(60)
def test_pieces_read_back_as_the_same_document(stream: ValueStream) -> None:
    again = loads(in_pieces(stream))
    assert again == stream
    assert dumps(again) == dumps(stream)


def test_the_empty_document_and_the_samples() -> None:
    samples = [path for path in asset_folder("resources/samples").iterdir() if path.suffix == ".vsm"]
    for stream in (new_stream(), *map(load, samples)):
        assert dumps(loads(in_pieces(stream))) == dumps(stream)


def test_what_this_program_does_not_know_is_kept() -> None:
    text = """{"format": "vsm-desktop", "version": 1, "states": [{"id": "a", "nodes": [
        {"kind": "robot", "id": "r", "arms": [1, {"left": null}], "name": "Größe"}], "flows": [
        {"kind": "beam", "id": "b", "source": "r", "target": "r", "colour": "blue"}]}]}"""
    stream = loads(text)
    assert dumps(loads(in_pieces(stream))) == dumps(stream)
