"""Paint order: what stands in front of what. Symbols and arrows each have an order of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import Any, Literal

from vsm_desktop.edit.edits import Edit
from vsm_desktop.model.stream import State

Where = Literal["front", "forward", "backward", "back"]


def reorder(ids: Set[str], where: Where) -> Edit:
    """Bring elements to the front or the back, or past the next one; among themselves they keep their order."""

    def apply(state: State) -> State:
        nodes, flows = (_moved(items, ids, where) for items in (state.nodes, state.flows))
        if nodes is state.nodes and flows is state.flows:
            return state
        return state.evolve(nodes=nodes, flows=flows)

    return apply


def _moved(items: tuple[Any, ...], ids: Set[str], where: Where) -> tuple[Any, ...]:
    moved = _HOW[where](items, ids)
    return items if all(a is b for a, b in zip(items, moved, strict=True)) else tuple(moved)


def _front(items: Sequence[Any], ids: Set[str]) -> list[Any]:
    return [one for one in items if one.id not in ids] + [one for one in items if one.id in ids]


def _back(items: Sequence[Any], ids: Set[str]) -> list[Any]:
    return [one for one in items if one.id in ids] + [one for one in items if one.id not in ids]


def _forward(items: Sequence[Any], ids: Set[str]) -> list[Any]:
    return _backward(items[::-1], ids)[::-1]


def _backward(items: Sequence[Any], ids: Set[str]) -> list[Any]:
    """Each chosen one changes places with the one behind it, unless that is chosen too."""
    moved = list(items)
    for i in range(1, len(moved)):
        if moved[i].id in ids and moved[i - 1].id not in ids:
            moved[i - 1], moved[i] = moved[i], moved[i - 1]
    return moved


_HOW: dict[Where, Callable[[Sequence[Any], Set[str]], list[Any]]] = {
    "front": _front,
    "forward": _forward,
    "backward": _backward,
    "back": _back,
}
