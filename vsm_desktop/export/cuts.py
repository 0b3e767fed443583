"""Words that found no room: what a page shows of them, so that it can be told."""

from __future__ import annotations

from collections.abc import Iterable

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Part, Text
from vsm_desktop.drawing.text import ELLIPSIS
from vsm_desktop.model.stream import ValueStream

_SHOWN = 3


def cuts_of(parts: Iterable[Part], stream: ValueStream) -> tuple[str, ...]:
    """The texts with dots nobody has written, each once, as they are shown."""
    found = [
        op.text
        for part in parts
        for op in part.ops
        if isinstance(op, Text) and ELLIPSIS in op.text and op.text != ELLIPSIS
    ]
    if not found:
        return ()
    written = stream.model_dump_json()  # texts of the document may have such dots themselves
    written = written if ELLIPSIS in written else ""
    return tuple(dict.fromkeys(text for text in found if text not in written))


def said_of_cuts(where: str, cuts: Iterable[str]) -> str:
    """The cuts of a place in a sentence; nothing where there are none."""
    texts = [*dict.fromkeys(cuts)]
    if not texts:
        return ""
    shown = ", ".join(f"“{text}”" for text in texts[:_SHOWN])
    if len(texts) > _SHOWN:
        shown = _("{texts} and {count} more").format(texts=shown, count=len(texts) - _SHOWN)
    return _("{where}: words are cut: {texts}.").format(where=where, texts=shown)
