"""The bundled fonts: the one table from the font names of the ops to files, families and weights."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from vsm_desktop.assets import asset
from vsm_desktop.drawing.ops import FontName


class Font(NamedTuple):
    """One font file; `family` and `weight` are how style sheets and screens ask for it."""

    file: str
    family: str
    weight: int

    def data(self) -> bytes:
        """The bytes of the file."""
        return asset("resources/fonts", self.file).read_bytes()


FONTS: Mapping[FontName, Font] = MappingProxyType(
    {
        "body": Font("VSMSans-Regular.ttf", "VSM Sans", 400),
        "medium": Font("VSMSans-Medium.ttf", "VSM Sans", 500),
        "bold": Font("VSMSans-SemiBold.ttf", "VSM Sans", 600),
        "cjk": Font("VSMSansCJK-Regular.ttf", "VSM Sans CJK", 400),
    }
)
