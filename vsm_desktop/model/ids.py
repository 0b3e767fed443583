"""New ids: the kind and the smallest free number, so that files read well and tests need no clock."""

from __future__ import annotations

from collections.abc import Iterable


def new_id(kind: str, taken: Iterable[str]) -> str:
    """An id no element of the stream has yet, such as process3."""
    used = set(taken)
    number = 1
    while f"{kind}{number}" in used:
        number += 1
    return f"{kind}{number}"
