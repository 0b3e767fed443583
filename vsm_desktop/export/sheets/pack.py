"""The finished workbook file: the cells in the frames openpyxl made, no clock, the same map the same bytes."""

from __future__ import annotations

import re
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from vsm_desktop.export.sheets.cells import Cells, Written, letters

_DATA = re.compile(r"<sheetData ?/>|<sheetData>.*?</sheetData>", re.DOTALL)
_SIZE = re.compile(r'<dimension ref="[^"]*" ?/>')
_CLOCK = re.compile(r"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_PROGRAM = re.compile(r"<Application>[^<]*</Application><AppVersion>[^<]*</AppVersion>")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def packed(data: bytes, cells: Written, program: str, *, with_values: bool = True) -> bytes:
    """The workbook with its cells, and nothing that depends on when it was written."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            content = old.read(name)
            if name in cells:
                content = _filled(content, cells[name], with_values=with_values)
            new.writestr(entry, _finished(name, content, program))
    return buffer.getvalue()


def _filled(frame: bytes, cells: Cells, *, with_values: bool) -> bytes:
    row, column = cells.last
    size = f'<dimension ref="A1:{letters(column)}{row}"/>'
    data = cells.xml(with_values=with_values)
    text = _SIZE.sub(lambda _match: size, frame.decode("utf-8"), count=1)
    return _DATA.sub(lambda _match: data, text, count=1).encode("utf-8")


def _finished(name: str, content: bytes, program: str) -> bytes:
    if name == "docProps/core.xml":
        return _CLOCK.sub("", content.decode("utf-8")).encode("utf-8")
    if name == "docProps/app.xml":
        text = f"<Application>{escape(program)}</Application>"
        return _PROGRAM.sub(lambda _match: text, content.decode("utf-8")).encode("utf-8")
    return content
