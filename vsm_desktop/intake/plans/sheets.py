"""What is to be said of the sheets of a plan workbook: those that are gone, called otherwise, or there twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vsm_desktop.assets import _
from vsm_desktop.intake.plans.tables import PlanTable
from vsm_desktop.model.plan_origin import ORIGIN_TITLE
from vsm_desktop.model.plan_table import TITLES, Table
from vsm_desktop.model.stream import ValueStream

_OF_PLAN: tuple[Table, ...] = ("plan", "people", "reviews", "about")
_OF_BOARD: tuple[Table, ...] = ("measures", "actuals")


def sheet_notes(stream: ValueStream, tables: Mapping[str, PlanTable], *, dated: bool) -> Iterator[str]:
    """One sentence for each sheet of which nothing, or something else than one would think, is read.

    `dated` is whether the workbook tells which rows it was written with.
    """
    if not dated:
        words = _(
            "The hidden sheet {title} is gone, so it cannot be told which rows were removed. None is, unless you say so."
        )
        yield words.format(title=ORIGIN_TITLE)
    wanted = (*(_OF_PLAN if stream.plan is not None else ()), *(_OF_BOARD if stream.scoreboard else ()))
    for key, title in TITLES.items():
        table = tables.get(key)
        if table is None:
            if key in wanted:
                yield _("The sheet {title} is not in the workbook, so nothing of it changes.").format(
                    title=title
                )
            continue
        if table.lost:
            words = _("The keys and heads of the sheet {sheet} are gone, so nothing of it changes.")
            yield words.format(sheet=table.sheet)
        if table.sheet != title:
            yield _("The sheet {sheet} is read as {title}.").format(sheet=table.sheet, title=title)
        for copy in table.copies:
            words = _("The sheet {copy} is a copy of {sheet} and is not read.")
            yield words.format(copy=copy, sheet=table.sheet)
        for place in table.doubles:
            yield _("Column {place} stands there twice; the first one is read.").format(place=place)
