"""Blocks of cells as the clipboard carries them: text with tabs, and tables of HTML, both ways.

Spreadsheets put both there. The text says what one sees; a table of the same shape may also say the exact number
behind it (LibreOffice in `sdval`, Excel in `x:num`), which is needed where 1.200 can be read in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

Block = list[list[str]]
MOST_ROWS, MOST_COLUMNS, MOST_SPAN = 20_000, 500, 200
_LIKE_THOUSANDS = re.compile(r"^-?[1-9]\d{0,2}\.\d{3}$")
_SHOWN_NUMBER = re.compile(r"^[-+−]?\d[\d.,'’\s]*$")


def block_of(text: str, html: str = "") -> Block:
    """The cells on the clipboard; none if there is nothing to paste."""
    text, html = _whole(text), _whole(html)
    table, exact = _read_html(html)
    if not text:
        return table
    block = read_text(text)
    if _shape(block) == _shape(table):
        for cells, numbers in zip(block, exact, strict=True):
            for i, number in enumerate(numbers):
                if number and _SHOWN_NUMBER.match(cells[i].strip()):
                    cells[i] = number
    return block


def _whole(text: str) -> str:
    """The text without halves of letters, which could be kept nowhere."""
    return text.encode("utf-8", "replace").decode("utf-8")


def read_text(text: str) -> Block:
    """Cells parted by tabs and line ends; a cell in quotes may hold either, and a quote twice."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if '"' not in text:
        return _squared([line.split("\t") for line in text.removesuffix("\n").split("\n")])
    rows: Block = [[]]
    at, end = 0, len(text.removesuffix("\n"))
    while True:
        cell, at = _cell(text, at, end)
        rows[-1].append(cell)
        if at >= end:
            return _squared(rows)
        if text[at] == "\n":
            rows.append([])
        at += 1


_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|$)')
_BARE = re.compile(r"[^\t\n]*")


def _cell(text: str, at: int, end: int) -> tuple[str, int]:
    """One cell from a place on; a quote that is not closed at the end of a cell is a quote like any other."""
    found = _QUOTED.match(text, at, end)
    if found:
        return found[1].replace('""', '"'), found.end()
    bare = _BARE.match(text, at, end)
    return (bare[0], bare.end()) if bare else ("", at)


def write_text(block: Sequence[Sequence[str]]) -> str:
    """A block as spreadsheets read it."""
    return "\n".join("\t".join(map(_quoted, row)) for row in block) + "\n"


def _quoted(cell: str) -> str:
    if any(mark in cell for mark in '\t\n\r"'):
        doubled = cell.replace('"', '""')
        return f'"{doubled}"'
    return cell


def write_html(block: Sequence[Sequence[str]]) -> str:
    """A block as a table, for word processors, mails and spreadsheets; no text becomes a formula there."""
    rows = "".join("<tr>" + "".join(map(_as_cell, row)) + "</tr>" for row in block)
    return f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'


def _as_cell(cell: str) -> str:
    text = escape(cell).replace("\n", "<br>")
    if cell.startswith(("=", "+", "-", "@")) and not _SHOWN_NUMBER.match(cell):
        return f"<td style='mso-number-format:\"\\@\"'>{text}</td>"
    return f"<td>{text}</td>"


class _Table(HTMLParser):
    """Reads the first table of a page; whoever spans several cells stands in the first of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: Block = []
        self.exact: Block = []
        self._depth = 0
        self._done = False
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._hanging: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._done:
            return
        if tag == "table":
            self._depth += 1
        elif not self._depth or self._depth > 1:
            return
        elif tag == "tr":
            self._end_cell()
            self.rows.append([])
            self.exact.append([])
            self._fill()
        elif tag in ("td", "th") and self.rows:
            self._end_cell()
            self._cell = []
            self._span = (_number(given.get("colspan")), _number(given.get("rowspan")))
            self.exact[-1].append(_plain(given.get("sdval") or given.get("x:num") or ""))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()
        elif tag == "table" and self._depth:
            self._end_cell()
            self._depth -= 1
            self._done = not self._depth

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._done:
            self._cell.append(re.sub(r"[ \t\r\n]+", " ", data))

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        row, at = self.rows[-1], len(self.rows[-1])
        across, down = self._span
        row.append("\n".join(line.strip() for line in "".join(self._cell).split("\n")).strip("\n"))
        row += [""] * (across - 1)
        self.exact[-1] += [""] * (across - 1)
        if down > 1:
            self._hanging.update(dict.fromkeys(range(at, at + across), down - 1))
        self._cell = None
        self._fill()

    def _fill(self) -> None:
        """Leave the cells empty into which one from above reaches down."""
        while self._hanging.get(len(self.rows[-1]), 0):
            self._hanging[len(self.rows[-1])] -= 1
            self.rows[-1].append("")
            self.exact[-1].append("")


def _read_html(html: str) -> tuple[Block, Block]:
    if "<table" not in html.lower():
        return [], []
    table = _Table()
    table.feed(html)
    table.close()
    return _squared(table.rows), _squared(table.exact)


def _number(text: str | None) -> int:
    return min(max(int(text), 1), MOST_SPAN) if text and text.isascii() and text.isdigit() else 1


def _plain(text: str) -> str:
    """The exact number as one would type it, a fraction never like thousands; nothing where it is none."""
    try:
        number = float(text)
    except ValueError:
        return ""
    plain = f"{number:.0f}" if number.is_integer() and abs(number) < 1e15 else f"{number:.12g}"
    return plain + "0" if _LIKE_THOUSANDS.match(plain) else plain


def _squared(rows: Block) -> Block:
    """Rows of one length, within reason."""
    rows = [row[:MOST_COLUMNS] for row in rows[:MOST_ROWS]]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _shape(block: Block) -> tuple[int, int]:
    return len(block), len(block[0]) if block else 0
