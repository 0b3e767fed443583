"""The words of all languages, ready to be looked up; what a word may mean depends on the languages a sheet speaks.

English and German are always understood, and of the other languages the words that mean nothing else. Their small words,
and those marked in their lists, count only in a sheet that speaks the language: `tongues_of` tells which it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain

from msgspec import Struct

from vsm_desktop.intake.languages import de, en, es, fr, it, ja, nl, pl, pt, ru, zh
from vsm_desktop.intake.languages.language import Language, Words
from vsm_desktop.intake.phrases import LONGEST, Lexicon, fold, lexicon, phrase_of, words_of
from vsm_desktop.model.fields import Field, fields_of

Tongues = frozenset[str]
NONE: Tongues = frozenset()
ALWAYS = (en.ENGLISH, de.GERMAN)
OTHERS = (
    fr.FRENCH, es.SPANISH, pt.PORTUGUESE, it.ITALIAN, nl.DUTCH, pl.POLISH, ru.RUSSIAN, zh.CHINESE, ja.JAPANESE
)  # fmt: skip
LANGUAGES = (*ALWAYS, *OTHERS)
GUARD = "?"
_DAYS = frozenset(("days", "tage"))
_TELLING = 5
_SPOKEN = 0.4  # a language with less of a say than this, against the loudest, only shares words with it


class Vocabulary(Struct, frozen=True):
    """What the words of a sheet mean: lexicons of phrases, and sets of single words."""

    columns: Lexicon
    labels: Lexicon
    results: Lexicon
    computed: Lexicon
    fillers: frozenset[str]
    name_fillers: frozenset[str]
    strangers: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    amounts: frozenset[str]
    totals: frozenset[str]
    companions: frozenset[str]
    vague: frozenset[str]
    days: frozenset[str]


@cache
def vocabulary(tongues: Tongues = NONE) -> Vocabulary:
    """The vocabulary of a sheet that speaks these languages besides English and German."""
    spoken = (*ALWAYS, *(one for one in OTHERS if one.code in tongues))

    def words(of: Callable[[Language], str], languages: Iterable[Language] = spoken) -> frozenset[str]:
        return _set(" ".join(of(one) for one in languages), guarded=False) | _set(
            " ".join(of(one) for one in spoken), guarded=True
        )

    return Vocabulary(
        columns=_lexicon(tongues, lambda one: one.columns, _column_fields()),
        labels=_lexicon(tongues, lambda one: one.labels, _label_fields()),
        results=_plain(one.total_phrases + one.computed for one in LANGUAGES),
        computed=_plain(one.computed for one in LANGUAGES),
        fillers=words(lambda one: one.fillers),
        name_fillers=words(lambda one: one.name_fillers),
        strangers=words(lambda one: one.strangers),
        before=words(lambda one: one.before),
        after=words(lambda one: one.after),
        amounts=words(lambda one: one.amounts),
        totals=words(lambda one: one.totals, LANGUAGES),
        companions=words(lambda one: one.companions),
        vague=words(lambda one: one.vague),
        days=_DAYS | words(lambda one: one.times["day"] if one in OTHERS else ""),
    )


def tongues_of(texts: Iterable[str]) -> Tongues:
    """The languages besides English and German that these texts speak, by the words only they have."""
    said: dict[str, float] = {}
    for text in dict.fromkeys(texts):
        for code, share in _said_by(text):
            said[code] = said.get(code, 0.0) + share
    loudest = max(said.values(), default=0.0)
    return frozenset(code for code, share in said.items() if share >= _SPOKEN * loudest)


@lru_cache(maxsize=20_000)
def _said_by(text: str) -> tuple[tuple[str, float], ...]:
    """The languages a text speaks, each with its share."""
    phrase = phrase_of(text) if len(text) <= LONGEST else None
    keys = tuple(word.key for word in phrase.words) if phrase else ()
    for length in range(min(len(keys), 6), 0, -1):
        for start in range(len(keys) - length + 1):
            if codes := _evidence().get(keys[start : start + length]):
                return tuple((code, 1 / len(codes)) for code in codes)
    return ()


@cache
def _evidence() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The phrases that neither English nor German has, with the languages that have them."""
    own = {*_known(ALWAYS), *lexicon(_column_fields()), *lexicon(_label_fields())}
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for one in OTHERS:
        for keys in _known((one,)):
            if keys not in own:
                found[keys] = (*found.get(keys, ()), one.code)
    return found


def _known(languages: Iterable[Language]) -> frozenset[tuple[str, ...]]:
    """Every phrase of these languages that needs no company."""
    texts = (
        text
        for one in languages
        for text in chain(
            *one.columns.values(),
            *one.labels.values(),
            one.total_phrases,
            one.computed,
            one.totals.split(),
        )
        if not text.startswith(GUARD)
    )
    phrases = {tuple(word.key for word in words_of(text)) for text in texts}
    single = {(word,) for one in languages for word in _set(" ".join(_lines(one)), guarded=False)}
    return frozenset(phrases | {words for words in single if len(words[0]) >= _TELLING})


