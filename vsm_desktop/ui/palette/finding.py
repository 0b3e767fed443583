"""What in the catalogue answers a query: its title, its full name, and what else people call it. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from vsm_desktop.model.catalogue import ARTICLES, GROUP_TITLES, Article, Group
from vsm_desktop.model.names import SYMBOL, USUAL, Names
from vsm_desktop.model.titles import title_of
from vsm_desktop.ui.matching import Index, Rank

Found = tuple[tuple[Group, tuple[Article, ...]], ...]


def find(query: str, names: Names = USUAL) -> Found:
    """The groups that answer, best first, each with its answers best first; empty for none."""
    ranks: dict[str, tuple[int, int]] = {}
    for i, index in enumerate(_indexes(names)):  # of answers equally good, those of the titles come first
        for hit in index.search(query):
            ranks[hit.item.key] = min((hit.rank, i), ranks.get(hit.item.key, (Rank.NOTHING, 0)))
    # scattered letters only where nothing else answers
    if any(rank < Rank.LETTERS for rank, _index in ranks.values()):
        ranks = {key: rank for key, rank in ranks.items() if rank[0] < Rank.LETTERS}
    kept = [one for one in ARTICLES if one.key in ranks]
    kept.sort(key=lambda one: (ranks[one.key], len(one.title)))
    groups: dict[Group, list[Article]] = {}
    for one in kept:
        groups.setdefault(one.group, []).append(one)
    return tuple((group, tuple(found)) for group, found in groups.items())


@lru_cache(maxsize=8)
def _indexes(names: Names) -> Sequence[Index[Article]]:
    """What the map calls them, the short titles with the words that go with them, and the full names."""
    named = [one for one in ARTICLES if names.given(SYMBOL + one.key)]
    return (
        *([Index(named, lambda one: names.symbol(one.key))] if named else []),
        Index(ARTICLES, lambda one: one.title, lambda one: f"{one.words} {GROUP_TITLES[one.group]}"),
        Index(ARTICLES, lambda one: title_of(one.key)),
    )
