"""What a user's own formulas and totals are called, and what they are made from where nothing could be reckoned."""

from __future__ import annotations

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.metrics.measure import Own
from vsm_desktop.metrics.own import MAP_NAMES, STEP_NAMES, plan_of
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.model.fields import Field, fields_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import How, OwnField, OwnTotal, row_of

_HOW: dict[How, str] = {
    "sum": _("the sum of {title} of the steps"),
    "min": _("the smallest {title} of the steps"),
    "max": _("the largest {title} of the steps"),
    "average": _("the average of {title} of the steps"),
    "product": _("the product of {title} of the steps"),
    "critical_path": _("{title} of the steps on the critical path, as often as they are passed"),
}


class Made(Struct, frozen=True):
    """How an own result is made, in words, and what it is made from: results by key, and fields of elements."""

    words: str
    terms: tuple[str | tuple[str, Field], ...] = ()


def parted(key: str) -> tuple[str, str]:
    """A key as result and element; that of an own total is one name."""
    name, _dot, rest = key.partition(".")
    return (key, "") if name == "own" else (name, rest)


def field_of_user(metric: str, own: Own) -> OwnField | None:
    """The formula whose result this is."""
    return next((field for field in own[0] if field.key == metric and field.content == "formula"), None)


def total_of_user(metric: str, own: Own) -> OwnTotal | None:
    """The total whose result this is."""
    return next((total for total in own[1] if f"own.{total.key}" == metric), None)


def own_title(metric: str, own: Own) -> str:
    """What an own result is called; "" for what is none."""
    found = field_of_user(metric, own) or total_of_user(metric, own)
    return (found.title or found.label) if found is not None else ""


def made_of(key: str, own: Own, nodes: dict[str, Node], report: Report) -> Made | None:
    """What an own result is made from; None for what is none. Never goes round in a circle."""
    metric, id_ = parted(key)
    if (total := total_of_user(metric, own)) is not None:
        steps = [step for step in report.steps if step.on_ladder and step.id in nodes]
        found = (_term(total.field, nodes[step.id], own, step) for step in steps)
        title = next((row.title for row in map(row_of, own[0]) if row.key == total.field), total.field)
        return Made(_HOW[total.how].format(title=title), tuple(term for term in found if term))
    field, node, step = field_of_user(metric, own), nodes.get(id_), report.step(id_)
    if field is None or node is None or step is None:
        return None
    if field.key in plan_of(own[0]).troubles:
        return Made(field.formula or _("not computable"))
    names = next(formula.names for one, formula in plan_of(own[0]).order if one.key == field.key)
    found = (_term(name, node, own, step) for name in names)
    return Made(field.formula, tuple(term for term in found if term))


def _term(name: str, node: Node, own: Own, step: StepReport) -> str | tuple[str, Field] | None:
    """What a name stands for at a step; None where its kind has no such number."""
    if name in MAP_NAMES:
        return MAP_NAMES[name][0]
    if name in STEP_NAMES:
        metric = STEP_NAMES[name][0]
        return f"{metric}.{node.id}" if metric in step.metrics else None
    row = next((row_of(field) for field in own[0] if field.key == name), None)
    if row is None:
        row = next((row for row in fields_of(node.kind) if row.key == name), None)
    if row is None or node.kind not in row.kinds:
        return None
    return f"{name}.{node.id}" if row.shape == "formula" else (node.id, row)
