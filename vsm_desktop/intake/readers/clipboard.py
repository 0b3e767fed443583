"""A table from the clipboard: text as spreadsheets put it there, or any other with separators."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.grid import Grid
from vsm_desktop.intake.readers.delimited import read_text
from vsm_desktop.intake.readers.limits import Refusal
from vsm_desktop.intake.readers.messages import LENGTH, decoder, frame
from vsm_desktop.intake.readers.opening import Grids
from vsm_desktop.intake.readers.outlet import Outlet

LONGEST = 4_000_000
"""Letters of a text that are read; a table of 50,000 rows has fewer."""


def sheets_of_text(text: str, name: str) -> tuple[Grid, ...]:
    """The one sheet that a text is, under this name. Raises SheetError for a text that is none."""
    if len(text) > LONGEST:
        raise SheetError(_("The text is too long for a table. Save it as a .csv file and import that."))
    grids, decode = Grids(), decoder().decode
    try:
        read_text(text, name, "", Outlet(lambda message: grids.take(decode(frame(message)[LENGTH:]))))
    except Refusal:
        raise SheetError(
            _("The clipboard holds no table. Copy the cells in a spreadsheet, with their header.")
        ) from None
    return grids.all()
