"""A comparison out of the window: its tables as text, waterfall and both maps in one as pictures and files, in print colours."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.canvas.picture import picture
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.export.compared import (
    Compared,
    cells,
    overlay_drawing,
    tables,
    waterfall_drawing,
    write_comparison,
)
from vsm_desktop.insight.comparison import Comparison
from vsm_desktop.ui.charts.keeping import save, write_drawing
from vsm_desktop.ui.tables import copy_table

_SCALE = 2.0
_COMPARISON, _WATERFALL = _("Comparison"), _("Waterfall")


def copy_tables(_window: QWidget, compared: Compared) -> None:
    """Numbers, changes and the way between the lead times, one under the other."""
    numbers, *more = map(cells, tables(compared.found))
    copy_table([*numbers, *(row for table in more for row in ([], *table))])


def copy_overlay(_window: QWidget, compared: Compared) -> None:
    """Put both maps in one on the clipboard as a picture."""
    drawing = overlay_drawing(printed(compared))
    QGuiApplication.clipboard().setImage(picture(drawing.parts, drawing.sheet, drawing.page, _SCALE))


def save_comparison(window: QWidget, compared: Compared) -> None:
    """Ask where, and write it all: as a print, a picture of both maps in one, or tables."""
    save(window, _COMPARISON, partial(_write_comparison, compared), tables=True)


def save_waterfall(window: QWidget, compared: Compared) -> None:
    """Ask where, and write the waterfall as PDF, SVG or PNG."""
    save(window, _WATERFALL, partial(_write_waterfall, compared))


def printed(compared: Compared) -> Compared:
    """The same in the colours of print."""
    before, after = (frame_of(one.stream, one.state_id, "print") for one in (compared.before, compared.after))
    return Compared(before, after, compared.found)


def _write_comparison(compared: Compared, path: Path, progress: Progress) -> None:
    from vsm_desktop.export.atomic import ExportError
    from vsm_desktop.ui.jobs import NoResult

    try:
        write_comparison(printed(compared), path, watch=Watch(progress))
    except ExportError as error:
        raise NoResult(_("Nothing was saved"), str(error)) from error


def _write_waterfall(compared: Compared, path: Path, progress: Progress) -> None:
    drawing = waterfall_drawing(printed(compared))
    write_drawing(drawing, _WATERFALL, compared.after, path, progress)


def _doing(act: Callable[[QWidget, Compared], None]) -> Callable[[QWidget, Frame, Frame, Comparison], None]:
    return lambda window, before, after, found: act(window, Compared(before, after, found))


DOINGS = {act.__name__: _doing(act) for act in (copy_tables, copy_overlay, save_comparison, save_waterfall)}
"""What the button does, by name, with a window and what is compared."""
