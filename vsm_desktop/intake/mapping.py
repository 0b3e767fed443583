"""How a sheet is read, as a value: where the table is and what each column means; kept, corrected, and used again.

Rows and columns are counted from 1 in the direction the sheet is read: with the steps across, a row of the mapping is a
column of the sheet.
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import Place, Role
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.grid import letters
from vsm_desktop.intake.phrases import words_of
from vsm_desktop.intake.units import Unit, unit_of
from vsm_desktop.model.fields import Field, fields_of
from vsm_desktop.model.quantity import Statistic
from vsm_desktop.model.units import Dimension

Decimals = Literal["auto", "point", "comma"]
FORMAT, VERSION = "vsm-desktop-mapping", 1
STOCK = "stock"
WORDS: tuple[Role, ...] = ("name", "id", "by", "date", "n", "note", "turn")
"""What a column may be besides a field of the process or its stock."""
_LARGEST = 1_000_000
_CLOCKS = {"m:s": "min:s", "h:m": "h:min", "h:m:s": "h:min:s"}
_SCALED = {("s", 0.001): "ms", ("min", 0.01): "1/100 min", ("s", 0.036): "TMU"}
_TIMES = ("s", "min", "h", "day", "week", *_CLOCKS.values(), *_SCALED.values())
UNITS: dict[Dimension, tuple[str, ...]] = {
    "time": _TIMES,
    "ratio": ("%", "1"),
    "rate": ("pc/h", "pc/shift", "pc/day", "pc/week", "pc/month"),
}
"""The units a column may be said to have, by dimension; the others have only one."""


class Use(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one column is read as.

    `header` is what stands in the rows of the header, by which the column is found again. `field` is a key of the field
    table of a process, "stock", or one of `WORDS`; empty if the column is not imported. Without a `unit` it stands in
    the cells. `sure` says that a person said so, `reading` that each cell is one of several readings, numbered by `variant`.
    """

    column: int
    header: str = ""
    field: str = ""
    unit: str = ""
    place: Place = ""
    variant: str = ""
    sure: bool = False
    reading: bool = False

    @property
    def key(self) -> str:
        """The header as it is compared."""
        return folded(self.header)

    @property
    def says(self) -> tuple[str, str, Place, str, bool]:
        """What it is read as, without where it stands and who said so."""
        return (self.field, self.unit, self.place, self.variant, self.reading)


class Mapping(Struct, frozen=True, forbid_unknown_fields=True):
    """How one sheet is read. `first` and `last` bound the rows of steps; 0 is what the sheet itself says.

    `stock` is where stock stands whose column does not say before or after the step; `statistic` what is made of
    several observations of one value.
    """

    sheet: str = ""
    across: bool = False
    header: tuple[int, ...] = ()
    first: int = 0
    last: int = 0
    columns: tuple[Use, ...] = ()
    decimals: Decimals = "auto"
    stock: Literal["before", "after"] = "before"
    statistic: Statistic = "median"
    format: Literal["vsm-desktop-mapping"] = "vsm-desktop-mapping"
    version: int = VERSION

    @property
    def signature(self) -> str:
        """The headers of the columns in a form that is the same for every sheet of this kind."""
        return " | ".join(key for use in self.columns if (key := use.key))

    def use(self, column: int) -> Use | None:
        """What a column is read as, if the mapping knows it."""
        return next((use for use in self.columns if use.column == column), None)


def folded(header: str) -> str:
    """A header without capitals, accents and signs."""
    return " ".join(word.key for word in words_of(header))


def to_json(mapping: Mapping) -> str:
    """The mapping as a file of its own."""
    return msgspec.json.format(msgspec.json.encode(mapping), indent=2).decode() + "\n"


