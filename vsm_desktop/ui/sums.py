"""What several selected elements come to together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from vsm_desktop.assets import _
from vsm_desktop.metrics.report import Report, Result
from vsm_desktop.metrics.stock import by_variant
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.nodes import Fifo, Inventory, Node, Process, Queue, Supermarket

SUMS = (
    ("sum_operators", _("Operators")),
    ("sum_stock", _("Stock")),
    ("sum_wait", _("Waiting")),
    ("sum_work", _("Processing")),
)
_STOCK = (Inventory, Queue, Supermarket, Fifo)


def sums(elements: Sequence[Node | Flow], report: Report) -> dict[str, Result]:
    """Operators, pieces, waiting and processing of several elements; only what at least two of them have."""
    ids = {element.id for element in elements}
    steps = [step for step in report.steps if step.id in ids]
    found = {
        "sum_operators": _added("1", (_operators(one) for one in elements)),
        "sum_stock": _added("pc", (_pieces(one) for one in elements)),
        "sum_wait": _added("day", (step.wait_days for step in steps if step.kind != "process")),
        "sum_work": _added("s", (step.processing_s for step in steps if step.kind == "process")),
    }
    return {key: result for key, result in found.items() if result is not None}


def _added(unit: str, values: Iterable[float | None]) -> Result | None:
    known = [value for value in values if value is not None]
    return Result(sum(known), unit) if len(known) > 1 else None


def _operators(one: Any) -> float | None:
    return one.operators.value if isinstance(one, Process) and one.operators is not None else None


def _pieces(one: Any) -> float | None:
    if not isinstance(one, _STOCK):
        return None
    if one.qty_by_variant:
        return by_variant(one)
    return one.qty.base if one.qty is not None else None
