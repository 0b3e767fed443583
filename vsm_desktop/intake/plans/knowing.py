"""Rows of a plan workbook that have no id, known by what they say: the same words, in the same loop where several do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import Struct

from vsm_desktop.intake.plans.tables import PlanRow
from vsm_desktop.model.plan import Plan
from vsm_desktop.model.plan_origin import squeezed
from vsm_desktop.model.plan_table import Value


class Said(Struct, frozen=True):
    """What a row says: its words, and where it stands among rows of the same words; `key` is its number or its id."""

    key: str
    words: str
    home: str = ""


def known_again(rows: Iterable[Said], missing: Iterable[Said]) -> dict[str, str]:
    """The keys of rows with those of what they are: the first that says the same in the same home, else the only one."""
    here, left = list(rows), list(missing)
    found: dict[str, str] = {}
    for row in here:
        same = next((one for one in left if (one.words, one.home) == (row.words, row.home)), None)
        if same is not None:
            found[row.key] = same.key
            left.remove(same)
    rest = [row for row in here if row.key not in found and row.words]
    for row in rest:
        same_words = [one for one in left if one.words == row.words]
        if len(same_words) == 1 and sum(other.words == row.words for other in rest) == 1:
            found[row.key] = same_words[0].key
    return found


def objective_ids(
    plan: Plan, now: Mapping[str, Mapping[str, Value]], rows: Sequence[PlanRow], taken: Set[str], first: str
) -> dict[int, str]:
    """The ids of rows that lost theirs or never had one, by their numbers in the sheet.

    `first` is the loop of rows that stand above all headings.
    """
    kept = {row.id for row in rows}
    missing = [
        Said(one.id, _folded(str(now[one.id]["text"])), _folded(loop.name))
        for loop in plan.loops
        for one in loop.objectives
        if one.id not in kept
    ]
    said, home = list[Said](), _folded(first)
    for row in rows:
        home = words_in(row, "loop") or home
        if row.id not in taken and not is_loop(row):
            said.append(Said(str(row.number), words_in(row, "text"), home))
    return {int(number): id_ for number, id_ in known_again(said, missing).items()}


def words_in(row: PlanRow, key: str) -> str:
    """What a cell says, to be compared."""
    cell = row.cells.get(key)
    return _folded(cell.text or cell.shown) if cell is not None else ""


def is_loop(row: PlanRow) -> bool:
    """Whether a row says nothing but a loop."""
    return "loop" in row.cells and not row.cells.keys() - {"loop", "number"}


def _folded(text: str) -> str:
    return squeezed(text).casefold()
