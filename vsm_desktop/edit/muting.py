"""Rules of findings that are switched off in a document, and on again."""

from __future__ import annotations

from collections.abc import Callable

from vsm_desktop.model.stream import ValueStream

StreamEdit = Callable[[ValueStream], ValueStream]


def mute(code: str) -> StreamEdit:
    """Switch the rule of a code off, in every state."""
    return lambda stream: stream if code in stream.muted else stream.evolve(muted=(*stream.muted, code))


def unmute(code: str) -> StreamEdit:
    """Switch the rule of a code on again."""
    return lambda stream: stream.evolve(muted=tuple(one for one in stream.muted if one != code))
