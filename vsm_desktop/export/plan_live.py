"""What a plan workbook reckons itself: days late, where a row stands, and the totals over the heads.

Each formula keeps the value of the day the workbook was written; a spreadsheet program counts anew from its own day.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.cells import letters
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.live import Live
from vsm_desktop.export.sheets.looks import GENERAL
from vsm_desktop.insight.plan import Row, Standing, share_done
from vsm_desktop.model.plan import PHASES
from vsm_desktop.model.plan_table import HEAD, PLAN

STANDINGS: dict[Standing, str] = {
    "open": _("Not begun"),
    "under_way": _("Under way"),
    "risk": _("At risk"),
    "late": _("Late"),
    "done": _("Done"),
}
_AT = {column.key: at for at, column in enumerate(PLAN, 2)}
_BEGUN = [words for key, words in PHASES if key != "plan"]
_MONTH = 30  # days a row without both dates counts


def places(row: int) -> dict[str, str]:
    """The cells of a row by the keys of their columns, which stay where they are."""
    return {key: f"${letters(at)}{row}" for key, at in _AT.items()}


def put_standing(grid: Grid, at: int, late: int, row: Row | None) -> None:
    """Days late and where a row stands, in the columns `late` and behind it; of an empty row nothing, until it is filled."""
    cell, days = places(at), f"${letters(late)}{at}"
    overdue = f'IF(OR({cell["end"]}="",N({cell["done"]})>=1,TODAY()<={cell["end"]}),"",TODAY()-{cell["end"]})'
    grid.live(
        at, late, Live(overdue, (float(row.late_days) if row and row.late_days else "")), GENERAL, "note"
    )
    phases = ",".join(f'{cell["phase"]}="{words}"' for words in _BEGUN)
    begun = f'IF(OR(N({cell["done"]})>0,{phases}),"{STANDINGS["under_way"]}","{STANDINGS["open"]}")'
    if row is not None and (row.at_risk or _begun_elsewhere(row)):
        begun = f'"{STANDINGS["risk" if row.at_risk else "under_way"]}"'
    words = f'IF({days}<>"","{STANDINGS["late"]}",{begun})'
    words = f'IF({cell["text"]}="","",IF(N({cell["done"]})>=1,"{STANDINGS["done"]}",{words}))'
    grid.live(at, late + 1, Live(words, STANDINGS[row.standing] if row else ""), GENERAL, "note")


def _begun_elsewhere(row: Row) -> bool:
    """Whether only its bursts say that work has begun."""
    one = row.objective
    return row.standing == "under_way" and one is not None and one.done == 0 and one.phase in (None, "plan")


def put_totals(grid: Grid, last: int, late: int, rows: Sequence[Row], shapes: tuple[str, str]) -> None:
    """Over the heads what all rows come to, also those that are added: done, cost, and how many are late."""
    inside = {key: f"${letters(at)}${HEAD + 1}:${letters(at)}${last}" for key, at in _AT.items()}
    grid.words(1, _AT["end"], _("Together"), "name", right=True)
    start, end, text = inside["start"], inside["end"], inside["text"]
    dated = f'({start}<>"")*({end}<>"")*({end}>={start})'
    weight = f'({text}<>"")*({_MONTH}+{dated}*({end}-{start}+1-{_MONTH}))'
    done = f"IF(COUNTA({text})=0,0,SUMPRODUCT({weight}*{inside['done']})/SUMPRODUCT({weight}))"
    grid.live(1, _AT["done"], Live(done, share_done(rows)), shapes[0])
    costs = fsum(row.cost.value for row in rows if row.cost is not None)
    grid.live(1, _AT["cost"], Live(f"SUM({inside['cost']})", costs), shapes[1])
    days = f"{letters(late)}{HEAD + 1}:{letters(late)}{last}"
    count = sum(row.late_days > 0 for row in rows)
    grid.live(1, late, Live(f"COUNT({days})", float(count)))
    grid.words(1, late + 1, _("late"))


def warn(grid: Grid, last: int, late: int) -> None:
    """What is late turns red: its end, its days, and where it stands."""
    cell = places(HEAD + 1)
    overdue = f'AND({cell["end"]}<>"",N({cell["done"]})<1,TODAY()>{cell["end"]})'
    for first, end in ((_AT["end"], _AT["end"]), (late, late + 1)):
        grid.alert(f"{letters(first)}{HEAD + 1}:{letters(end)}{last}", overdue)
