"""The clipboard: a piece of a map travels as text of its own type, so that windows can exchange it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from vsm_desktop.canvas.picture import picture
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.ops import Part
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.edit.align import around
from vsm_desktop.edit.fragments import centre, cut_out, from_text, paste, to_text
from vsm_desktop.edit.groups import with_groups
from vsm_desktop.metrics.splits import label
from vsm_desktop.model.stream import State
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.snap import to_grid
from vsm_desktop.ui.palette.kept import kept

MIME = "application/x-vsm-desktop-fragment+json"
_STEP = 24.0
_EDGE, _SCALE = 6.0, 3.0


def put_on_clipboard(desk: Desk) -> bool:
    """Copy what is selected; False if that is nothing that can stand alone."""
    state = desk.frame.state
    piece = cut_out(state, with_groups(state, desk.selection))
    if not piece.nodes:
        return False
    data = QMimeData()
    data.setData(MIME, QByteArray(to_text(piece).encode()))
    data.setText("\n".join(label(node) for node in piece.nodes))
    QGuiApplication.clipboard().setMimeData(data)
    return True


def on_clipboard() -> State | None:
    """The piece of a map the clipboard holds, if it holds one."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not data.hasFormat(MIME):
        return None
    return from_text(bytes(data.data(MIME).data()).decode("utf-8", "replace"))


def put_picture_on_clipboard(desk: Desk) -> None:
    """Copy what is selected, or the whole map, as a picture in print colours for a letter or a slide."""
    QGuiApplication.clipboard().setImage(picture_of(desk))


def picture_of(desk: Desk) -> QImage:
    """What is selected with the arrows between it, or everything on the sheet, at three times its size on paper."""
    frame = frame_of(desk.frame.stream, desk.frame.state_id, "print")
    parts: tuple[Part, ...] = frame.drawing.parts
    if desk.selection:
        piece = cut_out(frame.state, with_groups(frame.state, desk.selection))
        wanted = desk.selection | {one.id for one in (*piece.nodes, *piece.flows)}
        parts = tuple(part for part in parts if part.id in wanted)
    left, top, right, bottom = around([part_box(part) for part in parts]) if parts else frame.drawing.sheet
    box = (left - _EDGE, top - _EDGE, right + _EDGE, bottom + _EDGE)
    return picture(parts, box, frame.drawing.page, _SCALE)


def put_on_map(desk: Desk, piece: State, label: str, at: tuple[float, float] | None) -> None:
    """Add a piece with its middle at a place, else a little aside of where it came from and of what lies there."""
    if at is not None:
        middle = centre(piece)
        dx, dy = to_grid(at[0] - middle.x), to_grid(at[1] - middle.y)
    else:
        dx = dy = _aside(desk.frame.state, piece)
    edit, ids = paste(piece, desk.frame.stream.ids(), dx, dy)
    with kept().looking_away():
        desk.commit(label, edit)
    desk.select(ids)


def _aside(state: State, piece: State) -> float:
    """How far a copy has to be shifted so that it does not hide another one."""
    taken = {(round(node.at.x), round(node.at.y)) for node in state.nodes}
    by = _STEP
    while any((round(node.at.x + by), round(node.at.y + by)) in taken for node in piece.nodes):
        by += _STEP
    return by
