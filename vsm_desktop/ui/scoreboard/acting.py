"""What is done to the scoreboard: every change is one step that can be undone, every refusal a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.entry import read_date
from vsm_desktop.edit.scoreboard import (
    add_measure,
    add_usual_measures,
    drop_actual,
    drop_measure,
    fresh_measure,
    place_measure,
    put_actuals,
    set_measure,
)
from vsm_desktop.insight.judging import label_of
from vsm_desktop.intake.actuals import NEW, made_of
from vsm_desktop.intake.days import day_of_text, is_either
from vsm_desktop.intake.written import read_value
from vsm_desktop.model.dates import month_end, said_day
from vsm_desktop.model.parse import Unreadable
from vsm_desktop.model.scoreboard import Actual, Measure, MeasureKey, Scoreboard
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk

_LIMITS = {"baseline": _("Change baseline"), "target": _("Change target")}


def measures_of(stream: ValueStream) -> tuple[Measure, ...]:
    """The measures of a document in their order; none without a scoreboard."""
    board: Scoreboard | None = stream.scoreboard
    return board.measures if board is not None else ()


def in_turn(*edits: StreamEdit) -> StreamEdit:
    """Several edits as one."""

    def apply(stream: ValueStream) -> ValueStream:
        for edit in edits:
            stream = edit(stream)
        return stream

    return apply


def next_day(measure: Measure, today: date) -> date:
    """The day the next value is likely to be of: as far behind the last one as that is behind the one before it."""
    days = [date.fromisoformat(one.on) for one in measure.actuals[-2:]]
    if not days:
        return today
    last = days[-1]
    try:
        if last == month_end(last):
            return month_end(last + timedelta(days=1))
        return last + timedelta(days=(last - days[0]).days or 7)
    except OverflowError:  # the last day there is
        return today


class Acting:
    """The doings of the page, on the document of the desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @property
    def measures(self) -> tuple[Measure, ...]:
        return measures_of(self.desk.recorded)

    def measure(self, id_: str) -> Measure | None:
        """The measure of an id."""
        return next((one for one in self.measures if one.id == id_), None)

    # measures

    def add(self, key: MeasureKey) -> str:
        """A new measure at the end; its id."""
        new = fresh_measure(self.desk.recorded.scoreboard)
        name = _("New measure") if key == "own" else ""
        self.desk.commit_stream(_("Add measure"), add_measure(id=new, key=key, name=name))
        return new

    def add_usual(self) -> None:
        """Every usual measure."""
        self.desk.commit_stream(_("Add the usual measures"), add_usual_measures())

    def drop(self, id_: str) -> None:
        """Take a measure away; a board without any is none."""
        measure = self.measure(id_)
        if measure is not None:
            words = _("Remove {measure}").format(measure=label_of(measure))
            self.desk.commit_stream(words, drop_measure(id_))

    def place(self, id_: str, index: int) -> None:
        """Put a measure at another place."""
        if 0 <= index < len(self.measures):
            self.desk.commit_stream(_("Move measure"), place_measure(id_, index))

    def set(self, id_: str, key: str, text: str) -> str:
        """Take what was typed for a field of a measure; why it cannot be taken, or nothing."""
        measure = self.measure(id_)
        if measure is None:
            return ""
        if key in _LIMITS:
            try:
                value = read_value(text, measure) if text else None
            except Unreadable as error:
                return str(error)
            self.desk.commit_stream(_LIMITS[key], set_measure(id_, **{key: value}))
            return ""
        if key == "name" and not text and measure.key == "own":
            return _("A measure of your own needs a name.")
        words = _("Rename measure") if key == "name" else _("Change unit")
        self.desk.commit_stream(words, set_measure(id_, **{key: " ".join(text.split())}))
        return ""

    def set_value(self, id_: str, **values: object) -> None:
        """Give a measure values that are none of the table."""
        merge = f"measure.{id_}.{'.'.join(values)}"
        self.desk.commit_stream(_("Change measure"), set_measure(id_, **values), merge=merge)

    # what was reached

    def put(self, id_: str, actuals: Sequence[Actual], label: str, drop: Iterable[str] = ()) -> None:
        """Enter values, and take away those of some days."""
        gone = [drop_actual(id_, on) for on in drop]
        self.desk.commit_stream(label, in_turn(*gone, put_actuals(id_, actuals)))

    def drop_days(self, id_: str, days: Sequence[str]) -> None:
        """Take values away."""
        self.put(id_, (), _("Remove value") if len(days) == 1 else _("Remove values"), days)

    def typed_date(self, id_: str, actual: Actual, text: str) -> str:
        """Give a value another day; why that cannot be, or nothing."""
        day, why = self.read_day(id_, text, actual.on)
        if day:
            moved = actual.evolve(on=day)
            self.put(id_, (moved,), _("Change date of value"), (actual.on,))
        return why

    def read_day(self, id_: str, text: str, now: str = "") -> tuple[str, str]:
        """A typed day as it is kept, or why it cannot be taken."""
        measure = self.measure(id_)
        try:
            day = date.fromisoformat(read_date(text, "last"))
        except ValueError as wrong:
            found = None if is_either(text) else day_of_text(text)  # weeks and quarters
            if found is None:
                return "", str(wrong) if text.strip() else _("A value stands on a day. Type its date.")
            day = found
        on = day.isoformat()
        if measure is not None and on != now and any(one.on == on for one in measure.actuals):
            return "", _("{day} has a value already. Change that one.").format(day=said_day(day))
        return on, ""

    def typed_value(self, id_: str, on: str, text: str, remark: str = "") -> str:
        """Enter the value of a day; why it cannot be taken, or nothing."""
        measure = self.measure(id_)
        if measure is None:
            return ""
        try:
            value = read_value(text, measure)
        except Unreadable as error:
            return str(error)
        self.put(id_, (Actual(on=on, value=value, remark=remark),), _("Enter value"))
        return ""

    def take(self, known: Mapping[str, Sequence[Actual]], label: str) -> None:
        """Enter what a sheet says; what it brings as `new:` and a kind becomes a measure of its own."""
        edits: list[StreamEdit] = []
        for target, actuals in known.items():
            if not target.startswith(NEW):
                edits.append(put_actuals(target, actuals))
                continue
            made = made_of(target)
            values: dict[str, Any] = {"key": made.key, "name": made.name, "actuals": tuple(actuals)}
            if made.unit:  # else the usual one
                values["unit"] = made.unit
            edits.append(add_measure(**values))
        self.desk.commit_stream(label, in_turn(*edits))
