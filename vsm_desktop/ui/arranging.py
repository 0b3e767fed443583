"""Arrange as a command of the window: what is laid out, what is said of it, and what of the map is seen afterwards."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

from PySide6.QtCore import QPointF, QRectF

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.arranging.boxes import box_at
from vsm_desktop.edit.arranging.frames import bands_of
from vsm_desktop.model.stream import Layout, State
from vsm_desktop.model.value import of_ids
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.layout import laid_out


def arrange(desk: Desk, view: MapView, say: Callable[[str], object], layout: Layout | None = None) -> None:
    """Lay out two or more selected symbols at their place, else the whole map: in a manner, or in its own.

    A sheet that was in view as a whole is again; else what stood in the middle of the view still does.
    """
    before = desk.frame
    chosen = frozenset(node.id for node in of_ids(before.state.nodes, desk.selection))
    only = chosen if len(chosen) > 1 else frozenset()
    all_seen, seen = view.sees_sheet, view.seen
    edit = laid_out(before.stream, before.state, before.report.branches.critical, layout, only)
    desk.commit(_("Arrange"), edit)
    after = desk.frame
    if not only and after.state.layout == "folded" and (why := _why_one_row(desk)):
        say(why)
    elif after.stream is before.stream:
        say(_("It is arranged already."))
    if only or after.stream is before.stream:
        return
    if all_seen:
        view.fit()
    else:
        view.centerOn(seen.center() + _shift(before.state, after.state, seen))


def _why_one_row(desk: Desk) -> str:
    """Why a map that was to be folded has one row; nothing where it has several."""
    frame = desk.frame
    level = laid_out(frame.stream, frame.state, frame.report.branches.critical, "left_to_right")(frame.state)
    if any(a.at != b.at for a, b in zip(frame.state.nodes, level.nodes, strict=True)):
        return ""
    boxes = {node.id: box_at((node.at.x, node.at.y), size_of(node)) for node in frame.state.nodes}
    if bands_of(frame.state.nodes, boxes):
        return _("Steps in swimlanes stay in one row.")
    return _("One row comes out largest on this paper: there is nothing to fold.")


def _shift(before: State, after: State, seen: QRectF) -> QPointF:
    """How far the symbol nearest to the middle of what was seen moved; not at all where none was seen."""
    middle = seen.center()
    shown = [node for node in before.nodes if seen.contains(node.at.x, node.at.y)]
    if not shown:
        return QPointF()
    nearest = min(shown, key=lambda one: hypot(one.at.x - middle.x(), one.at.y - middle.y()))
    now = after.node(nearest.id) or nearest
    return QPointF(now.at.x - nearest.at.x, now.at.y - nearest.at.y)
