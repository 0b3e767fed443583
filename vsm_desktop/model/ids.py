"""New ids: the kind and the smallest free number, so that files read well and tests need no clock."""

from __future__ import annotations

from collections.abc import Iterable


def new_id(kind: str, taken: Iterable[str]) -> str:
    """An id no element of the stream has yet, such as process3."""
    return new_ids((kind,), taken)[0]


def new_ids(kinds: Iterable[str], taken: Iterable[str]) -> list[str]:
    """An id for each of the kinds, all of them free and different."""
    used, numbers = set(taken), dict[str, int]()
    found: list[str] = []
    for kind in kinds:
        number = numbers.get(kind, 1)
        while f"{kind}{number}" in used:
            number += 1
        numbers[kind] = number + 1
        found.append(f"{kind}{number}")
    return found
