"""Everything on a map that can bear another name: symbols, arrows and fields, those in use first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.model.catalogue import ARTICLES, article_of
from vsm_desktop.model.fields import EVERY_FLOW, EVERY_NODE, FIELDS, Field
from vsm_desktop.model.names import FIELD, SYMBOL, Names, names_of
from vsm_desktop.model.stream import State
from vsm_desktop.model.titles import title_of
from vsm_desktop.model.words import folded

Sort = Literal["symbol", "arrow", "field"]
SORTS: dict[Sort, str] = {"symbol": _("Symbol"), "arrow": _("Arrow"), "field": _("Field")}
_KINDS = frozenset((*EVERY_NODE, *EVERY_FLOW))
_NO_NAMES = ("name", "symbol")  # every symbol has these; nobody calls them otherwise
_EMPTY = (None, "", (), False)


class Entry(Struct, frozen=True):
    """One thing with its usual name; `words` are what it is found by besides."""

    key: str
    usual: str
    sort: Sort
    words: str = ""

    def answers(self, query: str, name: str) -> bool:
        """Whether a search finds it, by its usual name, what it is called on the map, or what others call it."""
        said = folded(f"{name} {self.usual} {self.words} {SORTS[self.sort]}")
        return all(word in said for word in folded(query).split())


def _of_field(field: Field) -> Entry:
    usual = field.title if field.label == field.title else f"{field.title} ({field.label})"
    kinds = " ".join(map(title_of, field.kinds))
    return Entry(FIELD + field.key, usual, "field", f"{field.key} {kinds}")


ENTRIES: tuple[Entry, ...] = (
    *(
        Entry(
            SYMBOL + one.key,
            title_of(one.key),
            "arrow" if one.is_arrow else "symbol",
            f"{one.title} {one.words}",
        )
        for one in ARTICLES
    ),
    *{
        field.key: _of_field(field)
        for field in reversed(FIELDS)
        if field.key not in _NO_NAMES and _KINDS.intersection(field.kinds)
    }.values(),
)


def used(state: State) -> frozenset[str]:
    """The keys of what a map shows, or calls something else."""
    found: set[str] = {named.key for named in state.names}
    for element in (*state.nodes, *state.flows):
        if (article := article_of(element)) is not None:
            found.add(SYMBOL + article.key)
        found |= {FIELD + row.key for row in element.fields() if getattr(element, row.key) not in _EMPTY}
    return frozenset(found)


def in_order(state: State) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """All entries under two headings: what is used on a map, and all others."""
    here = used(state)
    return (
        (_("Used on this map"), tuple(one for one in ENTRIES if one.key in here)),
        (_("All others"), tuple(one for one in ENTRIES if one.key not in here)),
    )


def given(state: State, entries: Iterable[Entry] = ENTRIES) -> dict[str, str]:
    """What a map calls them, where that is not the usual."""
    names: Names = names_of(state)
    return {one.key: text for one in entries if (text := names.given(one.key))}


def found(
    groups: Sequence[tuple[str, tuple[Entry, ...]]], query: str, texts: dict[str, str]
) -> list[str | Entry]:
    """The rows that answer a search, each group under its heading."""
    rows: list[str | Entry] = []
    for heading, entries in groups:
        hits = [one for one in entries if one.answers(query, texts.get(one.key, ""))]
        rows += [heading, *hits] if hits else []
    return rows
