"""Explanations for other programs, as JSON values, and for readers of a terminal, as an indented list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vsm_desktop.metrics.explain.explanation import Explanation
from vsm_desktop.metrics.explain.words import label_of_choice
from vsm_desktop.metrics.report import Scalar
from vsm_desktop.model.display import DASH, percent, plain, with_unit
from vsm_desktop.model.units import TimeUnit

_RATIOS = frozenset(
    {"pce", "activity_ratio", "rolled_ca", "utilization", "uptime", "oee", "scrap", "ca", "fpy"}
)


def as_json(one: Explanation) -> dict[str, Any]:
    """The tree as JSON values: what a number is, how it is made, and its terms down to what is entered."""
    found: dict[str, Any] = {
        "key": one.key,
        "value": list(one.value) if isinstance(one.value, tuple) else one.value,
        "unit": one.unit,
        "formula": one.formula,
        "terms": [as_json(term) for term in one.terms],
        "title": one.title,
        "ids": list(one.ids),
    }
    if one.typed:
        found["typed"] = one.typed
    if one.source:
        found["source"] = one.source
    if one.value is None:
        found["reason"] = one.reason
    if one.at_least is not None:
        found["at_least"] = one.at_least
    return found


def value_text(one: Explanation, times: TimeUnit | None = None) -> str:
    """The value as people read it, working times in the unit of the map; an input as it was typed."""
    if one.typed and one.is_input:
        return one.typed
    if one.at_least is not None:
        return "≥ " + value_of(one.at_least, one.unit, one.key, times)
    if one.where and isinstance(one.value, str | tuple):  # steps are told by their names
        return ", ".join(one.where)
    least = "≥ " if one.reason and one.value is not None else ""
    return least + value_of(one.value, one.unit, one.key, times)


def value_of(value: Scalar, unit: str, key: str, times: TimeUnit | None = None) -> str:
    """A value of a result with its unit, rounded as everywhere."""
    if value is None:
        return DASH
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return ", ".join(f"{part:g}" if isinstance(part, float | int) else part for part in value) or DASH
    if key.partition(".")[0] in _RATIOS:
        return f"{percent(value)} %"
    if unit in ("s", "day", "pc", "pc/day", "m", "m2", "money"):
        number, shown = with_unit(value, unit, times)
        return f"{number} {shown}".rstrip()
    return plain(value)


def lines(one: Explanation, options: Mapping[str, object], times: TimeUnit | None = None) -> Iterator[str]:
    """The tree for a terminal, and the options it was computed by; what came before is not unfolded again."""
    yield from _lines(one, 0, set(), times)
    if options:
        yield ""
    for name, value in options.items():
        yield label_of_choice(name, value)


def _lines(one: Explanation, depth: int, told: set[str], times: TimeUnit | None) -> Iterator[str]:
    where = f" ({', '.join(one.where)})" if one.where and not isinstance(one.value, str | tuple) else ""
    formula = f"  =  {one.formula}" if one.formula and one.terms else ""
    reason = f"  {one.reason}" if one.reason else ""
    again = one.key in told and bool(one.terms)
    yield f"{'  ' * depth}{one.title}{where}: {value_text(one, times)}{formula}{reason}" + (
        " …" if again else ""
    )
    if again:
        return
    told.add(one.key)
    for term in one.terms:
        yield from _lines(term, depth + 1, told, times)
