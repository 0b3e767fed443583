"""Further rungs of the ladder: which numbers can stand under it."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.model.names import FIELD, USUAL, Names
from vsm_desktop.model.own import OwnFields
from vsm_desktop.model.units import Dimension

BUILT_IN: dict[str, tuple[str, tuple[str, ...], Dimension]] = {
    "distance": (_("Distance"), ("transport",), "distance"),
    "operators": (_("Operators"), ("process",), "count"),
}
"""The built-in ones: what they are called, where they are entered, what they are measured in."""


def numbers_of(fields: OwnFields) -> OwnFields:
    """The numbers and formulas a user added."""
    return tuple(one for one in fields if one.content in ("number", "formula"))


def choices(fields: OwnFields, names: Names = USUAL) -> tuple[tuple[str, str], ...]:
    """Every number that can be a rung of a map with these names, by key, with its title."""
    built_in = ((key, names.given(FIELD + key) or title) for key, (title, *_rest) in BUILT_IN.items())
    return (*built_in, *((one.key, one.label) for one in numbers_of(fields)))
