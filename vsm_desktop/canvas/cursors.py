"""The pointer's shape: what a press would do where it is."""

from __future__ import annotations

from PySide6.QtCore import Qt

from vsm_desktop.drawing.asked import total_at
from vsm_desktop.drawing.hit import hit
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.handles import SIDES
from vsm_desktop.tools.select import Select

Shape = Qt.CursorShape
_DIAGONAL = {True: Shape.SizeFDiagCursor, False: Shape.SizeBDiagCursor}


def cursor_for(desk: Desk, at: tuple[float, float] | None) -> Qt.CursorShape:
    """The shape over a place on the map, with the tool in hand."""
    tool = desk.tool
    if tool.name != "select":
        return Shape.ForbiddenCursor if getattr(tool, "reason", "") else Shape.CrossCursor
    if getattr(tool, "moving", False):
        return Shape.DragCopyCursor if getattr(tool, "copying", False) else Shape.SizeAllCursor
    if not isinstance(tool, Select) or at is None:
        return Shape.ArrowCursor
    reach = 6.0 * desk.pixel
    handle = tool.handle_at(*at, reach, desk)
    if handle is not None:
        return _over_handle(handle.kind, handle.number)
    if desk.selection and hit(desk.frame.drawing, *at, reach) in desk.selection:
        return Shape.SizeAllCursor
    return Shape.PointingHandCursor if total_at(desk.frame, *at) else Shape.ArrowCursor


def _over_handle(kind: str, number: int) -> Qt.CursorShape:
    if kind != "size":
        return Shape.CrossCursor if kind == "port" else Shape.PointingHandCursor
    fx, fy = SIDES[number]
    if fx == 0.5:
        return Shape.SizeVerCursor
    if fy == 0.5:
        return Shape.SizeHorCursor
    return _DIAGONAL[fx == fy]
