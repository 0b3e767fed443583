"""How the cells of the workbook look: a few looks in the colours of the print, each made once and then shared."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, NamedTuple

from vsm_desktop.drawing.theme import tokens

Look = Literal["plain", "entered", "head", "title", "name", "note", "total"]

GENERAL = "General"
SECONDS = "[=0]0;[<100]#,##0.0;#,##0"
DAYS = "[=0]0;[<1]0.0###;#,##0.0"
WHOLE = "#,##0"
TIMES = "[=1]0;0.0###"
SHARE = "[<0.001]0.0000%;[<0.01]0.00%;0.0%"
_FONT = "Calibri"


class Dress(NamedTuple):
    """Everything that is set of a cell besides its value."""

    look: Look = "plain"
    shape: str = GENERAL
    right: bool = False
    wrap: bool = False
    indent: bool = False
    risky: bool = False


class Wardrobe:
    """The looks of one workbook, numbered as they come."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[Dress, int] = {}

    def number(self, dress: Dress) -> int:
        """The number of a look in the workbook."""
        made = self._made.get(dress)
        if made is None:
            made = self._made[dress] = self._sew(dress)
        return made

    def _sew(self, dress: Dress) -> int:
        from openpyxl.cell.cell import Cell

        cell = Cell(self._book.worksheets[0], 1, 1)  # stands on no sheet
        _sew(cell, dress)
        number: int = cell.style_id
        return number


def ink(token: str) -> str:
    """A colour of the print as workbooks write it: opaque, without the hash."""
    return f"FF{tokens('print')[token][1:]}"


def _sew(cell: Any, dress: Dress) -> None:
    look = dress.look
    cell.font = _font(look)
    if dress.shape != GENERAL:
        cell.number_format = dress.shape
    if dress.risky:
        cell.quotePrefix = True
    if look == "head":
        cell.fill, cell.border = _fill("band"), _rule("bottom", "thin", "rule")
    elif look == "total":
        cell.border = _rule("top", "medium", "ink")
    elif look == "entered":
        cell.fill, cell.border, cell.protection = _fill("accent_t"), _frame("rule"), _open()
    cell.alignment = _alignment(dress)


@cache
def _font(look: Look) -> Any:
    from openpyxl.styles.fonts import Font

    color = ink({"entered": "accent", "note": "ink2"}.get(look, "ink"))
    bold = look in ("head", "name", "total", "title")
    return Font(name=_FONT, size=16 if look == "title" else 11, bold=bold, color=color)


def _alignment(dress: Dress) -> Any:
    from openpyxl.styles.alignment import Alignment

    said = dress.wrap or dress.indent or dress.look in ("head", "note", "name", "title")
    across, room = ("right", 0) if dress.right else ("left" if said else None, int(dress.indent))
    up = "center" if dress.look == "head" else "top"
    return Alignment(across, up, wrap_text=dress.wrap or dress.look == "head", indent=room)


@cache
def _fill(token: str) -> Any:
    from openpyxl.styles.fills import PatternFill

    return PatternFill("solid", start_color=ink(token))


@cache
def _rule(side: str, style: str, token: str) -> Any:
    from openpyxl.styles.borders import Border, Side

    return Border(**{side: Side(style, color=ink(token))})


@cache
def _frame(token: str) -> Any:
    from openpyxl.styles.borders import Border, Side

    side = Side("hair", color=ink(token))
    return Border(side, side, side, side)


@cache
def _open() -> Any:
    """Entered cells stay open where somebody protects the sheet; ids and results do not."""
    from openpyxl.styles.protection import Protection

    return Protection(locked=False)
