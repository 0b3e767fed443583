"""Own fields and totals while they are edited: nothing counts before the dialog is accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from vsm_desktop.assets import _
from vsm_desktop.drawing.own import figure_words
from vsm_desktop.edit.own import renamed_field, renamed_total
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.own import plan_of, total_dimension, total_trouble
from vsm_desktop.metrics.report import Report, Result
from vsm_desktop.metrics.splits import label
from vsm_desktop.model.own import OwnField, OwnTotal, key_from, key_trouble
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.units import UNITS


class Row(NamedTuple):
    """What a list of drafts can do: tell its titles, add one at the end, remove one, let two change places."""

    titles: Callable[[], list[str]]
    add: Callable[[], int]
    remove: Callable[[int], None]
    swap: Callable[[int, int], None]


class Drafts:
    """The fields and totals as they stand in the dialog, with the keys they had in the document."""

    def __init__(self, stream: ValueStream, state_id: str) -> None:
        self.stream, self.state_id = stream, state_id
        self.fields: list[OwnField] = list(stream.own_fields)
        self.totals: list[OwnTotal] = list(stream.own_totals)
        self.origins: list[str] = [field.key for field in stream.own_fields]
        self._measured: tuple[object, object, Report | None] = (None, None, None)

    @property
    def state(self) -> State:
        """The map that is shown."""
        return self.stream.state(self.state_id)

    def renamed(self) -> dict[str, str]:
        """The old and new keys of the fields that were renamed."""
        pairs = zip(self.origins, self.fields, strict=True)
        return {old: field.key for old, field in pairs if old and old != field.key}

    # fields

    def add_field(self) -> int:
        """One more field; its place."""
        name = _("New field")
        self.fields.append(OwnField(key=key_from(name, self.keys()), label=name))
        self.origins.append("")
        return len(self.fields) - 1

    def remove_field(self, at: int) -> None:
        """Take a field away; what was entered in it stays with the symbols."""
        del self.fields[at], self.origins[at]

    def swap_fields(self, a: int, b: int) -> None:
        """Let two fields change places."""
        self.fields[a], self.fields[b] = self.fields[b], self.fields[a]
        self.origins[a], self.origins[b] = self.origins[b], self.origins[a]

    def field_titles(self) -> list[str]:
        """What the fields are called."""
        return [field.label for field in self.fields]

    def keys(self, but: int = -1) -> list[str]:
        """The keys of all fields but one."""
        return [field.key for i, field in enumerate(self.fields) if i != but]

    def put_field(self, at: int, field: OwnField) -> None:
        """Give a field other words; formulas and totals follow its new key."""
        old, self.fields[at] = self.fields[at].key, field
        if old != field.key:
            self.fields = [renamed_field(one, old, field.key) for one in self.fields]
            self.totals = [renamed_total(one, old, field.key) for one in self.totals]

    def formula_says(self, at: int) -> tuple[str, bool]:
        """What a formula comes to at the first step it belongs to, and whether that is a fault of the formula."""
        field, fields = self.fields[at], tuple(self.fields)
        if trouble := plan_of(fields).troubles.get(field.key):
            return trouble, True
        report = self.report()
        for step in report.steps if report else ():
            if step.kind in field.kinds and (result := step.metrics.get(field.key)) is not None:
                node = self.state.node(step.id)
                name = label(node) if node else step.id
                return _("{name}: {result}").format(
                    name=name, result=self._words(result, UNITS[field.unit].dimension)
                ), False
        return _("No step on this map has this field yet."), False

    # totals

    def add_total(self) -> int:
        """One more total; its place."""
        name = _("New total")
        key = key_from(name, [total.key for total in self.totals])
        self.totals.append(OwnTotal(key=key, label=name, field=self.fields[0].key if self.fields else "ct"))
        return len(self.totals) - 1

    def remove_total(self, at: int) -> None:
        """Take a total away."""
        del self.totals[at]

    def swap_totals(self, a: int, b: int) -> None:
        """Let two totals change places."""
        self.totals[a], self.totals[b] = self.totals[b], self.totals[a]

    def total_titles(self) -> list[str]:
        """What the totals are called."""
        return [total.label for total in self.totals]

    def total_says(self, at: int) -> tuple[str, bool]:
        """What a total comes to, and whether that is a fault of its definition."""
        total, fields = self.totals[at], tuple(self.fields)
        if trouble := total_trouble(total, fields):
            return trouble, True
        report = self.report()
        result = report.metrics.get(f"own.{total.key}") if report else None
        if result is None:
            return "", False
        return _("On this map: {result}").format(
            result=self._words(result, total_dimension(total, fields))
        ), False

    # all

    def report(self) -> Report | None:
        """The map measured with the drafts; None while two of them cannot be told apart."""
        fields, totals = tuple(self.fields), tuple(self.totals)
        if (fields, totals) != self._measured[:2]:
            try:
                stream = self.stream.evolve(own_fields=fields, own_totals=totals)
                self._measured = (fields, totals, measure(stream, self.state_id))
            except ValueError:
                self._measured = (fields, totals, None)
        return self._measured[2]

    def faults(self) -> Iterator[tuple[str, int, str]]:
        """What stands in the way of accepting: the page, the place there, and a sentence."""
        for i, field in enumerate(self.fields):
            if trouble := self.field_fault(i, field):
                yield "fields", i, trouble
        for i, total in enumerate(self.totals):
            if not total.label.strip():
                yield "totals", i, _("A total needs a label.")

    def field_fault(self, at: int, field: OwnField) -> str:
        """Why a field cannot be kept; "" if it can. A formula that does not work yet can."""
        if not field.label.strip():
            return _("A field needs a label.")
        if field.content == "choice" and not field.choices:
            return _("Type the choices, parted by semicolons.")
        if not field.kinds:
            return _("Choose which symbols have this field.")
        return key_trouble(field.key, self.keys(at))

    def _words(self, result: Result, dimension: str) -> str:
        """A number with its unit, or why there is none."""
        if result.number is None:
            return result.reason
        words = figure_words(result.number, dimension, self.state.options.time_unit)
        return " ".join(part for part in words if part)
