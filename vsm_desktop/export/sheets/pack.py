"""The finished workbook file: the values formulas have now beside them, no clock, the same map the same bytes.

openpyxl writes formulas without values, which previews, readers and other programs show as empty. So the values the
report has are put in; programs that calculate do so again when they open the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from vsm_desktop.export.sheets.live import Known

Values = Mapping[str, Mapping[str, Known]]  # sheet file -> cell -> value
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f>(.*?)</f><v ?(?:/>|></v>)</c>')
_CLOCK = re.compile(r"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_PROGRAM = re.compile(r"<Application>[^<]*</Application><AppVersion>[^<]*</AppVersion>")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def packed(data: bytes, values: Values, program: str) -> bytes:
    """The workbook with the present values of its formulas, and nothing that depends on when it was written."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, _finished(name, old.read(name), values, program))
    return buffer.getvalue()


def _finished(name: str, content: bytes, values: Values, program: str) -> bytes:
    if name in values:
        known = values[name]
        text = _FORMULA.sub(lambda match: _with_value(match, known), content.decode("utf-8"))
    elif name == "docProps/core.xml":
        text = _CLOCK.sub("", content.decode("utf-8"))
    elif name == "docProps/app.xml":
        text = _PROGRAM.sub(f"<Application>{escape(program)}</Application>", content.decode("utf-8"))
    else:
        return content
    return text.encode("utf-8")


def _with_value(match: re.Match[str], known: Mapping[str, Known]) -> str:
    place, rest, formula = match.groups()
    value = known.get(place)
    if isinstance(value, str) or value is None:
        return f'<c r="{place}"{rest} t="str"><f>{formula}</f><v>{escape(value or "")}</v></c>'
    return f'<c r="{place}"{rest}><f>{formula}</f><v>{value!r}</v></c>'
