"""Headers and labels as words: `Cycle time C/T [sec]` and `cycle-time (s)` are to say the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from msgspec import Struct

from vsm_desktop.intake.languages.ja import JAPANESE
from vsm_desktop.intake.languages.language import Language
from vsm_desktop.intake.languages.zh import CHINESE

LONGEST = 120
"""A header or label is no longer than this; a longer text is prose."""

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_ABBREVIATION = re.compile(r"(?<![^\W\d_])([^\W\d_])(?:\s*&\s*|[/.\-–])(?=[^\W\d_](?![^\W\d_]))")
_ELIDED = re.compile(r"(?<![^\W_])(?:[dlDL]|[Aa]ll|[Dd]ell)['’](?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]+|[%#]")
_SIGNS = str.maketrans({"【": "(", "】": ")", "「": "(", "」": ")", "〔": "(", "〕": ")", "・": " "})
_NUMERO = re.compile(r"\b([Nn])[°º](?=\W|[^\W\d_]|$)")
_RUN = re.compile(
    r"[\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[^\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
_FIRST_RUN = "\u3005"  # below this no script goes without spaces
_KANA = "\u3040"
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


def normal(text: str) -> str:
    """Wide letters, digits and brackets as the usual ones, and N° as No."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", _NUMERO.sub(r"\1o ", text).translate(_SIGNS))


def fold(text: str) -> str:
    """Without capitals and accents: Rüstzeit, RUESTZEIT and ruestzeit are one."""
    lower = unicodedata.normalize("NFC", text.casefold()).translate(_LETTERS)
    return lower if lower.isascii() else "".join(map(_bare, lower))


@lru_cache(maxsize=5_000)
def _bare(letter: str) -> str:
    """A letter without its accent; in kana the marks tell one letter from another."""
    if letter >= _KANA:
        return unicodedata.normalize("NFKC", letter)
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text; single letters joined by signs are one word, as in C/T or C & A."""
    words = whole_words_of(text)
    if all(max(word.raw) < _FIRST_RUN for word in words):
        return words
    return tuple(Word(fold(part), part) for word in words for part in _parted(word.raw))


def whole_words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, where a script without spaces is not taken apart."""
    joined = _ABBREVIATION.sub(r"\1", _ELIDED.sub("", normal(text[: 2 * LONGEST])))
    return tuple(Word(fold(match), match) for match in _WORD.findall(joined))


def _parted(raw: str) -> Iterator[str]:
    """Known words inside a run of characters, the longest first; what lies between them is kept together."""
    for run in _RUN.findall(raw):
        if run[0] < _FIRST_RUN:
            yield run
            continue
        known, longest = _runs()
        unknown, at = "", 0
        while at < len(run):
            word = next((run[at : at + n] for n in range(longest, 0, -1) if run[at : at + n] in known), "")
            if word:
                yield from (part for part in (unknown, word) if part)
                unknown, at = "", at + len(word)
            else:
                unknown, at = unknown + run[at], at + 1
        if unknown:
            yield unknown


@cache
def _runs() -> tuple[frozenset[str], int]:
    """The words of the languages that write without spaces, and the length of the longest."""
    words = {
        part
        for language in (CHINESE, JAPANESE)
        for text in _texts(language)
        for part in _RUN.findall(normal(text))
        if part[0] >= _FIRST_RUN
    }
    return frozenset(words), max(map(len, words))


def _texts(one: Language) -> Iterator[str]:
    for words in (*one.columns.values(), *one.labels.values(), one.total_phrases, one.computed):
        yield from words
    lines = (
        one.fillers,
        one.strangers,
        one.before,
        one.after,
        one.amounts,
        one.totals,
        one.companions,
        one.pieces,
    )
    readings = (one.least, one.most, one.mean, one.vague)
    for line in (*lines, *readings, *one.periods.values(), *one.times.values(), *one.counts.values()):
        yield from line.split()


def phrase_of(text: str) -> Phrase:
    """Take a header or label apart; prose is none."""
    return _phrase(text) if len(text) <= LONGEST else Phrase(())


@lru_cache(maxsize=20_000)
def _phrase(text: str) -> Phrase:
    text = normal(text)
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
