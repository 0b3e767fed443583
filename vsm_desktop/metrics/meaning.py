"""Whether two maps mean the same: where things stand, and in what company they are moved, is no number."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Value, differing

_OF_A_NODE = frozenset({"at", "size", "locked", "group"})
_OF_AN_ARROW = frozenset({"bends"})


def same_meaning(one: State, other: State, most: int | None = None) -> bool:
    """Whether a map says what another one says; order counts, as it decides between equals.

    With `most`, maps of which more things are other objects are not compared: they are taken to differ.
    """
    return (
        one.options is other.options
        and _same(one.nodes, other.nodes, _OF_A_NODE, most)
        and _same(one.flows, other.flows, _OF_AN_ARROW, most)
    )


def _same(old: tuple[Value, ...], new: tuple[Value, ...], silent: Set[str], most: int | None) -> bool:
    changed = differing(old, new)
    if changed is None or (most is not None and len(changed) > most):
        return False
    return all(
        type(old[i]) is type(new[i]) and _said(old[i], silent) == _said(new[i], silent) for i in changed
    )


def _said(value: Value, silent: Set[str]) -> dict[str, Any]:
    said = {name: field for name, field in value.__dict__.items() if name not in silent}
    return said | (value.model_extra or {})
