"""The columns of the table: name, kind, every field of the field table that applies, then the results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.model.catalogue import ARTICLES
from vsm_desktop.model.fields import EVERY_FLOW, FIELDS, FLOW_NODES, INFORMATION, MATERIAL, STOCKS, Field
from vsm_desktop.model.names import USUAL, Names
from vsm_desktop.model.own import OWN_KINDS, STEPS, OwnField, OwnFields, row_of

Mode = Literal["steps", "arrows"]
Role = Literal["field", "kind", "end", "result"]
EMPTY = (None, "", (), False)

_EVERYDAY = {
    "process": ("ct", "co", "uptime", "operators"),
    **dict.fromkeys(STOCKS, ("qty", "days")),
    "transport": ("time", "interval"),
    "customer": ("demand",),
    **dict.fromkeys((*MATERIAL, *INFORMATION), ("label",)),
}
_TITLES = {entry.key: entry.title for entry in ARTICLES}
_ARROW_TITLES = {"move": _("Move")}


class Column(Struct, frozen=True):
    """One column; `field` is its row of the field table, where it shows a field, `names` what its map calls things."""

    key: str
    header: str
    title: str
    role: Role = "field"
    field: Field | None = None
    kinds: tuple[str, ...] = ()
    hint: str = ""
    names: Names = USUAL

    @property
    def usual(self) -> Field | None:
        """The row of a field as it is called everywhere else."""
        return next(
            (row for row in FIELDS if self.field is not None and row.key == self.field.key), self.field
        )

    @property
    def numeric(self) -> bool:
        """Whether what stands in it is a number, set to the right."""
        return self.role == "result" or (self.field is not None and self.field.shape == "quantity")

    def applies(self, kind: str) -> bool:
        """Whether an element of this kind has such a thing."""
        return self.role in ("kind", "end") or kind in self.kinds


def kind_title(kind: str, names: Names = USUAL) -> str:
    """What a kind of symbol or arrow is called; an unknown one by its own word."""
    return names.symbol(kind, _TITLES.get(kind) or _ARROW_TITLES.get(kind, kind))


def is_kind(kind: str, text: str, names: Names) -> bool:
    """Whether a typed word names a kind: by its key, its usual title, or what the map calls it."""
    wanted = " ".join(text.split()).casefold()
    return wanted in (kind.casefold(), kind_title(kind).casefold(), kind_title(kind, names).casefold())


def kind_of(text: str, names: Names = USUAL) -> str | None:
    """The kind of symbol a typed word names; None if it names none."""
    return next((kind for kind in FLOW_NODES if is_kind(kind, text, names)), None)


def arrow_kinds(kind: str) -> tuple[str, ...]:
    """What an arrow of a kind may become: material stays material, information stays information."""
    return next((kinds for kinds in (MATERIAL, INFORMATION) if kind in kinds), ())


@lru_cache(maxsize=64)
def _fields(mode: Mode, names: Names) -> tuple[Column, ...]:
    """All fields but how a symbol is drawn, each with a header of its own: where two labels are the same, the titles tell them apart."""
    every = FLOW_NODES if mode == "steps" else EVERY_FLOW
    found = names.rows(
        tuple(
            field for field in FIELDS if field.key not in ("name", "symbol") and set(field.kinds) & set(every)
        )
    )
    labels = [field.label for field in found]
    return tuple(
        Column(
            field.key,
            field.label if labels.count(field.label) == 1 else field.title,
            field.title,
            "field",
            field,
            field.kinds,
            field.hint,
            names,
        )
        for field in found
    )


NAME = Column("name", _("Name"), _("Name"), "field", FIELDS[0], FLOW_NODES)
KIND = Column("kind", _("Kind"), _("Kind"), "kind")
_ENDS = (
    Column("source", _("From"), _("From"), "end"),
    Column("target", _("To"), _("To"), "end"),
)
_STEP = ("process",)
RESULTS = (
    Column(
        "utilization",
        _("Load"),
        _("Load"),
        "result",
        None,
        _STEP,
        _("needed time as a share of the time there is"),
    ),
    Column("capacity_per_day", _("Capacity"), _("Capacity"), "result", None, _STEP, _("pieces a day")),
    Column("required_per_day", _("Needed"), _("Needed"), "result", None, _STEP, _("pieces a day")),
    Column(
        "effective_ct_s", _("Effective C/T"), _("Effective cycle time"), "result", None, _STEP, _("per good piece")
    ),
    Column("days_of_supply", _("Supply"), _("Days of supply"), "result", None, STOCKS),
)  # fmt: skip
_LEAD: dict[Mode, tuple[Column, ...]] = {"steps": (NAME, KIND), "arrows": (*_ENDS, KIND)}


def _added(field: OwnField) -> Column:
    """The column of a field the user added."""
    row = row_of(field)
    kinds = tuple(kind for kind in row.kinds if kind in (STEPS if row.shape == "formula" else OWN_KINDS))
    role: Role = "result" if row.shape == "formula" else "field"
    return Column(row.key, row.label, row.title, role, row, kinds, row.hint)


class Columns:
    """The columns shown: those with data and the everyday ones, or all. What once shows stays, so that nothing jumps."""

    def __init__(self, mode: Mode) -> None:
        self.mode = mode
        self.all = False
        self._kinds: set[str] = set()
        self._kept: set[str] = set()
        self.shown: tuple[Column, ...] = _LEAD[mode]
        self._own: OwnFields = ()
        self._added: tuple[Column, ...] = ()
        self._names = USUAL

    def take_own(self, fields: OwnFields) -> None:
        """Have a column for each field the user added; it shows from the next look on."""
        if fields is not self._own and self.mode == "steps":
            self._own, self._added = fields, tuple(map(_added, fields))
            self._kinds.clear()

    def take_names(self, names: Names) -> None:
        """Call kinds and fields by these names; they show from the next look on."""
        if names is not self._names:
            self._names = names
            self._kinds.clear()

    def show_all(self, everything: bool, elements: Sequence[Any]) -> None:
        """Show every column that applies, or again only those with data."""
        self.all = everything
        self._kinds.clear()
        self._kept.clear()
        self.look_at(elements)

    def look_at(self, elements: Iterable[Any]) -> bool:
        """Take in new or changed elements; True if that brought columns."""
        known = len(self._kinds), len(self._kept)
        missing: dict[str, list[str]] = {}
        for one in elements:
            kind = one.kind
            if kind not in missing:
                if kind not in self._kinds:
                    self._kinds.add(kind)
                    self._kept.update(_EVERYDAY.get(kind, ()))
                missing[kind] = [field.key for field in one.fields() if field.key not in self._kept]
            for key in missing[kind]:
                if getattr(one, key) not in EMPTY:
                    self._kept.add(key)
        if known == (len(self._kinds), len(self._kept)):
            return False
        before = self.shown
        self.shown = self._chosen()
        return self.shown != before

    def _chosen(self) -> tuple[Column, ...]:
        kinds = self._kinds
        return (
            *(replace(column, names=self._names) for column in _LEAD[self.mode]),
            *(
                c
                for c in _fields(self.mode, self._names)
                if (self.all or c.key in self._kept) and kinds & {*c.kinds}
            ),
            *(c for c in self._added if c.role == "field" and kinds & {*c.kinds}),
            *(c for c in RESULTS if self.mode == "steps" and kinds & {*c.kinds}),
            *(c for c in self._added if c.role == "result" and kinds & {*c.kinds}),
        )
