"""What the columns of a table mean: from the words in the header to a field, its unit and its place in the flow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.grid import Cell, span
from vsm_desktop.intake.phrases import Lexicon, Match, Phrase, Word, find, fold, phrase_of, without, words_of
from vsm_desktop.intake.readings import split_mark
from vsm_desktop.intake.units import PIECE_WORDS, Unit, unit_of
from vsm_desktop.intake.words import AFTER, AMOUNTS, BEFORE, FILLERS, STRANGERS, column_words
from vsm_desktop.model.fields import Field, field_of

Role = Literal["name", "id", "field", "stock", "reading", "turn", "by", "date", "n", "note"]
Place = Literal["before", "after", ""]
_OWN_ROLES: dict[str, Role] = {
    "name": "name",
    "id": "id",
    "by": "by",
    "date": "date",
    "n": "n",
    "note": "note",
}
_SHORT = 5
_DAYS = frozenset(("days", "tage"))
_THINGS = frozenset(("machine", "maschine"))
_VAGUE = frozenset(
    (
        "time",
        "times",
        "duration",
        "reading",
        "observation",
        "measurement",
        "zeit",
        "dauer",
        "messung",
        "messwert",
        "einzelzeit",
    )
)


class Meaning(Struct, frozen=True):
    """What a column holds. `key` is a field of a process, or of a stock: qty or days.

    A `reading` is one of several of a field, `variant` its number; a `turn` is the number of the observation in the row.
    `rest` are words of the header that were not understood; `unknown_unit` a text in brackets that is no unit.
    """

    role: Role
    key: str = ""
    unit: Unit | None = None
    place: Place = ""
    variant: str = ""
    rest: str = ""
    unknown_unit: str = ""

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
    """One column of a table: where it is, what its header says and what it means; `reason` if it is not read."""

    index: int
    header: str
    cells: tuple[Cell, ...]
    meaning: Meaning | None = None
    reason: str = ""

    @property
    def doubt(self) -> str:
        """What is said of every value where the header was understood only in part."""
        field = self.meaning.field if self.meaning and self.meaning.rest else None
        return _('"{header}" read as {title}').format(header=self.header, title=field.title) if field else ""


@lru_cache(maxsize=20_000)
def meaning_of(header: str) -> Meaning | None:
    """What a header means; nothing if it is not the name of anything a process or its stock has."""
    if marked := split_mark(header):
        read = meaning_of(marked[0])
        return replace(read, role="reading", variant=marked[1]) if read and read.role == "field" else None
    phrase = phrase_of(header)
    data, own = _lexicons()
    if any(word.key in STRANGERS for word in phrase.words):
        return None
    if match := find(phrase.words, data) or _amount(phrase.words):
        match = _said_again(match, data)
        if match.key.startswith("stock"):
            return _stock(match, phrase.brackets)
        return None if _is_time_of(match, phrase.brackets) else _field(match, phrase.brackets)
    match = find(phrase.words, own)
    if match and not without(match.rest, FILLERS):
        return Meaning(_OWN_ROLES[match.key])
    return _vague(phrase)


@cache
def _lexicons() -> tuple[Lexicon, Lexicon]:
    """The words for data, and the words for what identifies and describes a row."""
    known = column_words()
    data = {words: key for words, key in known.items() if key not in _OWN_ROLES}
    return data, {words: key for words, key in known.items() if key in _OWN_ROLES}


def _vague(phrase: Phrase) -> Meaning | None:
    """`Time (s)` may be the cycle time, `Qty` and `Days` the stock, if nothing else is."""
    words = phrase.words
    if words and words[0].key in _VAGUE:
        return replace(_field(Match("ct", words[1:]), phrase.brackets), rest=words[0].raw)
    if len(words) == 1 and words[0].key in AMOUNTS | _DAYS:
        key = "stock_days" if words[0].key in _DAYS else "stock"
        return replace(_stock(Match(key, ()), phrase.brackets), rest=words[0].raw)
    return None


def _is_time_of(match: Match, brackets: Sequence[str]) -> bool:
    """`Avail. time (s)` sounds like a share, and is none."""
    timed = any(word.key in _VAGUE for word in match.rest) or any(unit_of(text, "time") for text in brackets)
    return timed and field_of("process", match.key).dimension == "ratio"


def _said_again(match: Match, known: Lexicon) -> Match:
    """`Cycle time C/T` names one thing twice."""
    while (again := find(match.rest, known)) and again.key == match.key:
        match = again
    return match


def _amount(words: tuple[Word, ...]) -> Match | None:
    """`Pieces before` and `Menge davor` are stock, though neither word alone is."""
    keys = {word.key for word in words}
    if keys & AMOUNTS and keys & (BEFORE | AFTER):
        return Match("stock", tuple(word for word in words if word.key not in AMOUNTS))
    return None


def _field(match: Match, brackets: Sequence[str]) -> Meaning:
    key = match.key
    field = field_of("process", key)
    unit, unknown, rest = _unit(field, match.rest, brackets)
    if key == "va" and unit:  # "VA (s)" is a time, "VA" alone a class
        field = field_of("process", key := "va_time")
    return Meaning("field", key, unit, rest=rest, unknown_unit=unknown)


def _unit(field: Field, rest: tuple[Word, ...], brackets: Sequence[str]) -> tuple[Unit | None, str, str]:
    """The unit of a header, the text in brackets that is none, and the words left over."""
    dimension = "time" if field.key == "va" else field.dimension
    unit, unknown = None, ""
    for text in brackets:
        if dimension and not unit and (found := unit_of(text, dimension)):
            unit = found
        elif _says_something(text, field.key):
            unknown = text
    words: list[str] = []
    for word in without(rest, FILLERS):
        if dimension and not unit and (found := unit_of(word.raw, dimension)):
            unit = found
        else:
            words.append(word.raw)
    return unit, unknown, " ".join(words)


def _says_something(text: str, key: str) -> bool:
    """Whether brackets hold more than another name of the same field, or words such as `per piece`."""
    words = words_of(text)
    match = find(words, _lexicons()[0])
    rest = match.rest if match and match.key == key else words
    return bool(without(rest, FILLERS | PIECE_WORDS))


def _stock(match: Match, brackets: Sequence[str]) -> Meaning:
    """Inventory, before or after the step, of all or of one variant, in pieces or as time."""
    unit: Unit | None = None
    words = list(match.rest)
    if words and words[-1].key == "in":  # "Inventory in" is before, "Inventory in pcs" is not
        words[-1] = Word("before", "in")
    for text in brackets:
        if not unit and (found := unit_of(text, "pieces") or unit_of(text, "time")):
            unit = found
        else:
            words += words_of(text)
    place: Place = ""
    variant: list[str] = []
    for word in words:
        if word.key in BEFORE | AFTER:
            place = "before" if word.key in BEFORE else "after"
        elif not unit and (found := unit_of(word.raw, "time")) and len(word.key) > 1:
            unit = found
        elif without((word,), FILLERS | PIECE_WORDS):
            variant.append(word.raw)
    days = match.key == "stock_days" or (unit is not None and unit.symbol != "pc")
    return Meaning(
        "stock", "days" if days else "qty", unit or (Unit("day") if days else None), place, " ".join(variant)
    )


def assign(columns: Sequence[Column], bodies: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """Settle which column is read as what: each field once, variants where there are several, names where texts are."""
    settled = [_checked(column, body) for column, body in zip(columns, bodies, strict=True)]
    settled = _variants([_operators(c, body) for c, body in zip(settled, bodies, strict=True)])
    settled = _named(settled, bodies)
    return tuple(_once(settled))


def _checked(column: Column, body: Sequence[Cell]) -> Column:
    """A header that was understood only in part counts only where the cells look like it."""
    meaning = column.meaning
    if not meaning or not body:
        return column
    if (
        meaning.field
        and meaning.field.dimension == "count"
        and len(body) > 1
        and not any(map(_has_digits, body))
    ):
        return replace(column, meaning=None, reason=_("the column holds no numbers"))
    if not (meaning.rest or meaning.variant):
        return column
    alike = sum(1 for cell in body if _has_digits(cell))
    return column if 2 * alike >= len(body) else replace(column, meaning=None)


def _operators(column: Column, body: Sequence[Cell]) -> Column:
    """`Op` is an operation where the cells are its codes, and operators where they are small numbers that repeat."""
    numbers = [cell.number for cell in body if cell.kind == "number"]
    if (
        column.meaning != Meaning("id")
        or not column.header.casefold().startswith("op")
        or len(numbers) < len(body)
    ):
        return column
    repeated = len(set(numbers)) < len(numbers)
    return (
        replace(column, meaning=Meaning("field", "operators")) if repeated and max(numbers) < 10 else column
    )


def _has_digits(cell: Cell) -> bool:
    return cell.kind != "text" or any(letter.isdigit() for letter in cell.text)


def _variants(columns: list[Column]) -> list[Column]:
    """One long word behind a single stock column is a remark, not a product variant."""
    variants = {
        c.meaning.variant for c in columns if c.meaning and c.meaning.variant and c.meaning.role == "stock"
    }
    if len(variants) != 1 or len(next(iter(variants))) <= _SHORT:
        return columns
    return [
        replace(c, meaning=replace(c.meaning, variant="", rest=c.meaning.variant))
        if c.meaning and c.meaning.variant and c.meaning.role == "stock"
        else c
        for c in columns
    ]


def _named(columns: list[Column], bodies: Sequence[Sequence[Cell]]) -> list[Column]:
    """The name is a text: of several columns that could hold it, the first that does; codes and numbers are the id."""
    claims = [n for n, column in enumerate(columns) if column.meaning and column.meaning.role == "name"]
    texts = [n for n in claims if _is_text(bodies[n])]
    chosen = (texts or claims or [-1])[0]
    for n in claims:
        coded = texts and not _is_text(bodies[n]) and fold(columns[n].header) not in _THINGS
        if n != chosen and coded:
            columns[n] = replace(columns[n], meaning=Meaning("id"))
        elif n != chosen:
            columns[n] = replace(columns[n], meaning=None, reason=_taken_from(columns[chosen]))
    return columns


def _is_text(body: Sequence[Cell]) -> bool:
    """Whether most cells hold words, not numbers or codes such as OP10."""
    words = sum(1 for cell in body if sum(letter.isalpha() for letter in cell.text) > 3)
    return 2 * words >= len(body) > 0


def _once(columns: Iterable[Column]) -> list[Column]:
    held: dict[tuple[str, ...], Column] = {}
    order = sorted(columns, key=lambda column: (bool(column.meaning and column.meaning.rest), column.index))
    settled: dict[int, Column] = {}
    for column in order:
        settled[column.index] = column
        if column.meaning and (first := held.setdefault(column.meaning.claim, column)) is not column:
            settled[column.index] = replace(column, meaning=None, reason=_taken_from(first))
    return [settled[index] for index in sorted(settled)]


def _taken_from(column: Column) -> str:
    place = span(column.cells) if column.cells else "?"
    return _('"{header}" in {cell} is read for this').format(header=column.header, cell=place)
