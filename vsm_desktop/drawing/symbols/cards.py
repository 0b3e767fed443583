"""What travels on a kanban path or stands on a talk: cards, the signal triangle, the sequenced-pull ball, a bubble, a phone."""

from __future__ import annotations

from vsm_desktop.drawing.ops import Op, Path, Pen
from vsm_desktop.drawing.shapes import circle, hatch, outline, rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line
from vsm_desktop.drawing.theme import OUTLINE

_WIDTH, _HEIGHT, _CORNER = 24.0, 28.0, 7.0
REACH: dict[str, tuple[float, float]] = {
    "production": (12.0, 14.0),
    "withdrawal": (12.0, 14.0),
    "signal": (16.0, 14.0),
    "batch": (16.0, 18.0),
    "batch_withdrawal": (16.0, 18.0),
    "sequenced": (12.0, 12.0),
    "verbal": (22.0, 16.0),
    "phone": (19.0, 17.0),
}
"""Half the width and height of each mark."""


def mark_on_path(kind: str, x: float, y: float, look: Look) -> list[Op]:
    """One mark round a point, the line behind it cleared."""
    match kind:
        case "production":
            return _card("P", x, y, look)
        case "withdrawal":
            return _card("W", x, y, look)
        case "batch":
            return _stack("P", x, y, look)
        case "batch_withdrawal":
            return _stack("W", x, y, look)
        case "signal":
            triangle = Path(
                outline("M-16 -13H16L0 15Z", 1.0, x, y), Pen(look["ink"], look.outline), look["box"]
            )
            return [triangle, *line(x, y + 1, "S", 12, look["ink"], "bold", "middle")]
        case "sequenced":
            return [
                Path(circle(x, y, 12), Pen(look["ink"], look.outline), look["box"]),
                Path(circle(x, y, 6.5), fill=look["ink"]),
            ]
        case "phone":
            return _phone(x, y, look)
        case _:
            return _bubble(x, y, look)


def _card(letter: str, x: float, y: float, look: Look) -> list[Op]:
    """A card with a cut corner; that of a withdrawal is hatched."""
    left, top, right, bottom = x - _WIDTH / 2, y - _HEIGHT / 2, x + _WIDTH / 2, y + _HEIGHT / 2
    edge = outline(f"M{left} {top}H{right - _CORNER}L{right} {top + _CORNER}V{bottom}H{left}Z")
    pen = Pen(look["ink"], look.outline)
    ops: list[Op] = [Path(edge, None if letter == "W" else pen, look["box"])]
    if letter == "W":
        lines = hatch(left, top + _CORNER, _WIDTH, _HEIGHT - _CORNER, 4.5)
        ops.append(Path(lines, Pen(look["hatch"], 0.9, cap="butt")))
        ops.append(Path(rectangle(x - 7, y - 6, 14, 13), fill=look["box"]))
        ops.append(Path(edge, pen))
    return ops + (list(line(x, y + 5, letter, 12.5, look["ink"], "bold", "middle")) if letter else [])


def _stack(letter: str, x: float, y: float, look: Look) -> list[Op]:
    return [
        *_card("", x + 4, y - 4, look),
        *_card("", x, y, look),
        *_card(letter, x - 4, y + 4, look),
    ]


def _bubble(x: float, y: float, look: Look) -> list[Op]:
    fine = Pen(look["ink2"], OUTLINE * 0.8)
    return [
        Path(
            outline("M-22 -15H22V8H-3L-11 16V8H-22Z", 1.0, x, y), Pen(look["ink"], look.outline), look["box"]
        ),
        Path(outline("M-14 -7.5H14M-14 -0.5H6", 1.0, x, y), fine),
    ]


def _phone(x: float, y: float, look: Look) -> list[Op]:
    pen = Pen(look["ink"], look.outline)
    return [
        Path(rectangle(x - 22, y - 18, 44, 36), fill=look["page"]),
        Path(outline("M-8 -7L-15 10V16H15V10L8 -7", 1.0, x, y), pen, look["box"]),
        Path(outline("M-18 -11C-18 -18 18 -18 18 -11V-5H9V-9H-9V-5H-18Z", 1.0, x, y), pen, look["box"]),
        Path(circle(x, y + 5, 4.8), pen, look["box"]),
    ]
