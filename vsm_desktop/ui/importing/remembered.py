"""How sheets were read before: the mappings a person corrected, by their headers, newest first."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec.structs import replace

from vsm_desktop.assets import replace_file
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.mapped import words_in
from vsm_desktop.intake.mapping import Mapping, from_json
from vsm_desktop.intake.sheets import Book, Fit, fitted_to
from vsm_desktop.ui.profile import profile_folder

MOST = 50
_LARGEST = 4_000_000


def remembered() -> tuple[Mapping, ...]:
    """Every mapping that is kept; what cannot be read is as if it had never been."""
    try:
        if _file().stat().st_size > _LARGEST:
            return ()
        raws = msgspec.json.decode(_file().read_bytes(), type=list[msgspec.Raw])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ()
    found = []
    for raw in raws[:MOST]:
        try:
            found.append(from_json(bytes(raw), _file().name))
        except SheetError:
            continue
    return tuple(found)


def remember(mapping: Mapping) -> str:
    """Keep a mapping for sheets with the same headers; empty if that went well, else why not.

    Where the rows end is not kept: the next sheet may have more of them.
    """
    if not mapping.signature:
        return ""
    others = [one for one in remembered() if one.signature != mapping.signature]
    return _keep([replace(mapping, last=0), *others])


def forget(mapping: Mapping) -> str:
    """Keep a mapping no longer; empty if that went well, else why not."""
    return _keep([one for one in remembered() if one.signature != mapping.signature])


def fitting(book: Book) -> Fit | None:
    """The newest mapping all of whose headers, and no others, are those of a table in a book."""
    kept = remembered()
    spoken = [words_in(grid) for grid in book.grids] if kept else []
    for mapping in kept:
        wanted = {word for use in mapping.columns for word in use.key.split()}
        if not any(wanted <= words for words in spoken):
            continue
        fit = fitted_to(book, mapping)
        if fit and not fit.missing and fit.mapping.signature == mapping.signature and not _more(book, fit):
            return fit
    return None


def _more(book: Book, fit: Fit) -> bool:
    """Whether the recognised table has headers the mapping has never seen."""
    table = book.table(fit.mapping.sheet)
    if table is None or table.header != fit.mapping.header or table.grid.turned != fit.mapping.across:
        return False
    return any(column.header and fit.mapping.use(column.index) is None for column in table.columns)


def _keep(mappings: list[Mapping]) -> str:
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        replace_file(_file(), msgspec.json.encode(mappings[:MOST]))
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


def _file() -> Path:
    return profile_folder() / "mappings.json"
