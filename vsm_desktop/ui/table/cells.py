"""What stands in one cell of the table, and how one would type it."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

from vsm_desktop.assets import _
from vsm_desktop.drawing.own import figure_words
from vsm_desktop.drawing.symbols.symbol import PLAIN, Manner
from vsm_desktop.edit.entry import Wrong, entry_text, parted, read_entry
from vsm_desktop.metrics.report import Result, StepReport
from vsm_desktop.model.display import DASH, is_turned, number_and_unit, percent, with_unit
from vsm_desktop.model.element import Foreign
from vsm_desktop.model.fields import Field
from vsm_desktop.model.flows import FlowBase
from vsm_desktop.model.names import Names
from vsm_desktop.model.own import value_at
from vsm_desktop.model.provenance import in_words
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.ui.table.columns import Column, arrow_kinds, is_kind, kind_title

State = Literal["value", "fixed", "void", "result", "unknown", "alert", "wrong"]
_NUMBER = re.compile(r"^([-+−]?[\d.,'’ \u00a0\u202f]*\d)\s*(\D{0,12})$")


class Cell(NamedTuple):
    """One cell: its text, how it stands there, why, and where it may be typed the way of typing.

    `unit` is the end of the text that is a unit, so that numbers can stand in line; `ghost` says what an empty cell is.
    `turned` is the text in the unit of the map, where that is another one than was typed.
    """

    text: str = ""
    state: State = "value"
    why: str = ""
    unit: str = ""
    ghost: str = ""
    field: Field | None = None
    turned: str = ""

    @property
    def seen(self) -> str:
        """What stands in the cell while nobody types there."""
        return self.turned or self.text


VOID = Cell(state="void", why=_("does not apply"))


def has(element: Any, column: Column) -> bool:
    """Whether an element has what a column shows; one of an unknown kind has nothing, whatever its kind is called."""
    return column.applies(element.kind) and not _is_foreign(element)


def _is_foreign(element: Any) -> bool:
    return isinstance(element, Foreign)


def kinds_for(element: Any) -> tuple[str, ...]:
    """The kinds an arrow may change to; a symbol stays what it is."""
    kind: str = element.kind
    return arrow_kinds(kind) if isinstance(element, FlowBase) else ()


def cell_of(element: Any, beside: Any, column: Column, manner: Manner = PLAIN) -> Cell:
    """The cell of a row and a column, on a map that shows its values in a manner."""
    match column.role:
        case "kind":
            return Cell(kind_title(element.kind, column.names), "value" if kinds_for(element) else "fixed")
        case "end":
            return Cell(beside[column.key == "target"], "fixed")
        case "result":
            return _result(column, element, beside, manner)
    if column.key == "name" and _is_foreign(element):
        return Cell(element.name, "fixed", ghost=kind_title(element.kind, column.names))
    if column.field is None or not has(element, column):
        return VOID
    return _entered(element, column.field, manner, column.names)


def _entered(element: Any, field: Field, manner: Manner, names: Names) -> Cell:
    value = value_at(element, field.key)
    text = entry_text(value, field)
    if field.shape == "quantity" and value is not None and (entry := parted(value, field))[1]:
        text = " ".join(entry)  # with its unit also where none was typed
    ghost = kind_title(element.kind, names) if field.key == "name" and not text else ""
    unit = unit_in(text, value if isinstance(value, Quantity) else None) if field.shape == "quantity" else ""
    if isinstance(value, Quantity):
        why = "\n".join(filter(None, (field.hint, _source(value, manner))))
        if is_turned(value, manner.times):
            number, unit = number_and_unit(value, manner.times)
            return Cell(text, "value", why, unit, ghost, field, f"{number} {unit}")
        return Cell(text, "value", why, unit, ghost, field)
    return Cell(text, "value", field.hint, unit, ghost, field)


def _source(value: Quantity, manner: Manner) -> str:
    """Where a value comes from, as a sentence."""
    if value.source is None:
        return ""
    said = in_words(value.source, value.known_unit.shown)
    old = _(" (older than a year)") if manner.mark(value) == "stale" else ""
    return f"{said[0].upper()}{said[1:]}{old}."


def unit_in(text: str, value: Quantity | None = None) -> str:
    """The unit a quantity was typed with, if it is a number and a unit, or a range with its unit behind it."""
    if value is not None and value.high is not None:
        shown = value.known_unit.shown
        return shown if shown and text.endswith(f" {shown}") else ""
    found = _NUMBER.match(text)
    return found[2].strip() if found else ""


def _result(column: Column, element: Any, report: StepReport | None, manner: Manner) -> Cell:
    if not has(element, column):
        return VOID
    result = report.metrics.get(column.key) if report else None
    if result is None or result.number is None:
        return Cell(DASH, "unknown", result.reason if result else _("It is not part of the flow."))
    if column.key == "utilization":
        over = result.number > 1 + 1e-9
        text = f"{percent(result.number)} %"
        return Cell(f"▲ {text}" if over else text, "alert" if over else "result", _over(over), "%")
    return _figure(result, column, manner.times)


def _figure(result: Result, column: Column, times: TimeUnit | None) -> Cell:
    if column.field is not None:
        number, unit = figure_words(result.number, column.field.dimension or "count", times)
    else:
        number, unit = with_unit(result.number, result.unit, times)
    return Cell(f"{number} {unit}".strip(), "result", unit=unit)


def _over(over: bool) -> str:
    return _("More is needed than the step can do.") if over else ""


def read_cell(text: str, element: Any, column: Column) -> Any:
    """The value typed for a cell of an element as it was before. Raises Wrong with a sentence, also where nothing can be
    typed.
    """
    if column.role == "kind":
        return _read_kind(text, element, column.names)
    if column.role != "field" or column.field is None:
        raise Wrong(_("{title} is worked out, not typed.").format(title=column.title))
    if not has(element, column):
        kind = kind_title(element.kind, column.names)
        raise Wrong(_("{kind} has no such field.").format(kind=kind))
    if column.field.shape in ("text", "element"):
        return " ".join(text.split())
    return read_entry(" ".join(text.split()), column.field, value_in(element, column))


def _read_kind(text: str, element: Any, names: Names) -> str:
    for kind in (*kinds_for(element), element.kind):
        if is_kind(kind, text, names):
            return str(kind)
    if not kinds_for(element):
        raise Wrong(_("The kind of a symbol stays as it is."))
    known = ", ".join(kind_title(kind, names) for kind in kinds_for(element))
    raise Wrong(_('"{text}" is none of {known}.').format(text=text.strip(), known=known))


def value_in(element: Any, column: Column) -> Any:
    """What the element holds there; None where there is no such thing."""
    if column.role == "field" and not has(element, column):
        return None
    value = value_at(element, column.key)
    words = column.field is not None and column.field.shape in ("text", "element", "date")
    return "" if value is None and words else value


def empty_value(field: Field) -> Any:
    """What a field holds when nothing is entered."""
    return {"text": "", "element": "", "flag": False, "variants": (), "elements": ()}.get(field.shape)