def _lines(one: Language) -> Iterable[str]:
    """The single words that tell of a language where they are long enough."""
    yield from (one.amounts, one.before, one.after, one.strangers, one.least, one.most, one.mean, one.vague)
    yield from (*one.periods.values(), *one.times.values())


def _lexicon(tongues: Tongues, of: Callable[[Language], Words], fields: Words) -> Lexicon:
    """Phrases by what they name: English and German first, then the titles of the fields, then the others."""
    parts: list[Words] = [*(of(one) for one in ALWAYS), fields]
    parts += [_holding(of(one), guarded=False) for one in OTHERS]
    parts += [_holding(of(one), guarded=True) for one in OTHERS if one.code in tongues]
    first: dict[tuple[str, ...], str] = {}
    for words in parts:
        for phrase, key in lexicon(words).items():
            first.setdefault(phrase, key)
    return first


def _holding(words: Words, *, guarded: bool) -> Words:
    """The phrases that are marked to need company, without their mark, or those that are not."""
    return {
        key: tuple(text.lstrip(GUARD) for text in texts if text.startswith(GUARD) == guarded)
        for key, texts in words.items()
    }


def _set(words: str, *, guarded: bool) -> frozenset[str]:
    found = (word for word in words.split() if word.startswith(GUARD) == guarded)
    return frozenset(fold(word.lstrip(GUARD)) for word in found)


def _plain(lists: Iterable[tuple[str, ...]]) -> Lexicon:
    """Phrases that only have to be recognised."""
    return lexicon({"known": tuple(chain(*lists))})


@cache
def _column_fields() -> Words:
    """What the field table calls the fields of a process; `Value` alone is no name for a class."""
    return {field.key: _called(field) for field in fields_of("process") if field.shape != "elements"}


def _called(field: Field) -> tuple[str, ...]:
    return (field.title, field.key) if field.shape == "choice" else (field.title, field.label, field.key)


@cache
def _label_fields() -> Words:
    return {field.key: (field.title,) for field in fields_of("calendar")}


def _all(of: Callable[[Language], Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(*(of(one) for one in LANGUAGES))))


def _by_word(of: Callable[[Language], Mapping[str, str]], *, guarded: bool = False) -> dict[str, str]:
    """Single words by what they stand for."""
    found: dict[str, str] = {}
    for one in LANGUAGES:
        for key, words in of(one).items():
            for word in sorted(_set(words, guarded=guarded)):
                found.setdefault(word, key)
    return found


EMPTY = frozenset(
    ("", "-", "–", "—", "--", "---", ".", "－", "ー", *(text.casefold() for one in LANGUAGES for text in one.empty))
)  # fmt: skip
NUMBER_WORDS = {fold(word): number for one in LANGUAGES for word, number in one.numbers.items()}
PERIODS = _by_word(lambda one: one.periods)
GUARDED_PERIODS = _by_word(lambda one: one.periods, guarded=True)
TIMES = _by_word(lambda one: one.times)
PIECES = _set(" ".join(one.pieces for one in LANGUAGES), guarded=False)
LEAST = _set(" ".join(one.least for one in LANGUAGES), guarded=False)
MOST = _set(" ".join(one.most for one in LANGUAGES), guarded=False)
MEAN = _set(" ".join(one.mean for one in LANGUAGES), guarded=False)
YES = _set(" ".join(one.yes for one in LANGUAGES), guarded=False) | frozenset("✓✔●")
NO = _set(" ".join(one.no for one in LANGUAGES), guarded=False)
VALUE_CLASSES = (
    dict.fromkeys(YES - frozenset("x1"), "VA")
    | dict.fromkeys(NO - frozenset("0"), "NVA")
    | {fold(text): code for one in LANGUAGES for text, code in one.value_classes.items()}
)
"""Also the answers to `Does it add value?`."""
ESTIMATES = ("~", "≈", *_all(lambda one: one.estimates))


def _counted(key: str) -> frozenset[str]:
    return _set(" ".join(one.counts.get(key, "") for one in LANGUAGES), guarded=False)


COUNT_WORDS: Mapping[str, frozenset[str]] = {
    **{key: _counted(key) for key in ("operators", "stations", "shifts")},
    "shifts_per_day": _counted("shifts"),
    **{f"days_per_{period}": _counted("days") for period in ("week", "month", "year")},
}


def number_word(text: str) -> int | None:
    """A small number in figures or as a word."""
    return int(text) if text.isdecimal() and len(text) < 3 else NUMBER_WORDS.get(fold(text))
