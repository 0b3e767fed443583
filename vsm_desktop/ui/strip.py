"""The number strip: what the whole stream does now, painted as one widget so that nothing jumps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import font, window_font
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.metrics.report import Report, Result
from vsm_desktop.model.display import DASH, days, duration, percent, pieces, rounded
from vsm_desktop.model.stream import State

_PAD = 16
_UNKNOWN = Result(None)


@dataclass(frozen=True, slots=True)
class Cell:
    """One number with its unit and convention; `stays` when the window gets narrow."""

    key: str
    label: str
    value: str
    unit: str
    note: str
    alert: bool = False
    stays: bool = False
    reason: str = ""

    @property
    def width(self) -> float:
        value = measure(self.value, 21, "bold") + (measure(self.unit, 13) + 6 if self.unit else 0)
        return max(value, measure(self.label, 11), measure(self.note, 11) + 14 * self.alert) + 2 * _PAD


def cells(frame: Frame) -> tuple[Cell, ...]:
    """The strip's numbers from a report."""
    report, state = frame.report, frame.state
    return (
        _takt(report),
        _lead_time(report, state),
        _cell(report, "processing_time_s", _("Processing time"), _work(report), _branches(report)),
        _cell(report, "pce", _("Value-added ratio"), _share, _day(state, report)),
        _capacity(report),
        _bottleneck(report, state),
    )


def _result(report: Report, key: str) -> Result:
    return report.metrics.get(key, _UNKNOWN)


def _cell(report: Report, key: str, label: str, form: Callable[[float], tuple[str, str]], note: str) -> Cell:
    result = _result(report, key)
    if result.number is None:
        return Cell(key, label, DASH, "", _short(result.reason), reason=result.reason)
    return Cell(key, label, *form(result.number), note)


def _share(value: float) -> tuple[str, str]:
    return percent(value), "%"


def _takt(report: Report) -> Cell:
    demand = _result(report, "daily_demand").number
    note = _("{count} pc a day").format(count=pieces(demand)) if demand is not None else ""
    cell = _cell(report, "takt_s", _("Takt time"), duration, note)
    return _staying(cell)


def _staying(cell: Cell) -> Cell:
    return Cell(cell.key, cell.label, cell.value, cell.unit, cell.note, cell.alert, True, cell.reason)


def _lead_time(report: Report, state: State) -> Cell:
    modes = {"waits_only": _("waits only"), "waits_plus_process": _("waits + processing")}
    note = modes[state.options.lead_time_mode]
    result, known = _result(report, "lead_time_days"), _result(report, "lead_time_known_days").number
    if result.number is not None:
        return Cell("lead_time_days", _("Lead time"), days(result.number), "d", note, stays=True)
    if known:
        value = f"≥ {days(known)}"
        return Cell(
            "lead_time_days",
            _("Lead time"),
            value,
            "d",
            _short(result.reason),
            stays=True,
            reason=result.reason,
        )
    return Cell(
        "lead_time_days", _("Lead time"), DASH, "", _short(result.reason), stays=True, reason=result.reason
    )


def _work(report: Report) -> Callable[[float], tuple[str, str]]:
    """Processing time, "at least" where a step cannot be timed (METRICS.md 5.10)."""
    least = "≥ " if _result(report, "missing").value else ""

    def shown(value: float) -> tuple[str, str]:
        number, unit = duration(value)
        return (DASH, "") if least and not value else (least + number, unit)

    return shown


def _branches(report: Report) -> str:
    count = sum(step.kind == "process" and step.on_ladder for step in report.steps)
    return _("{count} processes").format(count=count) if count != 1 else _("1 process")


def _day(state: State, report: Report) -> str:
    if state.options.day_base == "working":
        available = _result(report, "available_s_per_day").number
        return _("day of {minutes} min").format(minutes=rounded(available / 60, 0)) if available else ""
    names = {
        "gross_shift": _("day of the shifts"),
        "hours_per_day": _("entered hours"),
        "clock_24h": _("day of 24 h"),
    }
    return names[state.options.day_base]


