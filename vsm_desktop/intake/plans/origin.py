"""What a plan workbook says it was written from, and whether that is this document."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Literal

from msgspec import Struct, field

from vsm_desktop.assets import _
from vsm_desktop.intake.plans.tables import PlanTable
from vsm_desktop.model.plan_origin import ORIGIN, ORIGIN_COLUMNS, squeezed, written_rows
from vsm_desktop.model.stream import ValueStream

_TOLD: tuple[str, ...] = ("plan", "measures")  # loops are called alike everywhere
_COLUMNS = tuple(column.key for column in ORIGIN_COLUMNS)
_GROUPS = (("loop", "plan", "people", "reviews"), ("measures", "measures", "actuals"))
_HARDLY, _HALF = 0.2, 0.5


class Origin(Struct, frozen=True):
    """The rows a workbook was written with, by table and key, each with what it said; `known` if it says so at all."""

    rows: Mapping[tuple[str, str], str] = field(default_factory=dict)
    known: bool = False
    loops: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By the id of an objective, the loop it was in and what that was called."""
    shared: frozenset[str] = frozenset()
    """The tables of which some rows are in the document still; what it has none of any more was not taken out of it."""

    @property
    def family(self) -> str:
        """The name the value stream had."""
        return self.rows.get(("family", ""), "")

    def held(self, table: str, key: str) -> bool:
        """Whether a row was in the workbook when it was written; of one that does not say, all that is there was."""
        return not self.known or (table, key) in self.rows

    def lost(self, table: str, key: str) -> bool:
        """Whether a row the document does not have was in it when the workbook was written, and was taken out since."""
        return table in self.shared and (table, key) in self.rows

    @property
    def numbers(self) -> dict[str, str]:
        """The objectives by the numbers they were written with."""
        return {str(at): id_ for at, id_ in enumerate(self.loops, 1)}


def origin_of(stream: ValueStream, tables: Mapping[str, PlanTable]) -> Origin:
    """What a workbook says it was written from, beside a document."""
    table = tables.get(ORIGIN)
    if table is None or table.lost:
        return Origin()
    rows, loops, loop = dict[tuple[str, str], str](), dict[str, tuple[str, str]](), ("", "")
    for row in table.rows:
        kind, key, words = (row.cells[key].text if key in row.cells else "" for key in _COLUMNS)
        rows[kind, key] = words
        if kind == "loop":
            loop = key, words
        elif kind == "plan":
            loops[key] = loop
    here = {(one.table, one.key) for one in written_rows(stream)} & rows.keys()
    kinds = {kind for kind, _key in here}
    shared = [kind for group in _GROUPS if kinds & {*group[:2]} for kind in group]
    return Origin(rows, ("family", "") in rows, loops, frozenset(shared))


def strangeness(stream: ValueStream, tables: Mapping[str, PlanTable], origin: Origin) -> tuple[str, str]:
    """Why a workbook is that of another value stream, in a sentence; and what else is to be said of where it comes from.

    It is that of another one if hardly any of its objectives and measures are of this document, or if the name differs and
    not half of them are. Both are "" for a workbook of this one.
    """
    ours = {(one.table, one.key): one.words for one in written_rows(stream)}
    theirs = origin.rows if origin.known else _rows_in(tables)
    own, other = squeezed(stream.name), origin.family
    named: Literal["same", "other", ""] = ""
    if own and other:
        named = "same" if own.casefold() == other.casefold() else "other"
    share = _shared(ours, theirs, loosely=named == "same")
    if named == "other" and (share is None or share < _HALF):
        words = _('This is the workbook of another value stream, "{other}". This one is "{own}".')
        return words.format(other=other, own=own), ""
    if share is not None and share < _HARDLY:
        return _(
            "This may be the workbook of another value stream: hardly any of its rows are in this plan."
        ), ""
    if named == "other":
        words = _('The workbook was written when the value stream was called "{other}".')
        return "", words.format(other=other)
    return "", ""


def _shared(
    ours: Mapping[tuple[str, str], str], theirs: Mapping[tuple[str, str], str], *, loosely: bool
) -> float | None:
    """Which share of the rows are both here and there, None where one side has none to tell by.

    They say the same under the same id, as ids such as objective1 are in every plan; `loosely` one of the two will do.
    """
    pair = [_telling(ours), _telling(theirs)]
    least = min(map(len, pair))
    if not least:
        return None
    alike = sum(pair[1].get(place) == words for place, words in pair[0].items())
    if loosely:
        said: Set[str] = set(pair[1].values())
        alike = sum(place in pair[1] or words in said for place, words in pair[0].items())
    return alike / least


def _telling(rows: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    return {place: words.casefold() for place, words in rows.items() if place[0] in _TOLD and words}


def _rows_in(tables: Mapping[str, PlanTable]) -> dict[tuple[str, str], str]:
    """The objectives as they stand in a workbook that does not say what it was written from."""
    rows = tables["plan"].rows if "plan" in tables else ()
    return {
        ("plan", row.id): squeezed(row.cells["text"].text) for row in rows if row.id and "text" in row.cells
    }
