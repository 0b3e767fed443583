"""A sheet read to bring a map up to date: a data sheet of its own by its keys, any other as it is imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.gemba import state_of
from vsm_desktop.intake.mapping import from_json
from vsm_desktop.intake.sheets import Book, open_book, read_by
from vsm_desktop.intake.updating.keyed import is_own
from vsm_desktop.intake.updating.own_workbook import state_in, told_by_own
from vsm_desktop.intake.updating.told import Told, told_by

if TYPE_CHECKING:
    from vsm_desktop.intake.mapping import Mapping
    from vsm_desktop.model.stream import State, ValueStream

Known = Callable[[Book], "Mapping | None"]
_OPENING = 0.4  # of the time, until the cells are there


def read_update(
    path: Path,
    stream: ValueStream,
    state: State | None = None,
    sheet: str = "",
    mapping: Mapping | None = None,
    progress: Progress | None = None,
    known: Known | None = None,
) -> tuple[Told, State]:
    """What a sheet says of a map, and of which of its states: the given one, else the one it was exported from.

    Without a sheet's name all of them are looked through; `known` gives the mapping for a book that was read before. Raises SheetError for a file that cannot be read, and Cancelled.
    """
    watch = Watch(progress)
    book = open_book(path, sheet, watch.part(0.0, _OPENING))
    watch.at(_OPENING)
    if mapping is None and not sheet and is_own(book.grids):
        meant = next((one for one in stream.states if one.id == state_in(book.grids)), stream.state())
        told = told_by_own(path.name, book.grids, stream, state or meant)
        watch.at(1.0)
        return told, state or meant
    if state is None and book.gemba:
        state = next((one for one in stream.states if one.id == state_of(book.grids)), None)
    mapping = known(book) if mapping is None and known else mapping
    return told_by(read_by(book, mapping, watch.part(_OPENING, 1 - _OPENING))), state or stream.state()


def read_again(
    stream: ValueStream, state: State, mapping: Mapping | None = None, progress: Progress | None = None
) -> Told:
    """What the sheet a state was made from says now, its columns read as before. Raises SheetError and Cancelled."""
    source = state.source
    if source is None:
        raise SheetError(_("This map does not say which sheet it was made from. Choose one."))
    if mapping is None and source.mapping:
        mapping = from_json(source.mapping, Path(source.file).name)
    path = Path(source.file)
    if not path.exists():
        sentence = _("{file} is not there any more. Choose where it is now, or another sheet.")
        raise SheetError(sentence.format(file=source.file))
    told, _state = read_update(path, stream, state, source.sheet, mapping, progress)
    return told
