"""Demand, working time and names that stand on a sheet of their own, beside the one with the steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vsm_desktop.intake.checks import check
from vsm_desktop.intake.facts import Facts, read_facts
from vsm_desktop.intake.grid import Grid
from vsm_desktop.intake.labelled import Labelled, labelled
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.table import spoken

_TEXTS = ("family", "site", "customer", "supplier")
_MOST_ROWS = 200  # a sheet of facts is short


def look_elsewhere(facts: Facts, grids: Iterable[Grid]) -> Iterator[Ledger]:
    """Add to the facts of a map what only other sheets say; what became of their cells.

    Working time is taken from one sheet, not mixed from several.
    """
    for grid in grids:
        if grid.hidden or not grid.rows or len(grid.rows) > _MOST_ROWS:
            continue
        found = [one for one in _labels(grid) if one.value and _is_missing(one, facts)]
        if not found:
            continue
        ledger = Ledger(grid.name)
        more = read_facts(found, ledger)
        check((), more, ledger)
        facts.texts = more.texts | facts.texts
        facts.calendar = facts.calendar or more.calendar
        facts.pack = facts.pack or more.pack
        if facts.demand.total is None and not facts.demand.variants:
            facts.demand = more.demand
        yield ledger


def _labels(grid: Grid) -> Iterator[Labelled]:
    places = [(row, column) for row, column, _cell in grid.cells()]
    return labelled(spoken(grid), places)


def _is_missing(one: Labelled, facts: Facts) -> bool:
    key = one.label.key
    if one.label.is_text:
        return key in _TEXTS and key not in facts.texts
    if key == "demand":
        return facts.demand.total is None and not facts.demand.variants
    return facts.pack is None if key == "pack" else not facts.calendar
