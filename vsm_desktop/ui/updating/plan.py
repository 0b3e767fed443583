"""The dialog that shows how the workbook of a plan differs from the plan. Taking what is ticked is one step to undo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.insight.effect import Effect
from vsm_desktop.insight.glide import glide_path
from vsm_desktop.insight.plan import Row, plan_rows, share_done
from vsm_desktop.insight.planned import span_of
from vsm_desktop.intake.plans.difference import PlanDifference, PlanLine, compare_plan, row_of, taking
from vsm_desktop.intake.plans.tables import PlanTable
from vsm_desktop.intake.report import Entry
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.display import DASH, percent, rounded
from vsm_desktop.model.plan_origin import called
from vsm_desktop.model.plan_table import COLUMNS, objective_cells
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.updating.model import BEFORE, CELL, FIELD, WHAT, DifferenceModel, Group, Shown
from vsm_desktop.ui.updating.ticking import TickDialog

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow

_SHARES = {WHAT: 0.265, FIELD: 0.16, BEFORE: 0.155, CELL: 0.165}  # objectives are sentences
_HEADS = (_("Row"), _("Field"), _("In the plan"), _("In the workbook"), _("Cell"))
_TITLES = {
    "changed": _("Changed"),
    "doubtful": _("In doubt, tick what is meant"),
    "added": _("Only in the workbook, added to the plan"),
    "removed": _("Only in the plan, removed from it"),
    "rejected": _("Left out of the workbook"),
    "empty": _("Empty in the workbook, kept in the plan"),
}
_TABLES = ("actuals", "measures", "reviews", "people", "plan")  # the last names a column they share
_ABOUT = {column.key: column.title for column in COLUMNS["about"]}
_COLUMNS = {**_ABOUT, **{one.key: one.title for name in _TABLES for one in COLUMNS[name]}}
_DOUBT = _("A share can be written as 0.88 or as 88. Tick what is meant.")


def show_plan(window: MainWindow, path: Path, tables: Mapping[str, PlanTable]) -> None:
    """Show how the plan of the open document differs from its workbook."""
    dialog = PlanUpdateDialog(window.desk, path.name, tables, window.filing.front)
    dialog.accepted.connect(partial(window.filing.updated, path.name))
    window.bridge.changed.connect(dialog.follow)
    dialog.open()


class PlanUpdateDialog(TickDialog):
    """Groups of differences at the left, what they do to the plan at the right."""

    def __init__(
        self, desk: Desk, name: str, tables: Mapping[str, PlanTable], parent: QWidget | None
    ) -> None:
        title = _("Update the plan from a workbook")
        super().__init__(desk, DifferenceModel(desk.theme, _HEADS), title, parent, _SHARES)
        self.setObjectName("plan-update-dialog")
        self._name = name
        self.difference: PlanDifference = compare_plan(desk.recorded, tables)
        self.summary.setText(_summary(self.difference))
        words = _("What is ticked is taken as one step. One undo takes it back.")
        self.lay_out(_("{sheet} beside the plan").format(sheet=name), words, self._card())
        self.model.ticked.connect(self._ticked)
        groups = _groups(self.difference, _names(desk.recorded))
        everything = frozenset(key for group in groups for key in group.keys)
        self.model.show_groups(groups, self.difference.proposed, everything)
        self.tree.unfold()
        if groups:
            self.tree.choose()
        self._ticked()
        self.tree.setFocus()

    def _card(self) -> QLabel | None:
        """Why nothing is ticked; none for the workbook of this value stream."""
        if not self.difference.strange:
            return None
        card = QLabel(_("{why} Nothing is ticked.").format(why=self.difference.strange))
        card.setObjectName("wrong-card")
        card.setTextFormat(Qt.TextFormat.PlainText)
        card.setWordWrap(True)
        return card

    def _edit(self) -> StreamEdit:
        return taking(self.difference, self.model.chosen)

    def _ticked(self) -> None:
        """How many are ticked, and what they do to the plan; what cannot stand together is said."""
        count = self.offer(anything=bool(self.difference.lines))
        before, wrong = self.desk.recorded, ""
        try:
            after = self._edit()(before)
        except Wrong as error:
            after, wrong = before, _("This cannot be taken together: {why}").format(why=error)
        self.take.setEnabled(bool(count) and not wrong)
        self.effects.show_wrong(wrong)
        self.effects.show_effects(plan_effects(before, after, date.today()))
        coming = self.difference.coming(self.model.chosen, date.today())
        self.summary.setText(". ".join(filter(None, (_summary(self.difference), coming))))

    def accept(self) -> None:
        """Take what is ticked, as one step."""
        if not self.take.isEnabled():
            return
        self.desk.commit_stream(_("Update the plan from {name}").format(name=self._name), self._edit())
        super().accept()


def plan_effects(before: ValueStream, after: ValueStream, today: date) -> tuple[Effect, ...]:
    """What a change of a plan does to it as a whole, in words."""
    pair = tuple(_facts(stream, today) for stream in (before, after))
    labels = (
        _("Objectives"),
        _("Done"),
        _("Late"),
        _("At risk"),
        _("Last end"),
        _("Cost"),
        _("Lead time as the plan ends"),
    )
    return tuple(
        Effect(f"plan{at}", label, was, will, "same" if was == will else "other")
        for at, (label, was, will) in enumerate(zip(labels, *pair, strict=True))
    )


def _facts(stream: ValueStream, today: date) -> tuple[str, ...]:
    rows = [row for row in plan_rows(stream, today) if row.kind == "objective"]
    costs = [row.cost.value for row in rows if row.cost is not None]
    series = glide_path(stream, today).of("lead_time_days")
    span = span_of(stream, today)
    return (
        str(len(rows)),
        f"{percent(round(share_done(rows), 2))} %",
        str(sum(row.late_days > 0 for row in rows)),
        str(sum(row.at_risk for row in rows)),
        _last(rows),
        rounded(sum(costs), 2) if costs else DASH,
        f"{series.words[-1]}, {said_day(span.last)}" if series is not None else DASH,
    )


def _last(rows: list[Row]) -> str:
    last = max((row.end for row in rows if row.end is not None), default=None)
    return said_day(last) if last is not None else DASH


def _names(stream: ValueStream) -> dict[str, str]:
    """What the rows of plan and scoreboard are called, by their ids."""
    board = stream.scoreboard.measures if stream.scoreboard else ()
    names = {id_: str(cells["text"]) for id_, cells in objective_cells(stream).items()}
    return names | {one.id: called(one) for one in board}


def _groups(difference: PlanDifference, names: Mapping[str, str]) -> tuple[Group, ...]:
    rows = {name: [_of_line(line) for line in difference.lines if line.group == name] for name in _TITLES}
    rows["rejected"] = [_of_entry(entry, names, difference.names) for entry in difference.rejected]
    return tuple(Group(name, _TITLES[name], tuple(found)) for name, found in rows.items() if found)


def _of_line(line: PlanLine) -> Shown:
    after = line.after
    if line.group == "removed":
        after = _("not in the workbook")
    texts = (
        line.name,
        line.title,
        line.before,
        f"△ {after}" if line.group == "doubtful" else after,
        line.cell,
    )
    return Shown(texts, line.key, _DOUBT if line.instead else "", line.instead)


def _of_entry(entry: Entry, names: Mapping[str, str], rows: Mapping[str, str]) -> Shown:
    """A cell that is left out: of which row, what it says, and why it is."""
    value = f"“{entry.value}”" if entry.value and entry.value not in entry.reason else ""
    titles = _ABOUT if entry.step == "about" else _COLUMNS
    place = f"{entry.sheet}!{entry.cell}"
    name = names.get(entry.step) or (_("Plan") if titles is _ABOUT else rows.get(row_of(place), ""))
    title = titles.get(entry.field, names.get(entry.field, ""))
    reason = entry.reason[:1].upper() + entry.reason[1:]
    why = f"{value}: {entry.reason}" if value else reason
    return Shown((name, title, "", why, place))


def _summary(difference: PlanDifference) -> str:
    """All of it in a sentence."""
    rows = (
        (len(difference.of("changed")), _("{n} changed")),
        (len(difference.of("added")), _("{n} added")),
        (len(difference.of("removed")), _("{n} only in the plan")),
        (len({line.cell for line in difference.of("doubtful")}), _("{n} in doubt")),
        (len(difference.rejected), _("{n} left out")),
        (len(difference.of("empty")), _("{n} empty, so kept")),
        (difference.unchanged, _("{n} unchanged")),
    )
    said = ", ".join(words.format(n=n) for n, words in rows if n)
    if not (difference.lines or difference.rejected):
        said = _("Nothing differs, {n} cells say what is there.").format(n=difference.unchanged)
    return "\n".join((said, *difference.notes))
