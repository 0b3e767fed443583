"""The kaizen list: every burst with what the plan says of it, where its own fields leave it open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.plan import Row, Standing, share_done
from vsm_desktop.model.dates import day_of
from vsm_desktop.model.kaizen import Kaizen, bursts_of
from vsm_desktop.model.stream import ValueStream

_PHASE_OF = {"open": "plan", "under_way": "do", "done": "act", "dropped": ""}


class Item(Struct, frozen=True):
    """One burst with what the plan says of it."""

    burst: Kaizen
    row: Row | None
    owner: str
    due: date | None
    phase: str
    done: float
    standing: Standing
    late_days: int = 0
    risks: tuple[str, ...] = ()


def items_of(stream: ValueStream, rows: Sequence[Row], today: date) -> tuple[Item, ...]:
    """Every burst that is not dropped, in the order of the document; with the first row of the plan it serves."""
    every = []
    for burst in bursts_of(stream):
        if burst.status != "dropped":
            serving = [one for one in rows if any(burst.id == other.id for other in one.bursts)]
            every.append(_item(burst, serving, today))
    return tuple(every)


def _item(burst: Kaizen, serving: Sequence[Row], today: date) -> Item:
    row = next(iter(serving), None)
    ends = [one.end for one in serving if one.end is not None]
    due = day_of(burst.due) or max(ends, default=None)
    made = burst.status == "done" or (bool(serving) and all(one.done >= 1 for one in serving))
    done = 1.0 if made else share_done(serving)
    late = max(0, (today - due).days) if due is not None and not made else 0
    phase = (row.objective.phase if row is not None and row.objective is not None else None) or _PHASE_OF[
        burst.status
    ]
    standing: Standing = "open"
    if made:
        standing = "done"
    elif late:
        standing = "late"
    elif any(one.standing in ("risk", "late") for one in serving):
        standing = "risk"
    elif burst.status == "under_way" or done > 0:
        standing = "under_way"
    owner = burst.owner or (row.owner if row is not None else "")
    risks = [f"{one.text}: {risk}" for one in serving for risk in (*_late(one), *one.risks)]
    return Item(burst, row, owner, due, phase, done, standing, late, tuple(risks))


def _late(row: Row) -> tuple[str, ...]:
    return (_("{days} d late").format(days=row.late_days),) if row.late_days else ()
