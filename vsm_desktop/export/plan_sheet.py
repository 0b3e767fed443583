"""The plan and the scoreboard as a workbook: what one may change stands open, ids are hidden, bars show the months.

Row 2 of each sheet holds the keys of its columns, column A the ids, both hidden; by them the workbook is read back, also
where columns or rows were moved (`intake/plans`). A hidden sheet keeps what it was written from.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

from vsm_desktop import __version__
from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.export.atomic import ExportError, replace_file
from vsm_desktop.export.clean import one_line
from vsm_desktop.export.plan_live import put_standing, put_totals, warn
from vsm_desktop.export.plan_months import Months
from vsm_desktop.export.plan_origin import put_origin
from vsm_desktop.export.sheets.cells import letters
from vsm_desktop.export.sheets.grid import Folder, Grid
from vsm_desktop.export.sheets.looks import DAYS, GENERAL, SHARE, Look
from vsm_desktop.export.sheets.pack import packed
from vsm_desktop.insight.board import board
from vsm_desktop.insight.judging import label_of, unit_of
from vsm_desktop.insight.plan import Row, plan_rows
from vsm_desktop.insight.planned import span_of
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.plan import MARKS, Plan
from vsm_desktop.model.plan_table import (
    ABOUT,
    HEAD,
    IN_PARTS,
    KEYS,
    MARK,
    MEASURE_COLUMNS,
    PEOPLE,
    PLAN,
    REVIEWS,
    TITLES,
    Column,
    Table,
    Value,
    about_cells,
    objective_cells,
)
from vsm_desktop.model.scoreboard import Scoreboard
from vsm_desktop.model.stream import ValueStream

DATE, MONEY, PERCENT = "yyyy-mm-dd", "#,##0.00", "0%"
SPARE = 15
"""So many empty rows below a table, to be filled in."""
_SHAPES = {"date": DATE, "money": MONEY, "share": PERCENT, "number": GENERAL}
_SIGNS = {key: sign for key, sign, _words in MARKS}
_EPOCH = date(1899, 12, 30)


def write_plan(stream: ValueStream, path: Path, today: date, watch: Watch = UNWATCHED) -> None:
    """Write plan and scoreboard as they stand on a day. Raises ExportError for a document that has neither."""
    if stream.plan is None and stream.scoreboard is None:
        raise ExportError(_("There is no plan and no scoreboard to write."))
    data = plan_bytes(stream, today)
    watch.at(0.95)
    replace_file(path, data)
    watch.at(1)


def plan_bytes(stream: ValueStream, today: date) -> bytes:
    """The workbook; the same document on the same day gives the same bytes."""
    from openpyxl.workbook.workbook import Workbook

    program = f"VSM Desktop {__version__}"
    book = Workbook()
    book.remove(book.active)
    plan: Plan | None = stream.plan
    book.properties.creator = one_line(plan.manager if plan else "") or program
    book.properties.title = one_line(" – ".join(part for part in (stream.name, _("Plan")) if part))
    folder = Folder(book)
    if plan is not None:
        _Plan(folder, stream, plan, today).write()
    if stream.scoreboard is not None:
        _measures(folder, stream, today)
        _actuals(folder, stream.scoreboard)
    put_origin(folder, stream)
    buffer = BytesIO()
    book.save(buffer)
    cells = {f"xl/worksheets/sheet{at}.xml": grid.cells for at, grid in enumerate(folder.grids, 1)}
    return packed(buffer.getvalue(), cells, program)


class _Sheet:
    """A table of the workbook: keys, heads, rows with their ids, and empty rows below."""

    def __init__(self, folder: Folder, table: Table, columns: Sequence[Column], frozen: str) -> None:
        self.grid = Grid(folder, TITLES[table], (), frozen)
        self.columns = columns
        self.grid.words(1, 1, MARK + table, "note")
        self.grid.hide(1)
        self.grid.hide_row(KEYS)
        self.row = HEAD
        for at, column in enumerate(columns, 2):
            self.head(at, column.key, column.title, column.width, right=column.shape not in _SAID)

    def head(self, at: int, key: str, title: str, width: float, *, right: bool = False) -> None:
        """A column: its hidden key, its head and width."""
        if key:
            self.grid.words(KEYS, at, key, "note")
        self.grid.words(HEAD, at, title, "head", right=right)
        self.grid.width(at, width)

    def add(self, id_: str, cells: dict[str, Value], look: Look = "entered") -> int:
        """A row; where it stands."""
        self.row += 1
        self.grid.words(self.row, 1, id_, "note")
        for at, column in enumerate(self.columns, 2):
            self.put(at, column, cells.get(column.key), "plain" if column.fixed else look)
        self.fit(cells)
        return self.row

    def fit(self, cells: dict[str, Value], more: Sequence[tuple[str, float]] = ()) -> None:
        """Make the last row high enough for its words, and for more in other columns."""
        texts = [
            (value, column.width)
            for column in self.columns
            if column.shape == "words" and isinstance(value := cells.get(column.key), str)
        ]
        self.grid.fit(self.row, [*texts, *more])

    def put(self, at: int, column: Column, value: Value, look: Look, shape: str = "") -> None:
        """One cell in the shape of its column."""
        put(self.grid, self.row, at, value, shape or _SHAPES.get(column.shape, GENERAL), look)

    def finish(self, names: str = "", *, spare: int = SPARE) -> None:
        """Empty rows, the words a choice takes, what is locked, the filter and the set-up for print.

        The columns of its `names` stand on every page where a table goes over several.
        """
        last = self.row
        for _line in range(spare):
            self.add("", {})
        for at, column in enumerate(self.columns, 2):
            if column.choices and self.row > HEAD:
                places = self.grid.down(at, HEAD + 1, self.row)
                self.grid.choice(places, [words for _key, words in column.choices], blank=True)
            elif column.shape == "share" and self.row > HEAD:
                self.grid.between(self.grid.down(at, HEAD + 1, self.row), 0, 1, _("From 0 to 100 %"))
        if self.row > HEAD:
            self.grid.keep(self.grid.down(1, HEAD + 1, self.row), _("Rows are known again by their ids."))
        self.grid.filter_and_repeat(HEAD, names)
        self.grid.sheet.print_area = f"B1:{letters(self.grid.cells.last[1])}{max(last, HEAD)}"

    def alert(self, key: str, word: str) -> None:
        """A word of a column that turns red wherever it stands."""
        at = letters(next(at for at, column in enumerate(self.columns, 2) if column.key == key))
        self.grid.alert(f"{at}{HEAD + 1}:{at}{self.row}", f'${at}{HEAD + 1}="{word}"')


_SAID = ("words", "choice", "places")


def put(grid: Grid, row: int, at: int, value: Value, shape: str, look: Look, *, left: bool = False) -> None:
    """A value in a cell: words, or a number; a date is the number of its day."""
    if isinstance(value, date):
        grid.number(row, at, float((value - _EPOCH).days), shape, look, left=left)
    elif isinstance(value, str) and value:
        grid.words(row, at, value, look, wrap=True)
    else:
        grid.number(row, at, value if isinstance(value, float) else None, shape, look, left=left)


class _Plan:
    """The sheets of the plan."""

    def __init__(self, folder: Folder, stream: ValueStream, plan: Plan, today: date) -> None:
        self.folder, self.stream, self.plan, self.today = folder, stream, plan, today
        self.rows = plan_rows(stream, today)
        self.cells = objective_cells(stream)

    def write(self) -> None:
        """Plan, people, reviews, and what holds for the whole plan."""
        self._objectives()
        self._people()
        self._reviews()
        self._about()

    def _objectives(self) -> None:
        sheet = _Sheet(self.folder, "plan", PLAN, "E4")
        words = [_("Plan"), self.stream.name, said_day(self.today)]
        sheet.grid.words(1, 2, " – ".join(part for part in words if part), "title")
        told = len(PLAN) + 2
        heads = ((_("Now"), 9), (_("Bursts"), 16), (_("Why"), 21), (_("Review"), 9), (_("Late, d"), 9))
        for at, (title, width) in enumerate((*heads, (_("Standing"), 11)), told):
            sheet.head(at, "", title, width)
        late = told + len(heads) - 1
        months = Months(sheet.grid, late + 2, span_of(self.stream, self.today))
        for row in self.rows:
            if row.kind == "loop":
                at = sheet.add(row.id, {"loop": row.text}, "total")
                for place in range(told, months.left + months.count):
                    sheet.grid.number(at, place, None, GENERAL, "total")
                continue
            at = sheet.add(row.id, self.cells[row.id])
            self._goal_shape(sheet, row)
            texts = _told(row)
            for place, text in enumerate(texts, told):
                sheet.grid.words(at, place, text, "note", wrap=place in (told + 1, told + 2))
            put_standing(sheet.grid, at, late, row)
            sheet.fit(self.cells[row.id], [(texts[1], heads[1][1]), (texts[2], heads[2][1])])
        last = sheet.row
        sheet.finish("B:D")
        for at in range(last + 1, sheet.row + 1):
            put_standing(sheet.grid, at, late, None)
        objectives = [row for row in self.rows if row.kind == "objective"]
        put_totals(sheet.grid, sheet.row, late, objectives, (PERCENT, MONEY))
        warn(sheet.grid, sheet.row, late)
        months.bars(HEAD + 1, sheet.row, last)

    def _goal_shape(self, sheet: _Sheet, row: Row) -> None:
        """A goal that is a share is written as one."""
        assert row.objective is not None
        head = row.objective.goal.metric.partition(".")[0]
        if head in IN_PARTS or head.endswith("_days"):
            at = next(at for at, column in enumerate(PLAN, 2) if column.key == "goal.target")
            shape = SHARE if head in IN_PARTS else DAYS
            put(sheet.grid, sheet.row, at, row.objective.goal.target, shape, "entered")

    def _people(self) -> None:
        sheet = _Sheet(self.folder, "people", PEOPLE, "C4")
        sheet.grid.words(1, 2, _("People and departments the objectives need"), "title")
        stands = PEOPLE[3]
        for one in self.plan.objectives:
            for who in one.people:
                cells: dict[str, Value] = {
                    "number": self.cells[one.id]["number"],
                    "name": who.name,
                    "department": who.department,
                    "stand": stands.word(who.stand),
                    "need": who.need,
                }
                sheet.add(one.id, cells)
        sheet.finish()
        sheet.alert("stand", stands.word("against"))

    def _reviews(self) -> None:
        sheet = _Sheet(self.folder, "reviews", REVIEWS, "C4")
        sheet.grid.words(1, 2, _("Marks of the reviews: ○ on track, △ needs help, × off track"), "title")
        for one in self.plan.objectives:
            for mark in one.marks:
                cells: dict[str, Value] = {
                    "number": self.cells[one.id]["number"],
                    "on": date.fromisoformat(mark.on),
                    "mark": _SIGNS[mark.mark],
                    "remark": mark.remark,
                    "by": mark.by,
                }
                sheet.add(one.id, cells)
        sheet.finish()
        sheet.alert("mark", _SIGNS["bad"])

    def _about(self) -> None:
        grid = Grid(self.folder, TITLES["about"], (4, 24, 90))
        grid.words(1, 1, f"{MARK}about", "note")
        grid.words(1, 2, _("About the plan"), "title")
        grid.hide(1)
        values = about_cells(self.plan)
        for row, column in enumerate(ABOUT, HEAD + 1):
            grid.words(row, 1, column.key, "note")
            grid.words(row, 2, column.title, "name")
            put(grid, row, 3, values[column.key], _SHAPES.get(column.shape, GENERAL), "entered", left=True)
            text = values[column.key]
            grid.fit(row, [(text, 90.0)] if isinstance(text, str) else [])
        hint = _(
            "A new objective is a new row with its loop. Rows may be moved, also under another loop. Nothing is deleted by an empty cell unless you say so."
        )
        grid.words(HEAD + len(ABOUT) + 2, 2, hint, "note")


def _told(row: Row) -> tuple[str, str, str, str]:
    """What the workbook says of an objective and does not read back."""
    goal = row.goal
    return (
        goal.now_words if goal is not None else "",
        ", ".join(burst.title for burst in row.bursts),
        " ".join((*row.risks, *row.differs)),
        _SIGNS[row.mark.mark] if row.mark is not None else "",
    )


def _measures(folder: Folder, stream: ValueStream, today: date) -> None:
    sheet = _Sheet(folder, "measures", MEASURE_COLUMNS, "C4")
    sheet.grid.words(1, 2, _("Scoreboard"), "title")
    told = len(MEASURE_COLUMNS) + 2
    heads = ((_("From"), 11), (_("To"), 11), (_("Standing"), 44), (_("Note"), 50))
    for at, (title, width) in enumerate(heads, told):
        sheet.head(at, "", title, width)
    for line in board(stream, today):
        one = line.measure
        cells: dict[str, Value] = {
            "key": MEASURE_COLUMNS[0].word(one.key),
            "name": one.name,
            "unit": one.unit,
            "better": MEASURE_COLUMNS[3].word(one.better),
            "baseline": one.baseline,
            "target": one.target,
            "trial": date.fromisoformat(one.trial) if one.trial else None,
        }
        at = sheet.add(one.id, cells)
        texts = (
            line.said(line.baseline),
            line.said(line.target),
            line.words,
            " ".join(filter(None, (line.contradiction, line.flag, line.counted))),
        )
        for place, text in enumerate(texts, told):
            sheet.grid.words(at, place, text, "note", wrap=True)
        sheet.fit(cells, [(text, width) for text, (_title, width) in zip(texts, heads, strict=True)])
    sheet.finish()


def _actuals(folder: Folder, found: Scoreboard) -> None:
    """A column of days, and one for each measure."""
    grid = Grid(folder, TITLES["actuals"], (), "C4")
    grid.words(1, 1, f"{MARK}actuals", "note")
    grid.words(1, 2, _("What was reached, period by period"), "title")
    grid.hide(1)
    grid.hide_row(KEYS)
    grid.words(KEYS, 2, "on", "note")
    grid.words(HEAD, 2, _("Date"), "head")
    grid.width(2, 12)
    for at, one in enumerate(found.measures, 3):
        unit = unit_of(one)
        grid.words(KEYS, at, one.id, "note")
        grid.words(HEAD, at, f"{label_of(one)} ({unit})" if unit else label_of(one), "head", right=True)
        grid.width(at, 15)
    grid.cells.heights[HEAD] = 45
    days = sorted({actual.on for one in found.measures for actual in one.actuals})
    values = [{actual.on: actual.value for actual in one.actuals} for one in found.measures]
    for row, on in enumerate([*days, *[""] * SPARE], HEAD + 1):
        put(grid, row, 2, date.fromisoformat(on) if on else None, DATE, "entered")
        for at, known in enumerate(values, 3):
            put(grid, row, at, known.get(on), GENERAL, "entered")
    grid.filter_and_repeat(HEAD)
    grid.sheet.print_area = f"B1:{letters(len(found.measures) + 2)}{HEAD + len(days)}"
