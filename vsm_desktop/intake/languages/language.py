"""The words of one language."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

Words = Mapping[str, tuple[str, ...]]


class Language(Struct, frozen=True):
    """Lists of words are lines of single words; phrases are tuples.

    `columns` and `labels` are by what they name, `counts` by the field they count, `periods` and `times` by their unit,
    `kinds` say which of several readings a column holds (least, most, mean).
    """

    code: str
    columns: Words = {}
    labels: Words = {}
    fillers: str = ""
    name_fillers: str = ""
    strangers: str = ""
    before: str = ""
    after: str = ""
    amounts: str = ""
    totals: str = ""
    total_phrases: tuple[str, ...] = ()
    companions: str = ""
    computed: tuple[str, ...] = ()
    numbers: Mapping[str, int] = {}
    counts: Mapping[str, str] = {}
    value_classes: Mapping[str, str] = {}
    yes: str = ""
    no: str = ""
    estimates: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    periods: Mapping[str, str] = {}
    pieces: str = ""
    times: Mapping[str, str] = {}
    least: str = ""
    most: str = ""
    mean: str = ""
    vague: str = ""
