"""Which sheets of a file are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from vsm_desktop.intake.readers.limits import Refusal


class Named(Protocol):
    """Anything with the name of a sheet."""

    @property
    def name(self) -> str:
        """Its name."""
        ...


Thing = TypeVar("Thing", bound=Named)


def chosen(sheets: Sequence[Thing], wanted: str) -> list[Thing]:
    """All sheets, or the one of the wanted name; upper and lower case do not matter. Raises Refusal."""
    if not wanted:
        return list(sheets)
    exact = [sheet for sheet in sheets if sheet.name == wanted]
    close = [sheet for sheet in sheets if sheet.name.strip().casefold() == wanted.strip().casefold()]
    if not (exact or close):
        raise Refusal("no_sheet", wanted=wanted, names=", ".join(sheet.name for sheet in sheets))
    return (exact or close)[:1]
