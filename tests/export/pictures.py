"""Drawings for the players' tests: every kind of op, every font, many scripts."""

from __future__ import annotations

from itertools import count

from msgspec.structs import replace

from vsm_desktop.drawing.ops import Drawing, Op, Part, Path, Pen, Text
from vsm_desktop.drawing.text import line, turned_line

INK, INFO, WAIT, WORK, ALERT = "#18202C", "#2A5A9E", "#9A4B06", "#0A695E", "#B3261E"
LETTER = (0.0, 0.0, 792.0, 612.0)

SCRIPTS = {
    "Polish": "Łączenie ścięgien, źródło gęś",
    "German": "Größe, Übergänge, Straße",
    "Greek": "Ροή αξίας, χρόνος παράδοσης",
    "Cyrillic": "Поток создания ценности, Щётка",
    "Chinese": "价值流图 组装工序",
    "Japanese": "価値の流れ 組み立て カンバン",
    "Korean": "가치 흐름 지도 조립",
    "Signs": "− – … × ± ≤ ≥ µ Ω € ▲ ✓ →",
    "Kerning": "AVAToTyWe fi fl ffi -> 1.111 0,000",
}


def rectangle(x: float, y: float, width: float, height: float) -> tuple:
    return (
        ("M", x, y),
        ("L", x + width, y),
        ("L", x + width, y + height),
        ("L", x, y + height),
        ("Z",),
    )


def circle(x: float, y: float, r: float) -> tuple:
    k = 0.5523 * r
    return (
        ("M", x + r, y),
        ("C", x + r, y + k, x + k, y + r, x, y + r),
        ("C", x - k, y + r, x - r, y + k, x - r, y),
        ("C", x - r, y - k, x - k, y - r, x, y - r),
        ("C", x + k, y - r, x + r, y - k, x + r, y),
        ("Z",),
    )


def drawing_of(*ops: Op, sheet: tuple = LETTER, paper: str = "Letter", page: str = "#FFFFFF") -> Drawing:
    """The smallest drawing that shows these ops."""
    return Drawing((Part("part", 0.0, 0.0, ops),), sheet, page, paper)


def gallery() -> Drawing:
    """Every kind of op on one Letter sheet in map units of one point."""
    ids = count(1)

    def part(x: float, y: float, *ops: Op) -> Part:
        return Part(f"part{next(ids)}", x, y, ops)

    return Drawing(
        (
            part(40, 40, *_process()),
            part(190, 40, *_shapes()),
            part(40, 200, *_lines()),
            part(420, 40, *_scripts()),
            part(40, 400, *_sizes()),
            part(420, 400, *_pinned()),
            part(690, 540, *_turned()),
        ),
        LETTER,
        "#FFFFFF",
        "Letter",
    )


def _turned() -> tuple[Op, ...]:
    """Upright, slanted and pinned at once, in two faces."""
    pinned = replace(line(0, 0, "pinned", 11, INK)[0], x=40.0, y=40.0, width=60.0, turn=45.0)
    return (
        *turned_line(0, 0, "61.9 s Größe", 11, INK, -90, "bold"),
        *turned_line(60, 0, "Spot weld 组装", 11, INK, -45, anchor="end"),
        pinned,
    )


def _process() -> tuple[Op, ...]:
    rows = (("C/T", "39", "s"), ("C/O", "10", "min"), ("Uptime", "100", "%"))
    ops: list[Op] = [
        Path(rectangle(0, 0, 108, 72), None, "#FFFFFF"),
        Path(rectangle(0, 0, 108, 24), None, "#EEF1F5"),
        Path(rectangle(0, 0, 108, 72), Pen(INK)),
        Path(rectangle(0, 72, 108, 54), Pen(INK), "#FFFFFF"),
        *line(54, 16, "Spot weld 1", 11.5, INK, "bold", "middle"),
    ]
    for row, (label, value, unit) in enumerate(rows):
        y = 85 + 18 * row
        ops += line(6, y, label, 10.5, "#4A5566")
        ops += line(70, y, value, 10.5, INK, "bold", "end")
        ops += line(75, y, unit, 10.5, INK)
        ops.append(Path((("M", 0, y + 5), ("L", 108, y + 5)), Pen("#B9C1CC", 0.75, cap="butt")))
    return tuple(ops)


