"""What the styles of a workbook make of numbers: percent, a unit, a clock, a date."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from vsm_desktop.intake.readers.formats import format_of
from vsm_desktop.intake.readers.xml import Scan

CODES = {
    9: "0%", 10: "0.00%", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
    **dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((32, 34, 55), "h:mm"), **dict.fromkeys((33, 35, 56), "h:mm:ss"),
}  # fmt: skip
"""Formats that have numbers instead of codes, ECMA-376 part 1, 18.8.30; 27 to 58 are those of Chinese and Japanese."""
_LITERAL = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
_DATE = re.compile(r"(?<![_\\])[dmhysDMHYS]")
_ELAPSED = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)


class Shape(Struct, frozen=True, gc=False):
    """How a number is shown: as `number`, `percent`, `moment` (a date or a time of day) or `elapsed` time."""

    kind: str = "number"
    unit: str = ""
    clock: str = ""


PLAIN = Shape()


def shape_of(code: str) -> Shape:
    """The shape of a number format."""
    format_ = format_of(code)
    first = code[:200].split(";")[0]
    if _DATE.search(_LITERAL.sub("", first)):
        return Shape("elapsed" if _ELAPSED.search(first) else "moment", clock=format_.clock)
    return Shape("percent" if format_.percent else "number", format_.unit)


class Styles(Scan):
    """The shapes by the number of the style, as cells name it."""

    def __init__(self) -> None:
        super().__init__()
        self.shapes: list[Shape] = []
        self._codes = dict(CODES)
        self._within = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            self._within = name
        elif name == "numFmt" and self._within != "dxfs":
            self._codes[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif name == "xf" and self._within == "cellXfs":
            code = self._codes.get(int(attributes.get("numFmtId", 0)), "")
            self.shapes.append(shape_of(code) if code else PLAIN)

    def end(self, name: str) -> None:
        if name == self._within:
            self._within = ""
