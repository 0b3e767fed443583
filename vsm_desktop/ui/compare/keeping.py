"""A comparison out of the window: its tables as text, waterfall and overlay as pictures and files, in print colours."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import Progress, _
from vsm_desktop.canvas.paint import Paint
from vsm_desktop.drawing.charts.book import on_sheet
from vsm_desktop.drawing.charts.chart import Chart
from vsm_desktop.drawing.charts.waterfall import waterfall_chart
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.ops import Drawing, play
from vsm_desktop.drawing.overlaid import overlaid
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.titleblock import convention
from vsm_desktop.insight.comparison import Comparison
from vsm_desktop.ui.charts.keeping import save, write_drawing

_SCALE, _LARGEST = 2.0, 8_000
_OVERLAY, _WATERFALL = _("Comparison"), _("Lead time, from one state to the other")


class Kept(Struct, frozen=True):
    """What is kept: both frames and what they differ by, which threads may have."""

    before: Frame
    after: Frame
    found: Comparison

    def overlay(self) -> Drawing:
        """Both maps in one, for paper."""
        printed = [frame_of(one.stream, one.state_id, "print") for one in (self.before, self.after)]
        return overlaid(printed[0], printed[1], self.found, self.found.titles)

    def waterfall(self) -> Drawing:
        """The waterfall on a sheet of its own."""
        look, after, stream = look_of("print"), self.after, self.after.stream
        said = " – ".join(filter(None, (stream.name, " → ".join(self.found.titles))))
        who = " · ".join(filter(None, (stream.site, after.state.author, after.state.date)))
        foot = (convention(after.state.options, after.report), who)
        make = partial(_fall, self.found, after.report.day_s)
        return on_sheet(make, (_WATERFALL, said), foot, look)


def _fall(found: Comparison, day_s: float | None, width: float, height: float) -> Chart:
    return waterfall_chart(found.waterfall, width, height, look_of("print"), day_s)


def copy_overlay(kept: Kept) -> None:
    """Put both maps in one on the clipboard as a picture."""
    drawing = kept.overlay()
    left, top, right, bottom = drawing.sheet
    scale = min(_SCALE, _LARGEST / max(right - left, bottom - top))
    size = QSize(round((right - left) * scale), round((bottom - top) * scale))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(drawing.page))
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(-left, -top)
    play(drawing.parts, Paint(painter))
    painter.end()
    QGuiApplication.clipboard().setImage(image)


def save_waterfall(window: QWidget, kept: Kept) -> None:
    """Ask where, and write the waterfall as PDF, SVG or PNG."""
    save(window, _WATERFALL, partial(_write_waterfall, kept))


def save_overlay(window: QWidget, kept: Kept) -> None:
    """Ask where, and write both maps in one as PDF, SVG or PNG."""
    save(window, _OVERLAY, partial(_write_overlay, kept))


def _write_waterfall(kept: Kept, path: Path, progress: Progress) -> None:
    write_drawing(kept.waterfall(), _WATERFALL, kept.after, path, progress)


def _write_overlay(kept: Kept, path: Path, progress: Progress) -> None:
    write_drawing(kept.overlay(), _OVERLAY, kept.after, path, progress)
