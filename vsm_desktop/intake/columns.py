"""What the columns of a table mean: from the words in the header to a field, its unit and its place in the flow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.phrases import Lexicon, Match, Phrase, Word, find, phrase_of, without, words_of
from vsm_desktop.intake.readings import split_mark
from vsm_desktop.intake.units import PIECE_WORDS, Unit, unit_of
from vsm_desktop.intake.words import COUNT_WORDS, LEAST, MEAN, MOST, NONE, Tongues, Vocabulary, vocabulary
from vsm_desktop.model.fields import Field, field_of

Role = Literal["name", "id", "field", "stock", "reading", "turn", "by", "date", "n", "note"]
Place = Literal["before", "after", ""]
DATA: tuple[Role, ...] = ("field", "stock", "reading")
"""The roles of columns that hold values, not words."""
_OWN_ROLES: dict[str, Role] = {
    "name": "name",
    "id": "id",
    "by": "by",
    "date": "date",
    "n": "n",
    "note": "note",
}
_UNREAD = "nva_time"  # known, so that it is not taken for the time that adds value
_LONE = frozenset("gj")  # hours and days in brackets; beside other words the name of a product
_RATED = ("ct", "pt")


class Meaning(Struct, frozen=True):
    """What a column holds. `key` is a field of a process, or of a stock: qty or days.

    A `reading` is one of several of a field, `variant` its number; a `turn` is the number of the observation in the row.
    `rest` are words of the header that were not understood; `unknown_unit` a text in brackets that is no unit; `told`
    says that a person said so.
    """

    role: Role
    key: str = ""
    unit: Unit | None = None
    place: Place = ""
    variant: str = ""
    rest: str = ""
    unknown_unit: str = ""
    told: bool = False

    @property
    def field(self) -> Field | None:
        """The row of the field table, for columns that have one."""
        if self.role in ("field", "reading"):
            return field_of("process", self.key)
        return field_of("inventory", self.key) if self.role == "stock" else None

    @property
    def weight(self) -> int:
        """How much a header row gains by this column."""
        if self.role in ("field", "stock"):
            return (2 if self.rest else 3) + (1 if self.unit else 0)
        return {"name": 2, "id": 1}.get(self.role, 1)

    @property
    def claim(self) -> tuple[str, ...]:
        """Two columns with the same claim cannot both be read."""
        return (self.role, self.key, self.place, self.variant)


class Column(Struct, frozen=True):
    """One column of a table: where it is, what its header says and what it means; `reason` if it is not read.

    `why` is how its meaning was found, for a reader; `guess` the same where the words did not say it.
    """

    index: int
    header: str
    cells: tuple[Cell, ...]
    meaning: Meaning | None = None
    reason: str = ""
    why: str = ""
    guess: str = ""
    hidden: bool = False

    @property
    def doubt(self) -> str:
        """What is said of every value where the header was understood only in part, or not at all."""
        if self.guess:
            return self.guess
        field = self.meaning.field if self.meaning and self.meaning.rest else None
        return _('"{header}" read as {title}').format(header=self.header, title=field.title) if field else ""


@lru_cache(maxsize=20_000)
def meaning_of(header: str, tongues: Tongues = NONE) -> Meaning | None:
    """What a header means in a sheet that speaks these languages; nothing if no process or stock has such a thing."""
    if marked := split_mark(header):
        read = meaning_of(marked[0], tongues)
        return replace(read, role="reading", variant=marked[1]) if read and read.role == "field" else None
    phrase, known = phrase_of(header), vocabulary(tongues)
    data, own = _lexicons(tongues)
    if any(word.key in known.strangers for word in phrase.words):
        return None
    if match := find(phrase.words, data) or _amount(phrase.words, known):
        match = _said_again(match, data)
        if match.key.startswith("stock"):
            return _stock(match, phrase.brackets, tongues)
        if match.key == _UNREAD or _is_time_of(match, phrase.brackets, known):
            return None
        return _field(match, phrase.brackets, tongues)
    match = find(phrase.words, own)
    if match and not without(match.rest, known.fillers) and not _is_timed(match, phrase.brackets, known):
        return Meaning(_OWN_ROLES[match.key])
    return _vague(phrase, tongues)


def names_a_step(header: str, tongues: Tongues = NONE) -> bool:
    """Whether a header has a word for steps in it, whatever else it says, such as `Process / inventory`."""
    match = find(phrase_of(header).words, _lexicons(tongues)[1])
    return bool(match and match.key == "name")


def meant_otherwise(header: str) -> bool:
    """Whether a header names something that no step has, such as a cost, so that nothing is to be guessed of it."""
    words, known = phrase_of(header).words, vocabulary()
    match = find(words, known.columns)
    return any(word.key in known.strangers for word in words) or bool(match and match.key == _UNREAD)


@cache
def _lexicons(tongues: Tongues) -> tuple[Lexicon, Lexicon]:
    """The words for data, and the words for what identifies and describes a row."""
    known = vocabulary(tongues).columns
    data = {words: key for words, key in known.items() if key not in _OWN_ROLES}
    return data, {words: key for words, key in known.items() if key in _OWN_ROLES}


def _vague(phrase: Phrase, tongues: Tongues) -> Meaning | None:
    """`Time (s)` may be the cycle time, `Qty` and `Days` the stock, if nothing else is."""
    words, known = phrase.words, vocabulary(tongues)
    if words and words[0].key in known.vague:
        meaning = _field(Match("ct", words[1:]), phrase.brackets, tongues)
        labelled = find(words, known.labels)  # such as Tiempo disponible, a time of the calendar
        return None if labelled else replace(meaning, rest=words[0].raw)
    days = len(words) == 1 and len(words[0].raw) > 1 and words[0].key in known.days
    if days or (len(words) == 1 and words[0].key in known.amounts):
        key = "stock_days" if days else "stock"
        return replace(_stock(Match(key, ()), phrase.brackets, tongues), rest=words[0].raw)
    return None


def _is_time_of(match: Match, brackets: Sequence[str], known: Vocabulary) -> bool:
    """`Avail. time (s)` sounds like a share, and is none."""
    return _is_timed(match, brackets, known) and field_of("process", match.key).dimension == "ratio"


def _is_timed(match: Match, brackets: Sequence[str], known: Vocabulary) -> bool:
    return any(word.key in known.vague for word in match.rest) or any(
        unit_of(text, "time") for text in brackets
    )


def _besides(words: tuple[Word, ...], tongues: Tongues) -> tuple[Word, ...]:
    """The words in brackets behind a stock without those that only say stock again, as in `WIP (inventory)`."""
    match = find(words, _lexicons(tongues)[0])
    return match.rest if match and match.key == "stock" else words


def _said_again(match: Match, known: Lexicon) -> Match:
    """`Cycle time C/T` names one thing twice."""
    while (again := find(match.rest, known)) and again.key == match.key:
        match = again
    return match


def _amount(words: tuple[Word, ...], known: Vocabulary) -> Match | None:
    """`Pieces before` and `Menge davor` are stock, though neither word alone is."""
    keys = {word.key for word in words}
    if keys & known.amounts and keys & (known.before | known.after):
        return Match("stock", tuple(word for word in words if word.key not in known.amounts))
    return None


def _field(match: Match, brackets: Sequence[str], tongues: Tongues) -> Meaning:
    key = match.key
    field = field_of("process", key)
    unit, unknown, rest = _unit(field, match.rest, brackets, tongues)
    if key == "wait":  # all waiting of a step is before it is worked on
        kept = [word for word in words_of(rest) if word.key not in vocabulary(tongues).before]
        rest = " ".join(word.raw for word in kept)
    if key == "va" and unit:  # "VA (s)" is a time, "VA" alone a class
        field = field_of("process", key := "va_time")
    return Meaning("field", key, unit, rest=rest, unknown_unit=unknown)


def _unit(
    field: Field, rest: tuple[Word, ...], brackets: Sequence[str], tongues: Tongues
) -> tuple[Unit | None, str, str]:
    """The unit of a header, the text in brackets that is none, and the words left over."""
    unit, unknown = None, ""
    counted = COUNT_WORDS.get(field.key, frozenset())
    words = list(without(rest, vocabulary(tongues).fillers | MEAN | counted))
    for text in brackets:
        if not unit and (found := _own_unit(text, field)):
            unit = found
        elif _is_kind(text):
            words += words_of(text)
        elif _says_something(text, field.key, tongues):
            unknown = text
    left: list[str] = []
    for word in words:
        if not unit and word.key not in _LONE and (found := _own_unit(word.raw, field)):
            unit = found
        elif word.key not in MEAN:
            left.append(word.raw)
    return unit, unknown, " ".join(left)


def _own_unit(text: str, field: Field) -> Unit | None:
    """The unit a text names for this field; so many an hour only tells of how long one takes."""
    dimension = "time" if field.key == "va" else field.dimension
    unit = unit_of(text, dimension) if dimension else None
    return None if unit and unit.clock == "each" and field.key not in _RATED else unit


def _is_kind(text: str) -> bool:
    """Whether brackets hold nothing but which of several readings is meant, such as (max)."""
    keys = {word.key for word in words_of(text)}
    return bool(keys) and keys <= LEAST | MOST | MEAN


def _says_something(text: str, key: str, tongues: Tongues) -> bool:
    """Whether brackets hold more than another name of the same field, or words such as `per piece`."""
    words = words_of(text)
    match = find(words, _lexicons(tongues)[0])
    rest = match.rest if match and match.key == key else words
    return bool(without(rest, vocabulary(tongues).fillers | PIECE_WORDS))


def _stock(match: Match, brackets: Sequence[str], tongues: Tongues) -> Meaning:
    """Inventory, before or after the step, of all or of one variant, in pieces or as time."""
    unit: Unit | None = None
    known, words = vocabulary(tongues), list(match.rest)
    if words and words[-1].key == "in":  # "Inventory in" is before, "Inventory in pcs" is not
        words[-1] = Word("before", "in")
    for text in brackets:
        if not unit and (found := unit_of(text, "pieces") or unit_of(text, "time")):
            unit = found
        else:
            words += _besides(words_of(text), tongues)
    place: Place = ""
    variant: list[str] = []
    rest: list[str] = []
    for word in words:
        if word.key in known.before | known.after:
            place = "before" if word.key in known.before else "after"
        elif word.key in LEAST | MOST:
            rest.append(word.raw)
        elif not unit and (found := unit_of(word.raw, "time")) and len(word.key) > 1:
            unit = found
        elif without((word,), known.fillers | PIECE_WORDS | MEAN):
            variant.append(word.raw)
    days = match.key == "stock_days" or (unit is not None and unit.symbol != "pc")
    unit = unit or (Unit("day") if days else None)
    return Meaning("stock", "days" if days else "qty", unit, place, " ".join(variant), " ".join(rest))