def _shapes() -> tuple[Op, ...]:
    star = [(30 + r * x, 100 + r * y) for r, x, y in _rays()]
    ring = (*circle(150, 95, 26), *reversed_circle(150, 95, 14))
    return (
        Path((("M", 30, 0), ("L", 51, 37), ("L", 9, 37), ("Z",)), Pen(WAIT), "#FCEBD6"),
        Path(circle(100, 20, 20), Pen(INFO, 1.25), "#E6EDFC"),
        Path(
            (("M", 150, 40), ("C", 150, 0, 180, 0, 180, 40), ("C", 180, 60, 200, 60, 200, 30)),
            Pen(INFO, 1.25),
        ),
        Path((("M", *star[0]), *(("L", *point) for point in star[1:]), ("Z",)), Pen(INK), "#FFD23F"),
        Path((*rectangle(70, 80, 30, 30), *rectangle(85, 90, 30, 30)), Pen(INK, 0.75), "#D3EEE8"),
        Path(ring, Pen(INK, 0.75), "#FBE6E4"),
    )


def reversed_circle(x: float, y: float, r: float) -> tuple:
    k = 0.5523 * r
    return (
        ("M", x + r, y),
        ("C", x + r, y - k, x + k, y - r, x, y - r),
        ("C", x - k, y - r, x - r, y - k, x - r, y),
        ("C", x - r, y + k, x - k, y + r, x, y + r),
        ("C", x + k, y + r, x + r, y + k, x + r, y),
        ("Z",),
    )


def _rays() -> list[tuple[float, float, float]]:
    from math import cos, pi, sin

    return [(28 if i % 2 else 14, cos(i * pi / 8), sin(i * pi / 8)) for i in range(16)]


def _lines() -> tuple[Op, ...]:
    ops: list[Op] = []
    pens = (
        Pen(INK, 0.5),
        Pen(INK, 1.5),
        Pen(INFO, 1.25, (5, 3.5)),
        Pen(INFO, 1.25, (5, 3.5), "butt"),
        Pen(WORK, 1.5, (6, 4), "butt"),
        Pen(ALERT, 3, (9,), "butt"),
        Pen(WORK, 3, (1, 6)),
        Pen(WAIT, 2.25, cap="butt"),
        Pen(INK, 8),
        Pen(INK, 8, cap="butt"),
    )
    for row, pen in enumerate(pens):
        y = row * 14.0
        ops.append(Path((("M", 0, y), ("L", 130, y)), pen))
        ops.append(Path((("M", 160, y + 8), ("L", 200, y - 4), ("L", 240, y + 8), ("L", 330, y + 3)), pen))
    return tuple(ops)


def _scripts() -> tuple[Op, ...]:
    return tuple(
        op
        for row, (name, text) in enumerate(SCRIPTS.items())
        for op in (*line(0, 12 + row * 30, name, 10, INFO), *line(60, 12 + row * 30, text, 16, INK))
    )


def _sizes() -> tuple[Op, ...]:
    ops: list[Op] = []
    for row, size in enumerate((6, 8.5, 10.5, 11.5, 16, 24, 36)):
        y = row * 20.0 + row * row * 1.5
        ops += line(0, y, f"{size:g} Lead time", size, INK)
        ops += line(215, y, f"{size:g} 23.6 d", size, WORK, "bold" if row % 2 else "medium")
    return tuple(ops)


def _pinned() -> tuple[Op, ...]:
    """Widths that are not the font's own: every player must give way."""
    return (
        Text(0, 0, "Pinned narrow", 60, 14, INK),
        Text(0, 30, "Pinned wide", 160, 14, INK, "bold"),
        Text(0, 60, "价值流", 90, 14, INK, "cjk"),
        Path((("M", 60, -12), ("L", 60, 4)), Pen(ALERT, 0.75)),
        Path((("M", 160, 18), ("L", 160, 34)), Pen(ALERT, 0.75)),
        Path((("M", 90, 48), ("L", 90, 64)), Pen(ALERT, 0.75)),
    )
