"""What a sheet holds that could not be made a map of, so that a refusal can say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import meaning_of
from vsm_desktop.intake.grid import Cell, Grid, clipped
from vsm_desktop.intake.headers import texts_of
from vsm_desktop.intake.labels import label_of, split
from vsm_desktop.intake.words import Tongues, tongues_of

_ROWS = 300
_NAMED = 6


def found_in(grids: Iterable[Grid]) -> str:
    """The words that were understood in these sheets, with their cells, as a sentence; empty if there are none."""
    cells = [(grid, cell) for grid in grids for cell in _understood(grid)]
    if not cells:
        return ""
    named = ", ".join(f"{clipped(cell.text)} ({grid.name}!{cell.ref})" for grid, cell in cells[:_NAMED])
    more = _(" and more") if len(cells) > _NAMED else ""
    return _("Found: {cells}{more}.").format(cells=named, more=more)


def _understood(grid: Grid) -> Iterator[Cell]:
    rows = [*islice(grid.rows, _ROWS)]
    tongues = tongues_of(texts_of(grid, rows))
    for row in rows:
        for cell in grid.rows[row].values():
            if cell.text and _is_known(cell.text, tongues):
                yield cell


def _is_known(text: str, tongues: Tongues) -> bool:
    meaning = meaning_of(text, tongues)
    valued = meaning and meaning.field and not (meaning.rest or meaning.variant)
    return bool(valued or label_of(text, tongues) or split(text, tongues))
