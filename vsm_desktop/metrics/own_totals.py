"""Own totals: one number of the map from a field of its steps, built in, own or a formula.

Every step that leads to the customer and has such a field counts; where one says nothing there is no total but the
reason. A process that is passed once more counts again only if the field is entered there, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import Figure, Why, product, total
from vsm_desktop.metrics.own import STEP_NAMES, entered, own_number, total_trouble
from vsm_desktop.metrics.report import Scalar, StepReport
from vsm_desktop.metrics.splits import label
from vsm_desktop.metrics.survey import Survey
from vsm_desktop.model.fields import Field, fields_of
from vsm_desktop.model.nodes import Node, Process
from vsm_desktop.model.own import OwnFields, OwnTotal, OwnTotals, row_of

NOWHERE = Why(_("No step of the flow has this field."))


def totals_of(
    found: Survey, steps: Sequence[StepReport], fields: OwnFields, totals: OwnTotals
) -> dict[str, Scalar]:
    """All own totals of a map, as own.<key>."""
    by_id = {step.id: step for step in steps}
    rows = {field.key: row_of(field) for field in fields}
    return {f"own.{one.key}": _total(one, found, by_id, rows, fields) for one in totals}


def _total(
    wanted: OwnTotal, found: Survey, steps: dict[str, StepReport], rows: dict[str, Field], fields: OwnFields
) -> Figure:
    if trouble := total_trouble(wanted, fields):
        return Why(trouble)
    along = wanted.how == "critical_path"
    if along and found.ladder.why:
        return found.ladder.why
    parts = list(_parts(wanted.field, found, steps, rows, found.ladder.critical if along else None))
    if not parts:
        return NOWHERE
    return _joined(wanted.how, parts)


def _parts(
    name: str,
    found: Survey,
    steps: dict[str, StepReport],
    rows: dict[str, Field],
    passages: Sequence[float] | None,
) -> Iterator[Figure]:
    """The figure of each step that counts, times its passages where these are asked for."""
    for i in found.flow.order:
        node = found.flow.nodes[i]
        step = steps.get(node.id)
        if step is None or not step.on_ladder or (passages is not None and passages[i] <= 0):
            continue
        figure = figure_at(name, node, step, rows, found)
        if figure is None or (isinstance(figure, Why) and isinstance(node, Process) and node.same_as):
            continue
        if isinstance(figure, Why):
            yield Why(_("{name}: {reason}").format(name=label(node), reason=figure))
        else:
            yield figure if passages is None else figure * passages[i]


def figure_at(
    name: str, node: Node, step: StepReport, rows: dict[str, Field], found: Survey
) -> Figure | None:
    """What a step says under a name; None if its kind has no such field."""
    row = rows.get(name)
    if name in STEP_NAMES or (row is not None and row.shape == "formula"):
        result = step.metrics.get(STEP_NAMES[name][0] if name in STEP_NAMES else name)
        if result is None:
            return None
        return Why(result.reason) if result.number is None else result.number
    if row is not None:
        return own_number(node, row, found.clock) if node.kind in row.kinds else None
    has = any(field.key == name for field in fields_of(node.kind))
    return entered(node, name, found.clock) if has else None


def _joined(how: str, parts: Sequence[Figure]) -> Figure:
    """The figures of the steps as one, or the first reason why not."""
    if how == "product":
        return product(*parts)
    if how in ("min", "max"):
        numbers = [part for part in parts if not isinstance(part, Why)]
        reason = next((part for part in parts if isinstance(part, Why)), None)
        return reason or (min if how == "min" else max)(numbers)
    added = total(*parts)
    return added if how != "average" or isinstance(added, Why) else added / len(parts)
