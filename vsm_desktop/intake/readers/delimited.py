"""Text with separators (.csv, .tsv, what the clipboard holds): how it is written is found out, and said."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from vsm_desktop.intake.readers.encodings import decoded
from vsm_desktop.intake.readers.limits import MAX_BEYOND, MAX_ROWS, MAX_TEXT, Excess, Refusal
from vsm_desktop.intake.readers.outlet import Outlet, Page, clean

_SEPARATORS = "\t;|,"
"""In the order in which they are believed: a comma is in many texts and numbers."""
_LOOK = 300
_HEAD = 64 * 1024
_LONGEST_CELL = 1024 * 1024
_MOST_LINES = 200
_MOST_CELLS = 8_000_000
_SAID = re.compile(r'^"?sep=(.)"?\s*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,14})")
_POINT = re.compile(r"-?(?:0|[1-9]\d{0,11})\.\d{1,12}")
_EITHER = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_COMMA = re.compile(r"\d,\d|^-?,\d|\d'\d|\d[ \u00a0\u202f]\d")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_BREAKS = re.compile(r"\r\n?")


def read_bytes(data: bytes, name: str, suffix: str, out: Outlet) -> None:
    """Send a file of text as one sheet. Raises Refusal for one that is none."""
    if len(data) > MAX_TEXT:
        raise Excess
    text, encoding = decoded(data)
    if suffix == ".xls" and "\t" not in text[:_HEAD]:
        raise Refusal("text", suffix=suffix)
    read_text(text, name, encoding, out)


def read_text(text: str, name: str, encoding: str, out: Outlet) -> None:
    """Send a text as one sheet. `encoding` is how it was stored; empty where it was not."""
    if len(_CONTROL.findall(text[:_HEAD])) * 10 > len(text[:_HEAD]) or not text.strip():
        raise Refusal("no_text")
    if "\r" in text or "\0" in text:
        text = _BREAKS.sub("\n", text.replace("\0", ""))
    said = _SAID.match(text)
    separator = said.group(1) if said else _separator(text[:_HEAD])
    start = said.end() if said else 0
    if encoding:
        out.word("text" if separator else "text_alone", encoding=encoding, separator=separator)
    page = out.sheet(name)
    rows = _rows(text[start:] if start else text, separator)
    decimals = [_decimals(column) for column in _columns(rows)]
    for number, row in enumerate(rows, start=1):
        if number % 1000 == 0:
            out.share(0.5 + 0.5 * number / len(rows))
        _fill(page, number, row, decimals)
    page.end()


def _fill(page: Page, number: int, row: Sequence[str], decimals: Sequence[bool]) -> None:
    for column, text in enumerate(row, start=1):
        if not (text := clean(text)):
            continue
        if _WHOLE.fullmatch(text) or (decimals[column - 1] and _POINT.fullmatch(text)):
            page.add(number, column, float(text), "number")
        else:
            page.add(number, column, text)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[Iterable[str]]:
    for index in range(max(map(len, rows), default=0)):
        yield (row[index] for row in rows if index < len(row))


def _decimals(column: Iterable[str]) -> bool:
    """Whether a point in a number of this column can only be a decimal point.

    So it is where no number has a comma or a space between digits, and at least one cannot be in thousands.
    """
    sure = False
    for text in column:
        if _COMMA.search(text):
            return False
        text = text.strip()
        sure = sure or (bool(_POINT.fullmatch(text)) and not _EITHER.fullmatch(text))
    return sure


def _rows(text: str, separator: str) -> list[list[str]]:
    """The cells of every line, as far as is read; a quote that is never closed does not swallow the rest."""
    if not separator:
        return [[line] for line in text.split("\n")]
    found = _parsed(text, separator, quoted=True)
    return found if found is not None else _parsed(text, separator, quoted=False) or []


def _parsed(text: str, separator: str, *, quoted: bool) -> list[list[str]] | None:
    """The cells, or None where the quotes make no sense. Raises Excess."""
    if text.count(separator) > _MOST_CELLS:
        raise Excess
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[str]] = []
    begun = last = 0
    lines = csv.reader(
        _lines(text), delimiter=separator, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    )
    try:
        for row in lines:
            if any(cell.count("\n") > _MOST_LINES for cell in row):
                return None
            begun, last = lines.line_num, begun
            if len(rows) > MAX_ROWS + MAX_BEYOND:
                raise Refusal("lines", most=f"{MAX_ROWS:,}")
            if len(rows) < MAX_ROWS or any(row):
                rows.append(row)
    except csv.Error:
        if quoted:
            return None
        raise Excess from None
    return None if quoted and rows and _open(text, last, rows[-1]) else rows


def _open(text: str, line: int, row: Sequence[str]) -> bool:
    """Whether the last row, which begins behind so many lines, has a quote that is never closed."""
    if not any("\n" in cell for cell in row):
        return False
    return "".join(islice(_lines(text), line, None)).count('"') % 2 == 1


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends, one by one, so that breaks within quotes stay."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]


def _separator(head: str) -> str:
    """The sign that cuts the most lines into the same number of cells; nothing for a single column."""
    best, found = 0.0, ""
    for sign in _SEPARATORS:
        if (fit := _fit(head, sign)) > best * 1.05:
            best, found = fit, sign
    return found


def _fit(head: str, sign: str) -> float:
    """How well a sign cuts: the share of lines it cuts at all, and into as many cells as most others."""
    if sign not in head:
        return 0.0
    rows = _rows(head, sign)
    lengths = Counter(len(row) for row in rows[:_LOOK] if any(cell.strip() for cell in row))
    lines = lengths.total()
    cut = {length: count for length, count in lengths.items() if length > 1}
    if not cut:
        return 0.0
    usual = max(cut.values())
    fit = sum(cut.values()) / lines * (0.5 + 0.5 * usual / lines)
    if sign == "," and _between_digits(rows[:_LOOK]):
        fit *= 0.3
    return fit


def _between_digits(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the comma stands in numbers rather than between cells: then nearly all cells on both sides are digits."""
    pairs = [(a, b) for row in rows for a, b in pairwise(row) if a and b]
    inside = sum(1 for a, b in pairs if a[-1].isdigit() and b[0].isdigit())
    other = any(";" in cell or "\t" in cell or "|" in cell for row in rows for cell in row)
    return other and 2 * inside > len(pairs)
