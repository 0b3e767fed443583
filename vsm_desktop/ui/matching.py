"""Fuzzy matching as arithmetic: beginnings before words, words before parts, parts before scattered letters.

Texts are folded once; a longer query is only asked of what the shorter one left. No Qt here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from vsm_desktop.model.words import folded, folded_places

T = TypeVar("T")
Range = tuple[int, int]


class Rank:
    """How well a text answers a query, best first: plain numbers, since thousands are compared at every keystroke."""

    WHOLE = 0
    START = 1
    WORD = 2  # the query stands at the start of a word
    WORDS = 3  # every word of the query does
    PART = 4
    PARTS = 5
    ASIDE = 6  # not in the text, but in the words that go with it
    LETTERS = 7  # the letters in this order, the first of them at the start of a word
    NOTHING = 8


class Hit(NamedTuple, Generic[T]):
    """One thing that was found, and how well it answers."""

    item: T
    rank: int


class Index(Generic[T]):
    """Things to be found by their text, and by further words that are not shown."""

    def __init__(
        self, items: Sequence[T], text: Callable[[T], str], aside: Callable[[T], str] = lambda _item: ""
    ) -> None:
        self.items = items
        self._texts = [folded(text(item)) for item in items]
        self._asides = [folded(aside(item)) for item in items]
        self._last: tuple[str, Sequence[int]] = ("", range(len(items)))
        self.asked = 0

    def search(self, query: str) -> list[Hit[T]]:
        """What answers the query, best first; scattered letters only where nothing answers better."""
        query = " ".join(folded(query).split())
        if not query:
            return []
        known, places = self._last
        candidates: Sequence[int] = places if known and query.startswith(known) else range(len(self.items))
        words = query.split()
        self.asked = len(candidates)
        texts, asides = self._texts, self._asides
        found: list[tuple[int, int, int]] = []
        for i in candidates:
            text = texts[i]
            rank = _rank(text, query) if query in text else _rank_apart(text, asides[i], query, words)
            if rank < Rank.NOTHING:
                found.append((rank, len(text), i))
        self._last = (query, [one[2] for one in found])
        found.sort()
        best = found[0][0] if found else Rank.LETTERS
        items = self.items
        return [Hit(items[i], rank) for rank, _length, i in found if rank < Rank.LETTERS or best == rank]


def _rank(text: str, query: str) -> int:
    """How well a text answers that holds the whole query."""
    at = text.find(query)
    if at == 0:
        return Rank.WHOLE if len(text) == len(query) else Rank.START
    return Rank.PART if text[at - 1].isalnum() and _at_word(text, query) < 0 else Rank.WORD


def _rank_apart(text: str, aside: str, query: str, words: Sequence[str]) -> int:
    """How well a text answers that does not hold the query as it stands."""
    if len(words) > 1 and _holds(text, words):
        return Rank.WORDS if all(_at_word(text, word) >= 0 for word in words) else Rank.PARTS
    if aside and _begin(aside, text, words):
        return Rank.ASIDE
    return Rank.LETTERS if _letters(text, query) is not None else Rank.NOTHING


def _holds(text: str, words: Sequence[str]) -> bool:
    for word in words:  # noqa: SIM110  all() takes twice as long
        if word not in text:
            return False
    return True


def _begin(aside: str, text: str, words: Sequence[str]) -> bool:
    """Whether every word begins a word of the text or of what goes with it."""
    for word in words:  # noqa: SIM110
        if _at_word(aside, word) < 0 and _at_word(text, word) < 0:
            return False
    return True


def _at_word(text: str, word: str) -> int:
    """Where the word stands at the start of a word of the text; -1 if nowhere."""
    at = text.find(word)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at


def _letters(text: str, query: str) -> list[int] | None:
    """The places of the query's letters in their order, from the first start of a word that allows it."""
    start = _at_word(text, query[0])
    places: list[int] = []
    if start < 0:
        return None
    at = start - 1
    for letter in query:
        if letter == " ":
            continue
        at = text.find(letter, at + 1)
        if at < 0:
            return None
        places.append(at)
    return places


def ranges(query: str, text: str) -> tuple[Range, ...]:
    """Which parts of a text answer the query, as places in the text itself."""
    query = " ".join(folded(query).split())
    plain, places = folded_places(text)
    if not query:
        return ()
    if query in plain:
        at = _at_word(plain, query)
        at = at if at >= 0 else plain.find(query)
        return _in_text([(at, at + len(query))], places)
    words = query.split()
    if len(words) > 1 and any(word in plain for word in words):
        found = [(at, at + len(word)) for word in words if (at := _best_place(plain, word)) >= 0]
        return _in_text(found, places)
    letters = _letters(plain, query)
    return _in_text([(at, at + 1) for at in letters or ()], places)


def _best_place(text: str, word: str) -> int:
    at = _at_word(text, word)
    return at if at >= 0 else text.find(word)


def _in_text(found: Sequence[Range], places: Sequence[int]) -> tuple[Range, ...]:
    """Ranges of folded characters as ranges of the text, joined where they touch."""
    joined: list[Range] = []
    for start, stop in sorted((places[start], places[stop - 1] + 1) for start, stop in found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return tuple(joined)
