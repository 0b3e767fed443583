"""Findings on paper, for who wants them there: pins on the printed map, and a page that says what the numbers mean."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Drawing, FontName, Op, Part, Path, Pen
from vsm_desktop.drawing.paper import paper_size
from vsm_desktop.drawing.pins import RADIUS, Pin, Placed, pin_marks, pin_ops, placed_pins
from vsm_desktop.drawing.shapes import polyline
from vsm_desktop.drawing.text import line, wrap
from vsm_desktop.drawing.theme import Tokens, tokens
from vsm_desktop.export.said import said_of
from vsm_desktop.insight.findings.finding import Finding
from vsm_desktop.insight.findings.rules import findings

_PAPER = "A4"
_EDGE, _COLUMN, _SIZE, _LEAD, _BETWEEN = 48.0, 26.0, 10.0, 14.0, 12.0
_TITLE, _FIRST = 16.0, 92.0
_MOST_LINES = 6
_FONTS: tuple[FontName, FontName] = ("body", "bold")


def pinned(frame: Frame) -> Frame:
    """The frame with a pin at the place of each finding; none where nothing is found."""
    pins = [
        Pin(number, one.places, one.alert)
        for number, one in enumerate(findings(frame.stream, frame.state_id), start=1)
    ]
    ops = pin_marks(frame, placed_pins(frame, pins, 1.0), 1.0)
    if not ops:
        return frame
    parts = (*frame.drawing.parts, Part("@pins", 0.0, 0.0, ops))
    return replace(frame, drawing=replace(frame.drawing, parts=parts))


def list_of(frame: Frame) -> tuple[Drawing, ...]:
    """The findings in words, with the numbers of their pins, on as many pages as they need; none for nothing found."""
    found = findings(frame.stream, frame.state_id)
    if not found:
        return ()
    colors, (width, height) = tokens(frame.theme), paper_size(_PAPER, True)
    pages: list[list[Op]] = []
    y = height
    for number, one in enumerate(found, start=1):
        rows = _rows(one, width - 2 * _EDGE - _COLUMN)
        tall = len(rows) * _LEAD + _BETWEEN
        if y + tall > height - _EDGE:
            pages.append([*_head(frame, width, colors)])
            y = _FIRST
        pages[-1] += _entry(number, one, rows, y, colors)
        y += tall
    return tuple(_page(ops, colors, width, height) for ops in pages)


def _rows(one: Finding, width: float) -> list[tuple[str, bool, bool]]:
    """The lines of a finding: in words, whether bold, and whether quiet."""
    return [
        *((row, True, False) for row in wrap(one.statement, width, _SIZE, "bold", most=_MOST_LINES)),
        *((row, False, True) for row in wrap(one.facts, width, _SIZE, most=_MOST_LINES)),
        *((row, False, False) for row in wrap(one.question, width, _SIZE, most=_MOST_LINES)),
    ]


def _head(frame: Frame, width: float, colors: Tokens) -> Sequence[Op]:
    """The title of a page: what it lists, and of which map."""
    said = said_of(frame).title
    rule = polyline(((_EDGE, _FIRST - 22), (width - _EDGE, _FIRST - 22)))
    return (
        *line(_EDGE, _EDGE + 6, _("Findings"), _TITLE, colors["ink"], "bold"),
        *line(width - _EDGE, _EDGE + 6, said, _SIZE, colors["ink2"], "body", "end"),
        Path(rule, Pen(colors["rule"], 0.75)),
    )


def _entry(
    number: int, one: Finding, rows: Sequence[tuple[str, bool, bool]], y: float, colors: Tokens
) -> Sequence[Op]:
    """One finding with its number."""
    pin = Placed(Pin(number, one.places, one.alert), _EDGE + RADIUS, y - 0.36 * _SIZE)
    ops: list[Op] = [*pin_ops(pin, colors)]
    for at, (words, bold, quiet) in enumerate(rows):
        color, font = colors["ink2" if quiet else "ink"], _FONTS[bold]
        ops += line(_EDGE + _COLUMN, y + at * _LEAD, words, _SIZE, color, font)
    return ops


def _page(ops: Sequence[Op], colors: Tokens, width: float, height: float) -> Drawing:
    part = Part("@findings", 0.0, 0.0, tuple(ops))
    return Drawing((part,), (0.0, 0.0, width, height), colors["page"], _PAPER, portrait=True)
