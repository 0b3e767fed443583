"""Why a column is read as it is, in a short sentence for whoever checks it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import Column, Meaning
from vsm_desktop.intake.grid import Cell


def explained(column: Column, body: Sequence[Cell]) -> Column:
    """The column with its reason."""
    return replace(column, why=_why(column, body))


def _why(column: Column, body: Sequence[Cell]) -> str:
    meaning = column.meaning
    if column.guess:
        return column.guess
    if meaning is None:
        return column.reason or _('no field of a process is called "{text}"').format(text=column.header)
    if not column.header:
        return _("no header; texts left of the first value, taken as the name")
    parts = [_("the header says {title}").format(title=_title(meaning))]
    if meaning.role == "reading":
        parts = [_("reading {n} of {title}").format(n=meaning.variant, title=_title(meaning))]
    if meaning.place:
        parts.append(_("before the step") if meaning.place == "before" else _("after the step"))
    if meaning.variant and meaning.role != "reading":
        parts.append(_("of {variant}").format(variant=meaning.variant))
    if unit := _unit(meaning, body):
        parts.append(unit)
    if meaning.rest:
        parts.append(_('"{text}" is not understood').format(text=meaning.rest))
    if column.hidden:
        parts.append(_("the column is hidden"))
    return ", ".join(parts)


def _title(meaning: Meaning) -> str:
    if meaning.field:
        return meaning.field.title.lower() if meaning.field.title[1:].islower() else meaning.field.title
    return {
        "name": _("the name of the step"),
        "id": _("an id"),
        "by": _("who measured"),
        "date": _("when it was measured"),
        "n": _("how often it was measured"),
        "turn": _("the number of the observation"),
        "note": _("a note"),
    }[meaning.role]


def _unit(meaning: Meaning, body: Sequence[Cell]) -> str:
    """Where the unit stands, for what has one."""
    field = meaning.field
    if not field or field.dimension not in ("time", "ratio", "pieces"):
        return ""
    if meaning.unit:
        return _("with its unit")
    if meaning.unknown_unit:
        return _('"{text}" is no unit known here').format(text=meaning.unknown_unit)
    shown = [cell for cell in body if cell.unit or cell.kind in ("percent", "duration")]
    typed = [cell for cell in body if any(letter.isalpha() or letter in "%\"'" for letter in cell.text)]
    if body and 2 * (len(shown) + len(typed)) > len(body):
        return _("the unit is in the cells")
    return _("no unit") if field.dimension == "time" else ""
