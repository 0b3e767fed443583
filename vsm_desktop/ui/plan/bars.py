"""Paints the months of the plan: bars with their done part, what is late, today, the names above."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from vsm_desktop.assets import _
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.charts.months import Months
from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import Tokens
from vsm_desktop.model.dates import MONTHS, said_day
from vsm_desktop.ui.plan.arrows import BEHIND, ROUND
from vsm_desktop.ui.plan.grips import Bar, done_at
from vsm_desktop.ui.plan.lines import Line, ends_with_bursts

HIGH = 14.0
_WIDE_NAME = 30.0  # less has no room for three letters
_NAME = 26.0  # pixels of the name of a month, at most
_DIAMOND = 6.5  # pixels from its middle to its corners
_LEAST = 3.0  # pixels of a bar of one day
_GAP = 5.0
_HEAD = 14.0  # pixels of the head of a bar that goes on, and a little air
_BEHIND = BEHIND + ROUND + 4  # words stand clear of the handle behind a bar


def paint_grid(painter: QPainter, rect: QRect, months: Months, colors: Tokens) -> None:
    """The lines between the months in one row; dotted where they are as strong as the bars."""
    pen = QPen(QColor(colors["hair"]), 1)
    pen.setStyle(Qt.PenStyle.DotLine if colors["hair"] == colors["ink"] else Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    for _day, x in months.starts():
        painter.drawLine(QLineF(round(x) + 0.5, rect.top(), round(x) + 0.5, rect.bottom()))


def box_of(bar: Bar, rect: QRect, months: Months) -> QRectF | None:
    """Where a bar is painted in its row; None where none of it is in the months shown."""
    reach = months.clipped(bar.start, bar.end)
    if reach is None:
        return None
    left, right = reach
    top = rect.top() + (rect.height() - HIGH) / 2
    return QRectF(round(left) + 0.5, round(top) + 0.5, max(_LEAST, round(right - left) - 1), HIGH - 1)


def paint_bar(
    painter: QPainter,
    rect: QRect,
    line: Line,
    bar: Bar,
    months: Months,
    colors: Tokens,
) -> None:
    """A bar: what is done is filled; what is late has the edge of alert; an end that is that of the bursts is dashed."""
    box = box_of(bar, rect, months)
    if box is None:
        _beyond(painter, rect, line, bar, months, colors)
        return
    edge = colors["alert" if line.late else "ink"]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(box, QColor(colors["box"]))
    if bar.done:
        done = min(done_at(bar, months), box.right()) - box.left()
        painter.fillRect(QRectF(box.left(), box.top(), max(0.0, done), box.height()), QColor(colors["ink"]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(QColor(edge), 1.5 if line.late else 1.0)
    if ends_with_bursts(line.row):
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawRect(box)
    if months.span(bar.start, bar.end)[1] > months.left + months.wide + 1:
        _goes_on(painter, box, colors, edge)


def paint_day(
    painter: QPainter, rect: QRect, line: Line, day: date, months: Months, colors: Tokens, *, own: bool
) -> None:
    """A row of which only the last day is known: a diamond, hollow where the day is that of the bursts."""
    box = box_of_day(day, rect, months)
    if box is None:
        _beyond(painter, rect, line, Bar(day, day), months, colors)
        return
    edge, middle = QColor(colors["alert" if line.late else "ink"]), box.center()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1.5))
    painter.setBrush(edge if own else QColor(colors["panel"]))
    x, y = middle.x(), middle.y()
    painter.drawPolygon(
        QPolygonF(
            [QPointF(x, box.top()), QPointF(box.right(), y), QPointF(x, box.bottom()), QPointF(box.left(), y)]
        )
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def box_of_day(day: date, rect: QRect, months: Months) -> QRectF | None:
    """Where the diamond of a day is painted in its row; None where the day is not in the months shown."""
    if months.clipped(day, day) is None:
        return None
    left, right = months.span(day, day)
    return QRectF(
        (left + right) / 2 - _DIAMOND, rect.center().y() + 0.5 - _DIAMOND, 2 * _DIAMOND, 2 * _DIAMOND
    )


def paint_sign(
    painter: QPainter, rect: QRect, line: Line, box: QRectF, colors: Tokens, ground: str, today: float
) -> None:
    """How late a row is, or that it is at risk, beside its bar and over the arrows.

    `ground` is the colour of the row, `today` where the line of today is: words stand clear of it.
    """
    if line.late:
        _beside(painter, box, rect, f"▲ {line.late}", colors["alert"], ground, today)
    elif line.row.risks:
        _beside(painter, box, rect, _risk(line), colors["wait"], ground, today)


def _risk(line: Line) -> str:
    """The sign of a row at risk: the cross where its last review gave it one."""
    return "×" if line.row.mark is not None and line.row.mark.mark == "bad" else "△"


def _goes_on(painter: QPainter, box: QRectF, colors: Tokens, edge: str) -> None:
    """A head at the end of a bar that reaches beyond the months."""
    x, y = box.right(), box.center().y()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(edge), 1.5))
    painter.setBrush(QColor(colors["panel"]))
    painter.drawPolygon(
        QPolygonF([QPointF(x, y), QPointF(x - 9, y - HIGH / 2), QPointF(x - 9, y + HIGH / 2)])
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _beyond(painter: QPainter, rect: QRect, line: Line, bar: Bar, months: Months, colors: Tokens) -> None:
    """A bar that lies outside the months shown: where it would be, an arrow and its day, with the sign of what is wrong."""
    before = bar.end < months.first
    sign = "▲ " if line.late else f"{_risk(line)} " if line.row.risks else ""
    day = said_day(bar.end if before else bar.start)
    painter.setFont(window_font("medium", 11))
    painter.setPen(QColor(colors["alert" if line.late else "wait" if sign else "text2"]))
    side = Qt.AlignmentFlag.AlignLeft if before else Qt.AlignmentFlag.AlignRight
    words = f"← {sign}{day}" if before else f"{sign}{day} →"
    painter.drawText(rect.adjusted(6, 0, -6, 0), side | Qt.AlignmentFlag.AlignVCenter, words)


def _beside(
    painter: QPainter, box: QRectF, rect: QRect, words: str, ink: str, ground: str, today: float
) -> None:
    """Words behind a bar; where there is no room, before it, and in a bar that leaves none on either side, at its end."""
    painter.setFont(window_font("medium", 11))
    wide = measure(words, 11, "medium") + 6
    left = box.right() + _BEHIND
    if left - 2 < today < left + wide:
        left = today + _GAP - 1
    if left + wide > rect.right():
        left = box.left() - _GAP - wide
    inside = left < rect.left()
    if inside:
        left = max(rect.left(), min(box.right(), rect.right()) - _HEAD - wide)
    room = QRectF(left, rect.top() + 5, wide, rect.height() - 10)
    cleared = room.intersected(box.adjusted(2, 2, -2, -2)) if inside else room
    painter.fillRect(cleared, QColor(ground))
    painter.setPen(QColor(ink))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


def paint_handles(painter: QPainter, rect: QRect, bar: Bar, months: Months, colors: Tokens) -> None:
    """What can be taken hold of: both ends, and below the bar the end of what is done."""
    box = box_of(bar, rect, months)
    if box is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors["accent"]), 1.5))
    painter.setBrush(QColor(colors["panel"]))
    for x in (box.left(), box.right()):
        painter.drawRect(QRectF(x - 2, box.center().y() - 4, 4, 8))
    x, y = done_at(bar, months), box.bottom()
    painter.drawPolygon(QPolygonF([QPointF(x, y - 1), QPointF(x + 4, y + 5), QPointF(x - 4, y + 5)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def paint_today(painter: QPainter, x: float, top: float, bottom: float, colors: Tokens) -> None:
    """One line through all rows, on a lighter one, so that it shows on what is filled."""
    painter.setPen(QPen(QColor(colors["panel"]), 4))
    painter.drawLine(QLineF(x, top, x, bottom))
    painter.setPen(QPen(QColor(colors["accent"]), 2))
    painter.drawLine(QLineF(x, top, x, bottom))


def paint_today_beyond(
    painter: QPainter, rect: QRect, months: Months, today: date | None, colors: Tokens
) -> QRect:
    """In the head, to which side today lies where it is not in the months shown; where that stands.

    An arrow alone where the words would cover the name of a month.
    """
    if today is None or months.clipped(today, today) is not None:
        return QRect()
    early = today < months.first
    words = _("← today") if early else _("today →")
    wide = round(measure(words, 11, "bold")) + 8
    if wide > (months.pitch * min(_step(months), months.count) - _NAME) / 2:
        words = "←" if early else "→"
        wide = round(measure(words, 11, "bold")) + 2
    room = QRect(rect.left() if early else rect.right() - wide, rect.top() + 1, wide, rect.height() - 2)
    painter.setFont(window_font("bold", 11))
    painter.setPen(QColor(colors["accent"]))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
    return room


def paint_months(painter: QPainter, rect: QRect, months: Months, colors: Tokens, taken: QRect) -> None:
    """The names over the months; as many as there is room for beside what is `taken`."""
    painter.setFont(window_font("medium", 12))
    painter.setPen(QColor(colors["text2"]))
    for words, left, wide in named_months(months, (taken.left(), taken.right() + 1)):
        room = QRectF(left, rect.top(), wide, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


def named_months(months: Months, taken: tuple[float, float]) -> list[tuple[str, float, float]]:
    """What stands over the months, from where, and how wide its room is, clear of what is `taken`.

    January and the first carry the year; where there is no January and no room, the first has the room of the second, too.
    """
    step, found = _step(months), list[tuple[str, float, float]]()
    starts = [(day, x) for at, (day, x) in enumerate(months.starts()) if not (at and (day.month - 1) % step)]
    ends = [x for _day, x in starts[1:]] + [months.left + months.wide]
    alone = all(day.month > 1 for day, _x in starts)
    borrowed = False
    for at, ((day, x), end) in enumerate(zip(starts, ends, strict=True)):
        if borrowed and at == 1:
            continue
        x, end = _clear_of(x, end, taken)
        words = MONTHS[day.month - 1]
        if at == 0 or day.month == 1:
            long = f"{words} {day.year}" if step < 12 else str(day.year)
            needed = measure(long, 12, "medium") + 4
            borrowed = at == 0 and alone and len(ends) > 1 and end - x < needed <= ends[1] - x
            if borrowed:
                end = ends[1]
            if needed <= end - x:
                words = long
            elif day.month == 1:  # the year stands for its first month
                words = str(day.year)
        if measure(words, 12, "medium") <= end - x + 2:  # the last ones may have no room
            found.append((words, x, end - x))
    return found


def _clear_of(left: float, right: float, taken: tuple[float, float]) -> tuple[float, float]:
    """What is left of a room beside what is taken at one of its ends."""
    if taken[1] <= left or right <= taken[0]:
        return left, right
    return (taken[1], right) if taken[0] <= left else (left, taken[0])


def _step(months: Months) -> int:
    """Every how many months one has a name."""
    return 1 if months.pitch >= _WIDE_NAME else 3 if months.pitch * 3 >= _WIDE_NAME else 12
