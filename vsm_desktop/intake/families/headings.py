"""What the headings of a sheet of products mean: the product, its quantity, and where its steps stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from vsm_desktop.intake.columns import meaning_of
from vsm_desktop.intake.phrases import Lexicon, Phrase, Word, find, lexicon, phrase_of, words_of
from vsm_desktop.intake.units import PIECE_WORDS, Unit, period_of, unit_of
from vsm_desktop.intake.words import OTHERS, vocabulary

Role = Literal[
    "product",
    "description",
    "quantity",
    "family",
    "op",
    "step",
    "place",
    "machine",
    "time",
    "setup",
    "route",
    "total",
]
_WORDS: dict[Role, tuple[str, ...]] = {
    "product": (
        "product", "products", "product no", "product number", "product id", "product code", "product name", "part",
        "part no", "part number", "part id", "part code", "item", "item no", "item number", "item code", "article",
        "article no", "sku", "material", "material no", "material number", "model", "variant", "assembly no", "drawing no",
        "produkt", "produkte", "produkt nr", "produktnummer", "teil", "teile", "teile nr", "teilenummer", "teilenr",
        "artikel", "artikel nr", "artikelnummer", "artikelnr", "sachnummer", "sach nr", "materialnummer", "material nr",
        "variante", "modell", "produit", "reference", "ref", "article reference", "piece no", "producto", "referencia",
        "pieza", "articulo", "prodotto", "codice", "articolo", "artikelnummer", "produto", "codigo", "wyrob", "produkt id",
    ),
    "description": (
        "description", "part description", "product description", "item description", "part name", "item name", "name",
        "bezeichnung", "benennung", "beschreibung", "produktbezeichnung", "artikelbezeichnung", "designation",
        "descripcion", "descrizione", "omschrijving", "nazwa", "opis", "descricao",
    ),
    "quantity": (
        "quantity", "qty", "demand", "customer demand", "volume", "volumes", "annual volume", "annual quantity", "sales",
        "pieces", "pcs", "units", "requirement", "forecast", "usage", "production volume", "order quantity", "menge", "mengen",
        "bedarf", "stueckzahl", "stueckzahlen", "absatz", "jahresmenge", "jahresbedarf", "monatsbedarf", "monatsmenge",
        "tagesbedarf", "wochenbedarf", "stueck", "quantite", "demande", "volume annuel", "cantidad", "demanda", "quantita",
        "volumi", "hoeveelheid", "aantal", "ilosc", "quantidade",
    ),
    "family": ("family", "product family", "group", "product group", "part family", "produktfamilie", "familie",
               "produktgruppe", "gruppe", "famille", "familia", "famiglia", "rodzina"),
    "op": ("operation id", "order", "arbeitsgang nr", "vorgang nr", "vorgangsnummer", "folge"),
    "step": ("operation description", "arbeitsgangbezeichnung", "gamme"),
    "machine": ("work center", "work centre", "workcenter", "workcentre", "machine", "machine group", "station",
                "workstation", "work station", "resource", "equipment", "arbeitsplatz", "maschine", "anlage", "kostenstelle",
                "poste", "poste de charge", "maquina", "centro de trabajo", "macchina", "machinegroep", "stanowisko"),
    "time": ("run time", "runtime", "piece time", "unit time", "standard time", "std time", "labor time", "machine time", "te",
             "run", "vorgabezeit"),
    "route": ("routing", "route", "routings", "process route", "process sequence", "steps", "process steps", "operations",
              "sequence of steps", "flow", "arbeitsplan", "ablauf", "prozessfolge", "arbeitsfolge", "gamme operatoire", "ruta",
              "ciclo di lavoro"),
}  # fmt: skip
"""What only a sheet of products says; the words of a step are those of a sheet of steps."""
_ORDER: tuple[Role, ...] = (
    "family", "op", "time", "route", "description", "quantity", "product", "step", "machine"
)  # fmt: skip
_SAME: dict[str, Role] = {"name": "step", "id": "op", "ct": "time", "pt": "time", "co": "setup"}
_PLACES = re.compile(
    r"^(?:(?:step|op|operation|process|station|schritt|ag|arbeitsgang|vorgang|prozess|etape|paso|fase)\.?\s*#?\s*(\d{1,3})"
    r"|(\d{1,2})(?:st|nd|rd|th|\.)\s*(?:step|op|operation|process|schritt|arbeitsgang|vorgang|prozess)\.?)$",
    re.IGNORECASE,
)
_EVERY = frozenset(one.code for one in OTHERS)
_COMPOUNDS = {"jahres": "year", "monats": "month", "wochen": "week", "tages": "day"}
_PER = frozenset(
    ("per", "pro", "je", "par", "por", "al", "a", "an", "each", "in", "of", "the", "der", "des", "total")
)


class Heading(Struct, frozen=True):
    """What a heading says: its role, the unit of a time, the period of a quantity."""

    role: Role
    unit: Unit | None = None
    period: str = ""
    sure: bool = True


@lru_cache(maxsize=5_000)
def heading_of(text: str) -> Heading | None:
    """What a heading means; nothing if it is the name of a step, or of anything else."""
    text = " ".join(text.split())
    if _PLACES.match(text):
        return Heading("place")
    phrase = phrase_of(text)
    if is_total_heading(phrase):
        return Heading("total")
    unit = next((unit for inside in phrase.brackets if (unit := unit_of(inside, "time"))), None)
    return _whole(phrase, unit) or _quantity(phrase) or _of_a_step(text, phrase)


def _of_a_step(text: str, phrase: Phrase) -> Heading | None:
    """What the heading of a column of steps means is the same here: its name, its number, its times."""
    meaning = meaning_of(text, _EVERY)
    if meaning is None or meaning.variant:
        return None
    if meaning.rest and any(word.key not in vocabulary(_EVERY).vague for word in phrase.words):
        return None  # `Time (s)` alone is the time of a step, `Time clock` is a step
    role = _SAME.get(meaning.key or meaning.role)
    return Heading(role, meaning.unit if role in ("time", "setup") else None) if role else None


def _whole(phrase: Phrase, unit: Unit | None) -> Heading | None:
    """A heading whose words say one thing and nothing else."""
    words = phrase.words
    if not words:
        return None
    for role in _ORDER:
        match = find(words, _lexicon(role))
        if match is None:
            continue
        rest = [word for word in match.rest if word.key not in vocabulary().name_fillers | _PER]
        if role == "quantity":
            continue
        if role == "time":
            found, rest = _unit_in(rest)
            if not rest:
                return Heading(role, unit or found)
        elif not rest:
            return Heading(role)
    return None


def _quantity(phrase: Phrase) -> Heading | None:
    """`Annual volume`, `Demand per month`, `Pieces / day`, `Units (per week)`, `per month`."""
    inside = [word for text in phrase.brackets for word in words_of(text)]
    match = find(phrase.words, _lexicon("quantity"))
    rest = list(match.rest if match else phrase.words)
    left = [word for word in rest if not _says_how_many(word)]
    period = period_of((*phrase.words, *inside)) or _compounded(phrase.words)
    if left or not (match or period):
        return None
    if not match and len(phrase.words) < 2:
        return None
    return Heading("quantity", period=period)


def _compounded(words: Iterable[Word]) -> str:
    """The period in a word such as Jahresmenge."""
    found = (period for word in words for begin, period in _COMPOUNDS.items() if word.key.startswith(begin))
    return next(found, "")


def _says_how_many(word: Word) -> bool:
    return bool(period_of((word,))) or word.key in PIECE_WORDS or word.key in _PER or word.key.isdecimal()


def _unit_in(rest: list[Word]) -> tuple[Unit | None, list[Word]]:
    """A unit among words, `min` in `Time min per piece`, and the words that are left."""
    unit = next((unit for word in rest if (unit := unit_of(word.raw, "time"))), None)
    left = [
        word
        for word in rest
        if not unit_of(word.raw, "time") and word.key not in PIECE_WORDS and not word.key.isdecimal()
    ]
    return unit, left


@cache
def _lexicon(role: Role) -> Lexicon:
    return lexicon({role: _WORDS[role]})


def is_total_heading(phrase: Phrase) -> bool:
    """Whether a heading names a sum: Total, Sum of times, No. of steps."""
    keys = {word.key for word in phrase.words}
    if not keys:
        return False
    totals = vocabulary(_EVERY).totals
    if keys & totals:
        return keys <= totals | _SUMMED
    return bool(keys & _COUNTING) and bool(keys & _COUNTED) and keys <= _COUNTING | _COUNTED | {"of"}


_SUMMED = frozenset(
    ("of", "in", "all", "time", "times", "work", "content", "steps", "operations", "min", "s", "sec", "h", "zeit", "zeiten", "schritte",
     "per", "piece")
)  # fmt: skip
_COUNTING = frozenset(("no", "number", "count", "anzahl"))
_COUNTED = frozenset(("steps", "operations", "processes", "schritte", "arbeitsgaenge", "prozesse"))
