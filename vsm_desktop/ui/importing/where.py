"""Where the values of an import stand: the file, its sheet or sheets, and the rows or columns of the steps."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.intake.grid import letters
from vsm_desktop.intake.sheets import Table
from vsm_desktop.ui.importing.session import Session

_NAMED = 3  # sheets that are named; of more it is said how many


def where_read(session: Session) -> str:
    """Where what is read stands, for the head of the pages; empty before anything is read."""
    book, mapping, outcome = session.book, session.mapping, session.outcome
    if book is None:
        return ""
    if mapping is None:
        return book.name
    several = sheets_read(session)
    if len(several) > _NAMED:
        return ", ".join((book.name, _("{n} sheets").format(n=len(several))))
    if len(several) > 1:
        return ", ".join((book.name, _("sheets {names}").format(names=", ".join(several))))
    parts = [book.name]
    if len(book.grids) > 1 or session.path is not None:
        parts.append(_("sheet {name}").format(name=mapping.sheet))
    table = outcome.table if outcome else None
    if table and table.rows:
        parts.append(_range(table))
    return ", ".join(parts)


def sheets_read(session: Session) -> tuple[str, ...]:
    """The sheets a report of several gives values of, in the order of the file; none where it is of one sheet."""
    report = session.outcome.reading.report if session.outcome else None
    if session.book is None or report is None or report.sheet:
        return ()
    return tuple(grid.name for grid in session.book.grids if grid.name in report.sheets)


def _range(table: Table) -> str:
    first, last = min(table.rows), max(table.rows)
    if table.grid.turned:
        return _("columns {first} to {last}").format(first=letters(first), last=letters(last))
    return _("rows {first} to {last}").format(first=first, last=last)
