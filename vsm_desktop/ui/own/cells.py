"""The cells of a user's own totals on the number strip, behind the built-in ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vsm_desktop.assets import _
from vsm_desktop.drawing.own import figure_words
from vsm_desktop.metrics.own import total_dimension
from vsm_desktop.metrics.report import Report, Result
from vsm_desktop.model.own import How, OwnFields, OwnTotals
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.ui.cells import Cell

HOW: Mapping[How, str] = {
    "sum": _("Sum"),
    "min": _("Smallest"),
    "max": _("Largest"),
    "average": _("Average"),
    "product": _("Product"),
    "critical_path": _("Along the critical path"),
}
NOTES: Mapping[How, str] = {
    "sum": _("sum of the steps"),
    "min": _("smallest of the steps"),
    "max": _("largest of the steps"),
    "average": _("average of the steps"),
    "product": _("product of the steps"),
    "critical_path": _("along the critical path"),
}
_EXACT = {
    "time": "s",
    "ratio": "%",
    "pieces": "pc",
    "rate": "pc / d",
    "distance": "m",
    "area": "m²",
    "money": "money",
    "count": "",
}
_DIMENSIONS = {unit: dimension for dimension, unit in _EXACT.items()}
_LONGEST = 34


def total_cells(
    report: Report, fields: OwnFields, totals: OwnTotals, times: TimeUnit | None = None
) -> Iterator[Cell]:
    """One cell for each own total."""
    for total in totals:
        key, dimension = f"own.{total.key}", total_dimension(total, fields)
        result = report.metrics.get(key, Result(None))
        number, unit = figure_words(result.number, dimension, times)
        why = result.reason
        note = NOTES[total.how] if result.number is not None else _shortened(why)
        exact = result.number * 100 if result.number is not None and dimension == "ratio" else result.number
        yield Cell(
            key, total.label, number, unit, note, reason=why, number=exact, exact_unit=_EXACT[dimension]
        )


def difference_words(exact_unit: str, difference: float, times: TimeUnit | None = None) -> tuple[str, str]:
    """A difference as the numbers of such a cell are written."""
    dimension = _DIMENSIONS.get(exact_unit, "count")
    if dimension == "ratio":
        return figure_words(difference / 100, dimension)[0], _("% points")
    return figure_words(difference, dimension, times)


def _shortened(reason: str) -> str:
    return reason if len(reason) <= _LONGEST else reason[: _LONGEST - 1].rstrip() + "…"