def _capacity(report: Report) -> Cell:
    result, demand = _result(report, "stream_capacity_per_day"), _result(report, "daily_demand").number
    if result.number is None:
        return Cell(
            "stream_capacity_per_day", _("Capacity"), DASH, "", _short(result.reason), reason=result.reason
        )
    short = demand is not None and result.number < demand - 1e-9
    note = _("{count} needed").format(count=pieces(demand)) if demand is not None else ""
    return Cell("stream_capacity_per_day", _("Capacity"), pieces(result.number), _("pc / d"), note, short)


def _bottleneck(report: Report, state: State) -> Cell:
    result = _result(report, "bottleneck")
    node = state.node(str(result.value)) if result.value else None
    if node is None:
        return Cell(
            "bottleneck", _("Bottleneck"), DASH, "", _short(result.reason), stays=True, reason=result.reason
        )
    step = report.step(node.id)
    load = step.metrics["utilization"].number if step and "utilization" in step.metrics else None
    note = (
        _("{load} % of available time").format(load=percent(load))
        if load is not None
        else _("longest effective C/T")
    )
    over = load is not None and load > 1 + 1e-9
    return Cell("bottleneck", _("Bottleneck"), node.name or node.id, "", note, over, stays=True)


def _short(reason: str) -> str:
    return reason if len(reason) <= 34 else reason[:33].rstrip() + "…"


class Strip(QWidget):
    """Paints the cells; says why on hover where a number is unknown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setFixedHeight(64)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Numbers of the stream"))
        self.cells: tuple[Cell, ...] = ()
        self._frame: Frame | None = None

    def show_frame(self, frame: Frame) -> None:
        """Show the numbers of a frame."""
        if (
            self._frame is not None
            and frame.report is self._frame.report
            and frame.theme == self._frame.theme
        ):
            return
        self._frame = frame
        found = cells(frame)
        if found != self.cells:
            self.cells = found
            said = "; ".join(f"{cell.label} {cell.value} {cell.unit}".strip() for cell in found)
            self.setAccessibleDescription(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 64)

    def fitting(self) -> list[Cell]:
        """The cells for which there is room; those that stay go last."""
        kept = list(self.cells)
        for cell in reversed(self.cells):
            if sum(one.width for one in kept) <= self.width():
                break
            if not cell.stays:
                kept.remove(cell)
        return kept

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._frame is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = tokens(self._frame.theme)
        painter.fillRect(self.rect(), QColor(colors["panel"]))
        x = 0.0
        for cell in self.fitting():
            _paint_cell(painter, cell, x, colors["text"], colors["text2"], colors["text3"], colors["alert"])
            x += cell.width
            painter.setPen(QColor(colors["hair"]))
            painter.drawLine(round(x), 0, round(x), self.height())
        painter.setPen(QColor(colors["hair"]))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self._cell_at(event.pos())
            QToolTip.showText(event.globalPos(), _tip(cell) if cell else "", self)
            return True
        return super().event(event)

    def _cell_at(self, at: QPoint) -> Cell | None:
        x = 0.0
        for cell in self.fitting():
            x += cell.width
            if at.x() < x:
                return cell
        return None


def _tip(cell: Cell) -> str:
    return cell.reason or f"{cell.label}: {cell.value} {cell.unit} {cell.note}".strip()


def _paint_cell(
    painter: QPainter, cell: Cell, x: float, text: str, quiet: str, faint: str, alert: str
) -> None:
    left = round(x) + _PAD
    ink = QColor(alert if cell.alert else text)
    painter.setFont(font("body", 11))
    painter.setPen(QColor(alert if cell.alert else quiet))
    painter.drawText(left, 18, cell.label)
    painter.setFont((font if cell.value.isascii() else window_font)("bold", 21))
    painter.setPen(ink)
    painter.drawText(left, 41, cell.value)
    painter.setFont(font("body", 13))
    painter.setPen(QColor(alert if cell.alert else quiet))
    painter.drawText(left + round(measure(cell.value, 21, "bold")) + 6, 41, cell.unit)
    painter.setFont(font("body", 11))
    painter.setPen(QColor(alert if cell.alert else faint))
    painter.drawText(left, 57, f"▲ {cell.note}" if cell.alert else cell.note)