def from_json(text: str | bytes, name: str) -> Mapping:
    """Read a mapping from a file of this name. Raises SheetError with a sentence that says what is wrong."""
    if len(text) > _LARGEST:
        raise SheetError(_('"{name}" is too large for a mapping.').format(name=name))
    try:
        head = msgspec.json.decode(text, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        head = _Head()
    if head.format != FORMAT:
        sentence = _('"{name}" is no mapping. Choose a file that was saved with Save mapping.')
        raise SheetError(sentence.format(name=name))
    if head.version > VERSION:
        sentence = _('"{name}" comes from a newer version. Update the program to use this mapping.')
        raise SheetError(sentence.format(name=name))
    try:
        mapping = msgspec.json.decode(text, type=Mapping)
    except msgspec.DecodeError as error:
        raise SheetError(_('"{name}" is damaged: {reason}.').format(name=name, reason=error)) from error
    if fault := fault_of(mapping):
        raise SheetError(_('"{name}" cannot be used: {fault}').format(name=name, fault=fault))
    return mapping


class _Head(Struct):
    format: str = ""
    version: int = VERSION


def fault_of(mapping: Mapping) -> str:
    """What is wrong with a mapping by itself, as a sentence; empty if nothing is."""
    if not mapping.header or any(row < 1 for row in mapping.header) or min(mapping.first, mapping.last) < 0:
        return _("it does not say in which row the header is.")
    seen: set[int] = set()
    for use in mapping.columns:
        place = _('column {letter} ("{header}")').format(letter=letters(use.column), header=use.header)
        if use.column < 1 or use.column in seen:
            return _("column {number} stands in it twice, or nowhere.").format(number=use.column)
        seen.add(use.column)
        if use.field and not is_known(use.field):
            return _('{place} is to be read as "{field}", which is no field of a step.').format(
                place=place, field=use.field
            )
        if use.reading and (use.field == STOCK or not field_for(use.field)):
            return _('{place} is to hold readings of "{field}", of which there can be none.').format(
                place=place, field=use.field
            )
        if use.unit and use.unit not in units_for(use.field) and not unit_from(use):
            return _('{place} is to have the unit "{unit}", which does not go with {title}.').format(
                place=place, unit=use.unit, title=title_of(use)
            )
    return ""


# what a column may be read as


def is_known(field: str) -> bool:
    """Whether a column can be read as this."""
    return field in WORDS or field == STOCK or field_for(field) is not None


def field_for(field: str) -> Field | None:
    """The row of the field table a column of a process is read by; none for stock and words."""
    return next((one for one in readable() if one.key == field), None)


def readable() -> tuple[Field, ...]:
    """The fields of a process a cell of a sheet can give."""
    return tuple(
        one
        for one in fields_of("process")
        if (one.shape == "quantity" and one.dimension) or one.key in ("va", "shared")
    )


def title_of(use: Use) -> str:
    """What a column is read as, in words."""
    if use.field == STOCK:
        return _STOCK_TITLES[use.place]
    if use.field in WORDS:
        return WORD_TITLES[use.field]
    found = field_for(use.field)
    if found is None:
        return _("Do not import")
    return _("Reading of {title}").format(title=found.title) if use.reading else found.title


WORD_TITLES = {
    "name": _("Name"),
    "id": _("Id"),
    "by": _("Measured by"),
    "date": _("Date of the values"),
    "n": _("Number of observations"),
    "note": _("Note on the values"),
    "turn": _("Number of the observation"),
}
_STOCK_TITLES: dict[str, str] = {
    "": _("Inventory"),
    "before": _("Inventory before"),
    "after": _("Inventory after"),
}


def units_for(field: str) -> tuple[str, ...]:
    """The units that may be said of a column; none where there is nothing to say."""
    if field == STOCK:
        return ("pc", *_TIMES)
    found = field_for(field)
    return UNITS.get(found.dimension, ()) if found and found.dimension else ()


def unit_from(use: Use) -> Unit | None:
    """The unit a column is said to have."""
    if not use.unit:
        return None
    if use.field == STOCK:
        return unit_of(use.unit, "pieces") or unit_of(use.unit, "time")
    found = field_for(use.field)
    return unit_of(use.unit, found.dimension) if found and found.dimension else None


def unit_words(unit: Unit | None) -> str:
    """A unit as a mapping writes it."""
    if unit is None:
        return ""
    return _CLOCKS.get(unit.clock) or _SCALED.get((unit.symbol, unit.scale)) or unit.symbol


def is_time_unit(unit: str) -> bool:
    """Whether stock in this unit is given as time."""
    return unit in _TIMES or bool(unit_of(unit, "time"))
