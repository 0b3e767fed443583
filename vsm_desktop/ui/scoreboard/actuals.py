"""What was reached of one measure, day by day, as a small table: typed, pasted, taken away; a new value in the last row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView

from vsm_desktop.assets import _
from vsm_desktop.canvas.hearing import announce
from vsm_desktop.edit.scoreboard import said_of_future
from vsm_desktop.insight.board import Line
from vsm_desktop.insight.judging import label_of
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.display import plain
from vsm_desktop.model.scoreboard import Actual, Measure
from vsm_desktop.ui.scoreboard.acting import Acting, next_day
from vsm_desktop.ui.scoreboard.grid import Cell, GridDelegate, GridModel, GridView, Row
from vsm_desktop.ui.scoreboard.pasting import pasted
from vsm_desktop.ui.scoreboard.words import number, values_block
from vsm_desktop.ui.table.blocks import block_of
from vsm_desktop.ui.tables import copy_table

COLUMNS = {"on": _("Date"), "value": _("Value"), "remark": _("Remark")}
_WIDE = {"on": 103, "value": 60}


class ActualsTable(GridView):
    """Follows one line of the scoreboard. The rows go by their number: a value may get another day while its row is open."""

    def __init__(
        self,
        acting: Acting,
        today: Callable[[], date],
        leave: Callable[[], object],
        say: Callable[[str], object],
        note: Callable[[str], object],
    ) -> None:
        model = GridModel(COLUMNS, frozenset(("value",)), self._put)
        super().__init__(model, GridDelegate(model), leave, _("Values of the measure"))
        self.paint.entered.connect(self.step)
        self.setAccessibleDescription(_("The last row takes a new value; Ctrl+V pastes dates and values"))
        self.acting, self._today, self._say, self._note = acting, today, say, note
        self.line: Line | None = None
        self._draft = ""  # the day of a new value, typed before the value
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.widths = _WIDE
        self.fit(list(COLUMNS))
        self.commands = {"copy": self.copy, "paste": self.paste_values, "clear": self.remove}

    def show_line(self, line: Line | None) -> None:
        """Show the values of a measure; another one is shown from its end."""
        other = (line and line.measure.id) != (self.line and self.line.measure.id)
        if other:
            self._draft = ""
            self.grid.wrong.clear()
        self.line = line
        self.grid.show_rows([] if line is None else self._rows(line))
        if other and line is not None:
            self.setCurrentIndex(self.grid.index(len(self.grid.rows) - 1, 1))
            self.scrollToBottom()

    def _rows(self, line: Line) -> list[Row]:
        coming = {one.on for one in line.coming}
        rows = [
            Row(str(at), _cells(line, actual, coming=actual.on in coming), actual)
            for at, actual in enumerate(line.measure.actuals)
        ]
        day = self._new_day(line)
        cells = {
            "on": Cell(said_day(date.fromisoformat(day)), day, "" if self._draft else "text3", tip=_NEW),
            "value": Cell(edit="", tip=_NEW, said=_("new value")),
            "remark": Cell(),
        }
        return [*rows, Row(str(len(rows)), cells)]

    def _new_day(self, line: Line) -> str:
        return self._draft or next_day(line.measure, self._today()).isoformat()

    def _put(self, id_: str, key: str, text: str) -> str:
        """Take what was typed into a cell; why it cannot be taken, or nothing."""
        if self.line is None:
            return ""
        measure = self.acting.measure(self.line.measure.id)
        if measure is None:
            return ""
        at = int(id_)
        if at >= len(measure.actuals):
            return self._put_new(key, text)
        actual = measure.actuals[at]
        if key == "on":
            return self._noted(self.acting.typed_date(measure.id, actual, text))
        if key == "remark":
            self.acting.put(measure.id, (actual.evolve(remark=text),), _("Change remark"), (actual.on,))
            return ""
        if not text:
            return _("A value is a number. Delete takes the row away.")
        return self._noted(self.acting.typed_value(measure.id, actual.on, text, actual.remark), actual.on)

    def _put_new(self, key: str, text: str) -> str:
        assert self.line is not None
        if key == "on":
            day, why = self.acting.read_day(self.line.measure.id, text)
            if day:
                self._draft = day
                self.grid.show_rows(self._rows(self.line))
            return why
        if not text:
            return ""
        day, before = self._new_day(self.line), self._draft
        if any(one.on == day for one in self.line.measure.actuals):
            return _("{day} has a value already. Change that one.").format(
                day=said_day(date.fromisoformat(day))
            )
        self._draft = ""
        why = self.acting.typed_value(self.line.measure.id, day, text)
        if why:
            self._draft = before
        return self._noted(why, day)

    def _noted(self, why: str, day: str = "") -> str:
        """Say that a value of a day to come counts later, once it was taken."""
        if not why:
            coming = () if self.line is None else self.line.coming
            days = [day] if day else [one.on for one in coming]
            self._note(said_of_future(days, self._today()))
        return why

    # commands

    @property
    def chosen_actuals(self) -> list[Actual]:
        """The values whose rows are selected."""
        rows = [self.grid.rows[row].about for row in self.chosen_rows]
        return [one for one in rows if isinstance(one, Actual)]

    def remove(self) -> None:
        """Take the values of the selected rows away."""
        chosen = self.chosen_actuals
        if self.line is not None and chosen:
            self.acting.drop_days(self.line.measure.id, [one.on for one in chosen])
            announce(self, _("Removed. Undo brings it back."))

    def copy(self) -> None:
        """Copy the selected rows as a table, or all where fewer than two are selected."""
        if self.line is not None:
            chosen = self.chosen_actuals
            copy_table(values_block(self.line, chosen if len(chosen) > 1 else self.line.measure.actuals))

    def paste_values(self) -> None:
        """Take dates and values, or values alone, from a spreadsheet, in one step."""
        data = QGuiApplication.clipboard().mimeData()
        block = block_of(data.text(), data.html())
        if self.line is None or not block:
            self._say(_("There is nothing to paste."))
            return
        row, measure = max(0, self.currentIndex().row()), self.line.measure
        found = pasted(block, measure, row, self._today(), next_day)
        if found.actuals:
            words = _("Paste values of {measure}").format(measure=label_of(measure))
            self.acting.put(measure.id, found.actuals, words)
        coming = said_of_future((one.on for one in found.actuals), self._today())
        tell = self._say if found.refused and not found.actuals else self._note
        tell(" ".join(filter(None, (found.said, _said_replaced(measure, found.actuals), coming))))


def _said_replaced(measure: Measure, actuals: Sequence[Actual]) -> str:
    """How many values give way to others of their day."""
    before = {one.on: one.value for one in measure.actuals}
    after = {one.on: one.value for one in actuals}
    count = sum(on in before and before[on] != value for on, value in after.items())
    if not count:
        return ""
    words = _("1 takes the place of another.") if count == 1 else _("{n} take the place of others.")
    return words.format(n=count)


_NEW = _("A new value: type it here, with another date if need be")


def _cells(line: Line, actual: Actual, *, coming: bool) -> dict[str, Cell]:
    """A row; what is dated after today stands in brackets until its day comes."""
    edit = plain(actual.value).replace(",", "").replace("−", "-")
    value, tip, ink = number(line, actual.value), line.said(actual.value), ""
    remark = Cell(actual.remark, actual.remark, "text2", tip=actual.remark)
    said = ""
    if coming:
        tip = ". ".join((tip, _("Its day has not come: it does not count yet")))
        said, value, ink = _("{value}, not counted yet").format(value=value), f"({value})", "text3"
        if not actual.remark:
            remark = Cell(_("counts later"), "", "text3", tip=tip)
    return {
        "on": Cell(said_day(date.fromisoformat(actual.on)), actual.on, ink),
        "value": Cell(value, edit, ink, bold=not coming, tip=tip, said=said),
        "remark": remark,
    }
