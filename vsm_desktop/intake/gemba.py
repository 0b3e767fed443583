"""Gemba sheets that were filled in: every sheet gives what was seen at one step, read by the keys beside its boxes.

Only boxes are read. What the map said when the sheets were printed stands beside them and is not read back: the map may
know better by now. An empty box says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from vsm_desktop.assets import Watch, _
from vsm_desktop.intake.boxes import Boxes
from vsm_desktop.intake.build import CUSTOMER, SUPPLIER, build
from vsm_desktop.intake.facts import Facts
from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.report import Ledger, Reading, Report, joined
from vsm_desktop.intake.steps import Ids, Step, slug
from vsm_desktop.intake.values import VERDICTS, is_empty
from vsm_desktop.model.gemba import FIRST_BOX, KEY_COLUMN, MARK, STATE, STEP, STREAM, TITLE_BOX, UNIT_COLUMN
from vsm_desktop.model.quantity import Statistic

_KIND = MARK.rpartition(" ")[0]
_TOP = 10


class Sheet(Struct):
    """One gemba sheet: its cells by key, and the step it is about."""

    grid: Grid
    keys: dict[str, int] = field(default_factory=dict)
    mark: str = ""
    name: str = ""

    def text(self, key: str) -> str:
        """What is printed beside a key of the title block."""
        cell = self.grid.get(self.keys.get(key, 0), TITLE_BOX)
        return " ".join(cell.shown.split()) if cell else ""

    @property
    def outside(self) -> Iterator[Cell]:
        """What was written beside the sheet or below it, where nothing is printed."""
        last = max(self.keys.values(), default=0) + 4  # the sketch has no key
        for row, column, cell in self.grid.cells():
            if column > UNIT_COLUMN or row > last:
                yield cell


def read_gemba(
    file: str, grids: Sequence[Grid], watch: Watch, statistic: Statistic = "median"
) -> Reading | None:
    """What was seen, if these are the sheets of a gemba workbook; None for any other workbook.

    Of several readings of a time the `statistic` counts. Raises Cancelled.
    """
    sheets = [sheet for grid in grids if (sheet := _sheet(grid))]
    if not sheets:
        return None
    if strange := next((sheet for sheet in sheets if sheet.mark != MARK), None):
        sentence = _(
            '"{file}" holds gemba sheets of another version of this program ("{mark}"). Print them anew.'
        )
        return Reading(
            None, Report(file, strange.grid.name, refused=sentence.format(file=file, mark=strange.mark))
        )
    ids, steps = Ids((CUSTOMER, SUPPLIER)), dict[str, Step]()
    boxes = Boxes(ids, statistic)
    ledgers: list[Ledger] = []
    for at, sheet in enumerate(sheets):
        watch.at(at / len(sheets))
        ledger = Ledger(sheet.grid.name)
        ledgers.append(ledger)
        id_ = sheet.text(STEP) or slug(sheet.name)
        if id_ not in steps:
            steps[id_] = Step(ids.free(id_), sheet.name or id_, {})
        boxes.read(sheet.grid, sheet.keys, steps[id_], ledger)
        if outside := list(sheet.outside):
            ledger.note(outside, "rejected", step=steps[id_].id, reason=_("outside the boxes; not read"))
    watch.at(1.0)
    return _reading(file, sheets[0], list(steps.values()), ledgers, ids)


def is_gemba(grid: Grid) -> bool:
    """Whether a sheet bears the mark of a gemba sheet, of whatever version."""
    cells = (grid.get(row, KEY_COLUMN) for row in range(1, _TOP + 1))
    return any(cell is not None and cell.text.strip().startswith(_KIND) for cell in cells)


def state_of(grids: Iterable[Grid]) -> str:
    """The id of the state the sheets were printed for; empty if they do not say."""
    sheets = (_sheet(grid) for grid in grids)
    return next((text for sheet in sheets if sheet and (text := sheet.text(STATE))), "")


def _sheet(grid: Grid) -> Sheet | None:
    """The keys of a sheet that bears the mark."""
    found = Sheet(grid)
    for row in grid.rows:
        cell = grid.get(row, KEY_COLUMN)
        text = cell.text.strip() if cell else ""
        if row <= _TOP and text.startswith(_KIND) and not found.mark:
            found.mark = text
            name = grid.get(row, FIRST_BOX)
            found.name = " ".join(name.shown.split())[:200] if name and not is_empty(name) else ""
        elif text:
            found.keys.setdefault(text, row)
    return found if found.mark else None


def _reading(file: str, first: Sheet, steps: Sequence[Step], ledgers: Iterable[Ledger], ids: Ids) -> Reading:
    report = joined(file, [ledger.report(file) for ledger in ledgers])
    if not any(getattr(report, name) for name in VERDICTS):
        sentence = _('The gemba sheets in "{file}" are empty. Fill in what you saw and import them again.')
        return Reading(None, Report(file, refused=sentence.format(file=file)))
    if not any(step.process or step.stocks for step in steps):
        sentence = _('Nothing in the gemba sheets of "{file}" can be read.')
        return Reading(None, _refused(report, sentence.format(file=file)))
    family = first.text(STREAM)
    facts = Facts(texts={"family": family} if family else {})
    return Reading(build(steps, facts, family or first.text(STATE), ids), report, printed=True)


def _refused(report: Report, sentence: str) -> Report:
    return replace(report, refused=sentence)
