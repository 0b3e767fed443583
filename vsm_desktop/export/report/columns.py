"""How wide the columns of a table are: what is short takes what it needs, what is long wraps into as few lines as it can."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from vsm_desktop.drawing.ops import FontName
from vsm_desktop.drawing.text import measure

AIR = 8.0  # points between two columns
_STEP, _STEPS = 6.0, 60
_LEAST = 0.3  # of the width: no word asks for more
_KEPT = 0.75  # of its usual width no column gives up more


class Field(Struct, frozen=True):
    """A column of a table: its head, its usual share of the width, and how it is set."""

    head: str
    share: float
    right: bool = False
    bold: bool = False


def widths_of(
    fields: Sequence[Field], rows: Sequence[Sequence[str]], whole: float, body: float, small: float
) -> tuple[float, ...]:
    """The widths of the columns, which fill the whole; texts are set in `body`, heads in `small`."""
    cells = [
        [
            [measure(words, body, _font(field)) for words in cell.splitlines()]
            for cell, field in zip(row, fields, strict=True)
        ]
        for row in rows
    ]
    wished = [_wished(field, [row[at] for row in cells], whole, small) for at, field in enumerate(fields)]
    if sum(wished) <= whole:
        spare, shares = whole - sum(wished), sum(field.share for field in fields)
        return tuple(one + spare * field.share / shares for one, field in zip(wished, fields, strict=True))
    long = set(range(len(fields)))
    while True:
        left = whole - sum(one for at, one in enumerate(wished) if at not in long)
        shares = sum(fields[at].share for at in long)
        fits = {at for at in long if wished[at] <= left * fields[at].share / shares}
        if not fits:
            break
        long -= fits
    widths = [left * field.share / shares if at in long else wished[at] for at, field in enumerate(fields)]
    least = {
        at: max(_least(fields[at], [row[at] for row in rows], whole, body, small), widths[at] * _KEPT)
        for at in long
    }
    return _even(widths, cells, least)


def _even(
    widths: list[float], cells: Sequence[Sequence[Sequence[float]]], least: dict[int, float]
) -> tuple[float, ...]:
    """Widths such that rows become lower: some of the column that makes rows high the least goes to the one that does it most."""
    for _step in range(_STEPS):
        gain = dict.fromkeys(least, 0.0)
        for row in cells:
            lines = {
                at: sum(max(1.0, wide / (widths[at] - AIR)) for wide in row[at]) / (widths[at] - AIR)
                for at in least
            }
            high = {at: one * (widths[at] - AIR) for at, one in lines.items()}
            worst = max(high, key=lambda at: high[at], default=None)
            if worst is not None:
                gain[worst] += lines[worst]
        to = max(gain, key=lambda at: gain[at])
        givers = [at for at in least if at != to and widths[at] - _STEP >= least[at]]
        if not givers:
            break
        giver = min(givers, key=lambda at: gain[at])
        if gain[giver] >= gain[to]:
            break
        widths[to] += _STEP
        widths[giver] -= _STEP
    return tuple(widths)


def _wished(field: Field, cells: Sequence[Sequence[float]], whole: float, small: float) -> float:
    """What a column needs so that nothing in it wraps; an empty one parts two others and keeps its share."""
    widest = max((wide for cell in cells for wide in cell), default=0.0)
    if not field.head and not widest:
        return field.share * whole
    return max(widest, measure(field.head, small, "medium")) + AIR + 1.0


def _least(field: Field, cells: Sequence[str], whole: float, body: float, small: float) -> float:
    """What the longest word of a column needs."""
    words = {word for cell in cells for word in cell.split()}
    widest = max((measure(word, body, _font(field)) for word in words), default=0.0)
    widest = max(widest, measure(field.head, small, "medium"))
    return min(widest + AIR + 1.0, whole * _LEAST)


def _font(field: Field) -> FontName:
    return "bold" if field.bold else "body"
