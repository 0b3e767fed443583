"""The styles of an OpenDocument: what they write behind numbers, what clocks show, which sheets they hide."""

from __future__ import annotations

from collections.abc import Mapping

from vsm_desktop.intake.readers.styles import PLAIN, Shape, shape_of
from vsm_desktop.intake.readers.xml import MOST_PARTS, Scan

_ROOT = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT = (f"{_ROOT}{name}:1.0 " for name in ("table", "office", "text"))
_STYLE, _NUMBER = f"{_ROOT}style:1.0 ", f"{_ROOT}datastyle:1.0 "
_FORMATS = (
    "number-style",
    "percentage-style",
    "currency-style",
    "date-style",
    "time-style",
    "boolean-style",
    "text-style",
)
_PARTS = {"number": "0", "hours": "h", "minutes": "m", "seconds": "s", "year": "y", "month": "m", "day": "d"}


class Looks(Scan):
    """Styles by their names. A reader of cells goes on from here with those of its own part."""

    def __init__(self, most: int = 500_000, known: Looks | None = None) -> None:
        super().__init__(most)
        self._codes: dict[str, str] = dict(known._codes) if known else {}  # noqa: SLF001 - the same styles
        self._styles: dict[str, tuple[str, str]] = dict(known._styles) if known else {}  # noqa: SLF001
        self.hiding: set[str] = set(known.hiding) if known else set()
        self._format, self._code = "", list[str]()
        self._name, self._literal = "", False
        self._shapes: dict[str, Shape] = {}

    def shape(self, style: str) -> Shape:
        """How a number in this style is shown; asked when all styles are known."""
        found = self._shapes.get(style)
        if found is None:
            found = self._shapes[style] = self._found(style)
        return found

    def _found(self, style: str) -> Shape:
        for _step in range(10):
            code, parent = self._styles.get(style, ("", ""))
            if code:
                return shape_of(self._codes.get(code, "")) if code in self._codes else PLAIN
            style = parent
        return PLAIN

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style":
            self._name = attributes.get(f"{_STYLE}name", "")
            parent = attributes.get(f"{_STYLE}parent-style-name", "")
            self._styles[self._name] = (attributes.get(f"{_STYLE}data-style-name", ""), parent)
        elif name == "table-properties" and attributes.get(f"{TABLE}display") == "false":
            self.hiding.add(self._name)
        elif name in _FORMATS:
            self._format, self._code = attributes.get(f"{_STYLE}name", ""), []
            if attributes.get(f"{_NUMBER}truncate-on-overflow") == "false":
                self._code.append("[h]")
        elif self._format and name in _PARTS:
            self._code.append(_PARTS[name])
        elif self._format and name == "text":
            self._literal = True
            self.listen(True)

    def end(self, name: str) -> None:
        if name == "text" and self._literal:
            self._literal = False
            self.listen(False)
        elif self._format and name in _FORMATS:
            self._codes[self._format] = "".join(self._code)
            self._format = ""

    def text(self, text: str) -> None:
        if self._literal and len(self._code) < MOST_PARTS:
            bare = text.replace('"', "").replace(";", "")
            self._code.append("%" if bare.strip() == "%" else f'"{bare}"')
