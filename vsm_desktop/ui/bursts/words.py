"""What the list of bursts says, as text and as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.bursts import BurstEffects, BurstRow
from vsm_desktop.model.display import DASH, days, signed_days
from vsm_desktop.model.kaizen import STATUSES, WASTES, title_of

COLUMNS = {
    "on": _("On"),
    "number": _("No."),
    "title": _("Burst"),
    "kaizen": _("Kind"),
    "waste": _("Waste"),
    "owner": _("Owner"),
    "due": _("Due"),
    "status": _("Status"),
    "alone": _("Lead time alone"),
    "in_order": _("In order"),
}
_KINDS = {"process": _("Process"), "flow": _("Flow")}
_FEW = 2
_WASTES, _STATUSES = dict(WASTES), dict(STATUSES)


class Line(Struct, frozen=True):
    """One row in words, by column."""

    id: str
    on: bool
    words: dict[str, str]
    clashes: bool
    why: str = ""  # where its effect is unknown


def lines_of(found: BurstEffects) -> list[Line]:
    """The rows of the list."""
    return [
        Line(row.burst.id, row.on, _words(row), bool(row.conflicts), _why(row, found)) for row in found.rows
    ]


def _why(row: BurstRow, found: BurstEffects) -> str:
    """Why the effect of a burst is unknown."""
    if not row.burst.changes:
        return _("It promises no change yet.")
    return found.why if None in (row.alone_days, row.in_order_days) else ""


def _words(row: BurstRow) -> dict[str, str]:
    burst = row.burst
    return {
        "on": _("on") if row.on else _("off"),
        "number": str(row.number),
        "title": title_of(row.burst, row.number),
        "kaizen": _KINDS.get(burst.kaizen or "", ""),
        "waste": _WASTES[burst.waste] if burst.waste else "",
        "owner": burst.owner,
        "due": burst.due,
        "status": _STATUSES[burst.status],
        "alone": signed_days(row.alone_days) if burst.changes else DASH,
        "in_order": signed_days(row.in_order_days) if burst.changes else DASH,
    }


def total_words(found: BurstEffects) -> str:
    """What all that are on do together: 23.6 d → 4.5 d, −19.1 d."""
    before, after = _ends(found)
    return _("{before} → {after} ({change})").format(
        before=before, after=after, change=signed_days(found.change_days)
    )


def table_of(found: BurstEffects) -> list[list[str]]:
    """The list for a spreadsheet, the total and what was drawn by hand beneath."""
    rows = [[*COLUMNS.values(), _("Conflicts")]]
    for row in found.rows:
        words = _words(row)
        rows.append([*(words[key] for key in COLUMNS), " ".join(one.sentence for one in row.conflicts)])
    for title, value in (
        (_("All that are on together"), found.change_days),
        (_("Drawn by hand besides"), found.by_hand_days),
    ):
        rows.append(["", "", title, *[""] * (len(COLUMNS) - 4), signed_days(value), ""])
    before, after = _ends(found)
    rows.append(["", "", _("Lead time before and after"), *[""] * (len(COLUMNS) - 5), before, after, ""])
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def _ends(found: BurstEffects) -> list[str]:
    return [DASH if one is None else f"{days(one)} d" for one in (found.before_days, found.together_days)]


def folded(lines: Sequence[str]) -> str:
    """Lines that leave room for the list: where there are more than a few, the first and how many more."""
    if len(lines) <= _FEW:
        return "\n".join(lines)
    return _("{first} And {count} more, each with its burst.").format(first=lines[0], count=len(lines) - 1)
