"""Headers and labels as words: `Cycle time C/T [sec]` and `cycle-time (s)` are to say the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

LONGEST = 120
"""A header or label is no longer than this; a longer text is prose."""

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_ABBREVIATION = re.compile(r"(?<![^\W\d_])([^\W\d_])(?:\s*&\s*|[/.\-–])(?=[^\W\d_](?![^\W\d_]))")
_WORD = re.compile(r"[^\W_]+|[%#]")
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae"})


class Word(Struct, frozen=True):
    """A word as it is compared, and as it stands in the sheet."""

    key: str
    raw: str


class Phrase(Struct, frozen=True):
    """The words of a header or label, and the texts in its brackets."""

    words: tuple[Word, ...]
    brackets: tuple[str, ...] = ()


Lexicon = Mapping[tuple[str, ...], str]


class Match(Struct, frozen=True):
    """What a phrase names, and the words that are left."""

    key: str
    rest: tuple[Word, ...]


def fold(text: str) -> str:
    """Without capitals and accents: Rüstzeit, RUESTZEIT and ruestzeit are one."""
    lower = unicodedata.normalize("NFC", text.casefold()).translate(_LETTERS)
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter)
    )


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text; single letters joined by signs are one word, as in C/T or C & A."""
    joined = _ABBREVIATION.sub(r"\1", unicodedata.normalize("NFKC", text[: 2 * LONGEST]))
    return tuple(Word(fold(match), match) for match in _WORD.findall(joined))


def phrase_of(text: str) -> Phrase:
    """Take a header or label apart; prose is none."""
    return _phrase(text) if len(text) <= LONGEST else Phrase(())


@lru_cache(maxsize=20_000)
def _phrase(text: str) -> Phrase:
    brackets = tuple(" ".join(inside.split()) for inside in _BRACKETS.findall(text))
    return Phrase(words_of(_BRACKETS.sub(" ", text)), tuple(inside for inside in brackets if inside))


def lexicon(entries: Mapping[str, Iterable[str]]) -> Lexicon:
    """The way back from words to what they name; of two claims to the same words the first holds."""
    found: dict[tuple[str, ...], str] = {}
    for key, texts in entries.items():
        for text in texts:
            found.setdefault(tuple(word.key for word in words_of(text)), key)
    return found


def find(words: tuple[Word, ...], known: Lexicon) -> Match | None:
    """The longest run of words that names something; of equals the first."""
    keys = tuple(word.key for word in words)
    for length in range(min(len(keys), 6), 0, -1):
        for start in range(len(keys) - length + 1):
            if key := known.get(keys[start : start + length]):
                return Match(key, words[:start] + words[start + length :])
    return None


def word_set(words: str) -> frozenset[str]:
    """The words of a line, to be looked up."""
    return frozenset(words.split())


def without(words: tuple[Word, ...], fillers: frozenset[str]) -> tuple[Word, ...]:
    """The words that say something; a capital letter alone always does, as in `Product A`."""
    return tuple(
        word for word in words if word.key not in fillers or (len(word.raw) == 1 and word.raw.isupper())
    )
