"""The colour tokens of the themes and the few sizes every symbol is made of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from vsm_desktop.assets import asset

ThemeName = Literal["light", "dark", "light-contrast", "dark-contrast", "print", "mono"]
Tokens = Mapping[str, str]

OUTLINE = 1.5
BOLD = 2.75
ROW_LINE = 0.75
INFO_LINE = 1.25
LADDER_LINE = 2.25
CRITICAL_LINE = 3.25
BRANCH_LINE = 1.25
RISER = 1.0
NAME_SIZE = 11.5
DATA_SIZE = 10.5
TOTAL_SIZE = 16.0
NOTE_SIZE = 10.0


@cache
def _themes() -> dict[str, Tokens]:
    loaded: dict[str, Tokens] = json.loads(asset("resources", "theme.json").read_text(encoding="utf-8"))
    return loaded


def tokens(theme: ThemeName) -> Tokens:
    """The colours of a theme by token name."""
    return _themes()[theme]


THEME_NAMES: tuple[str, ...] = get_args(ThemeName)
