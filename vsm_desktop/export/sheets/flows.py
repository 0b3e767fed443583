"""The sheet of arrows: what goes from where to where, and the shares by which the ladder counts its ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.columns import as_entered
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.looks import SHARE
from vsm_desktop.export.sheets.steps import HEAD, KEYS
from vsm_desktop.model.fields import EVERY_FLOW, FIELDS, Field
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.titles import title_of

_FIXED = ("{flows.id}", "{kind}", "{=from}", "{=to}")
_ALWAYS = ("label", "share")
_WIDTHS = (14, 22, 28, 28)


def write_flows(grid: Grid, state: State) -> None:
    """One row for each arrow, in the order they are drawn in."""
    names = {node.id: shown_name(node.name) or node.id for node in state.nodes}
    fields = _fields(state.flows)
    ends = (("{source}", _("From id")), ("{target}", _("To id")))
    codes = [*_FIXED, *map(_code, fields), *(code for code, _title in ends)]
    heads = [_("Id"), _("Kind"), _("From"), _("To"), *map(_head, fields), *(title for _code, title in ends)]
    numbers = {at for at, field in enumerate(fields, len(_FIXED) + 1) if field.shape == "quantity"}
    grid.head(HEAD, heads, numbers, 33)
    for at, code in enumerate(codes, 1):
        grid.words(KEYS, at, code, "note")
        grid.width(at, _WIDTHS[at - 1] if at <= len(_WIDTHS) else 12 if at in numbers else 18)
    grid.hide_row(KEYS)
    for row, flow in enumerate(state.flows, HEAD + 1):
        _write(grid, row, flow, fields, names)
    if state.flows:
        why = _("The id ties this row to the map. Leave it as it is.")
        grid.keep(f"A{HEAD + 1}:A{HEAD + len(state.flows)}", why)
    grid.filter_and_repeat(HEAD, "A:D")


def shown_name(name: str) -> str:
    """A name on one line."""
    return " ".join(name.split())


def _fields(flows: Sequence[Flow]) -> list[Field]:
    """The fields in which anything is entered; each once, whatever kinds have it."""
    found: dict[str, Field] = {}
    for field in FIELDS:
        if set(field.kinds) & set(EVERY_FLOW):
            used = field.key in _ALWAYS or any(getattr(flow, field.key, None) for flow in flows)
            if used:
                found.setdefault(field.key, field)
    return list(found.values())


def _write(grid: Grid, row: int, flow: Flow, fields: Sequence[Field], names: Mapping[str, str]) -> None:
    grid.words(row, 1, flow.id, "note")
    grid.words(row, 2, title_of(flow.kind), "plain")
    grid.words(row, 3, names.get(flow.source, flow.source), "name")
    grid.words(row, 4, names.get(flow.target, flow.target), "name")
    for at, field in enumerate(fields, len(_FIXED) + 1):
        if flow.kind not in field.kinds:
            continue
        value = getattr(flow, field.key, None)
        if field.shape == "quantity":
            quantity = value if isinstance(value, Quantity) else None
            shape = SHARE if field.dimension == "ratio" else as_entered(quantity.base if quantity else None)
            grid.number(row, at, quantity.base if quantity else None, shape, "entered")
        else:
            grid.words(row, at, str(value or ""), "entered")
    end = len(_FIXED) + len(fields) + 1
    grid.words(row, end, flow.source, "note")
    grid.words(row, end + 1, flow.target, "note")


def _code(field: Field) -> str:
    if field.shape != "quantity":
        return f"{{{field.key}}}"
    return f"{{{field.key}:{'1' if field.dimension == 'ratio' else field.unit}}}"


def _head(field: Field) -> str:
    return f"{field.label} [%]" if field.dimension == "ratio" else field.title
