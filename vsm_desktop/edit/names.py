"""Edits of what a map calls its symbols and fields."""

from __future__ import annotations

from collections.abc import Mapping

from vsm_desktop.edit.edits import Edit
from vsm_desktop.model.names import Named
from vsm_desktop.model.stream import State


def set_names(texts: Mapping[str, str]) -> Edit:
    """Give keys these names; a blank one takes the usual name again. All others keep theirs."""
    wanted = {key: " ".join(text.split()) for key, text in texts.items()}

    def apply(state: State) -> State:
        before = {one.key: one.text for one in state.names}
        after = {key: text for key, text in (before | wanted).items() if text}
        if after == before:
            return state
        return state.evolve(names=tuple(Named(key=key, text=text) for key, text in after.items()))

    return apply
