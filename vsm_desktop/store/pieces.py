"""The document as text, element by element: a thread that writes a large map lets others work between any two."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.store.files import FORMAT
from vsm_desktop.store.migrations import CURRENT


def in_pieces(stream: ValueStream) -> str:
    """What reads back as the same document as its file, without the layout that is for people."""
    states = ",\n".join(_state(state) for state in stream.states)
    head = {"format": FORMAT, "version": CURRENT} | _data(stream, {"states"})
    return f"{_opened(head)}[{states}]}}\n"


def _state(state: State) -> str:
    elements = {"nodes": state.nodes, "flows": state.flows}
    lists = {name: ",\n".join(_texts(parts)) for name, parts in elements.items()}
    whole = ",".join(f"{json.dumps(name)}:[{text}]" for name, text in lists.items())
    head = json.dumps(_data(state, set(elements)), ensure_ascii=False)
    return f"{head[:-1]}, {whole}}}"


def _opened(head: dict[str, Any]) -> str:
    """The head of the document, up to its states."""
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "states": '


def _texts(parts: tuple[BaseModel, ...]) -> Iterator[str]:
    for part in parts:
        yield json.dumps(_data(part, set()), ensure_ascii=False)


def _data(value: BaseModel, without: set[str]) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_defaults=True, exclude=without)
