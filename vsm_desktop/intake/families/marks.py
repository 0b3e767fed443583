"""What stands in a cell of a matrix: a mark, a number, a time, nothing, or something else."""

from __future__ import annotations

from typing import Literal

from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.units import Unit, unit_of
from vsm_desktop.intake.values import Outcome, Way, is_empty, read
from vsm_desktop.model.fields import field_of
from vsm_desktop.model.quantity import Provenance

Kind = Literal["nothing", "mark", "number", "time", "other"]
MARKS = frozenset(("x", "xx", "×", "✓", "✔", "√", "●", "•", "■", "◼", "⬤", "o", "y", "yes", "ja", "j", "oui", "si", "sí", "tak", "sim", "*", "true", "wahr"))  # fmt: skip
_NOTHING = frozenset(("no", "nein", "n", "non", "0", "false", "falsch", "○", "□", "✗", "✘"))
_TIME = field_of("process", "ct")


def kind_of(cell: Cell | None) -> Kind:
    """What a cell of the matrix holds; zero and `no` say that the step is not passed."""
    if cell is None or is_empty(cell):
        return "nothing"
    if cell.kind == "number":
        return "number" if cell.number else "nothing"
    if cell.kind == "flag":
        return "mark" if cell.number else "nothing"
    if cell.kind == "duration":
        return "time" if cell.number else "nothing"
    text = cell.text.strip().casefold()
    if text in MARKS:
        return "mark"
    if text in _NOTHING:
        return "nothing"
    if cell.kind == "text" and any(letter.isdigit() for letter in text) and len(text) < 24:
        return _numeric(text)
    return "other"


def _numeric(text: str) -> Kind:
    """A number that is stored as text, with its unit or without."""
    bare = text.replace(" ", "").replace("\u00a0", "")
    if all(letter in "0123456789.,'’" for letter in bare):
        return "number"
    tail = text.lstrip("~≈<>0123456789.,'’ \u00a0-–:/+")
    return (
        "time"
        if (text[0].isdigit() or text[0] in "~≈<.,") and (not tail or unit_of(tail, "time"))
        else "other"
    )


def time_in(cell: Cell, unit: Unit | None, source: Provenance) -> Outcome:
    """The time a cell holds, by the unit in it or else in its heading; without one it is doubtful, and no time."""
    return read(cell, Way(_TIME, unit), source)


def number_of(cell: Cell) -> float:
    """The number of a cell, also where it is stored as text; else not a number."""
    return float(cell.text) if cell.text.isdecimal() else cell.number
