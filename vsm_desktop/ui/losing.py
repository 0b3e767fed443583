"""What of the plan hung on what was just deleted, for the status line."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.model.stream import ValueStream


def said_of_loss(before: ValueStream, after: ValueStream, gone: str = "") -> str:
    """What is gone, what of the plan hung on it, and that undo brings it back; "" where nothing is to be said."""
    if before.plan is None:
        lost = ""
    else:
        from vsm_desktop.insight import loose_ends  # few deletions need it

        lost = loose_ends.said_of_loss(before, after)
    if not (gone or lost):
        return ""
    return " ".join(filter(None, (gone, lost, _("Undo brings it back."))))
