"""What is known of the chosen measure: which way is better, its trial, where its baseline comes from, and its values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from vsm_desktop.assets import _
from vsm_desktop.insight.board import Line
from vsm_desktop.insight.course import baseline_on_map, is_on_map
from vsm_desktop.model.fields import Field
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.forms import Form, choice_field
from vsm_desktop.ui.scoreboard.acting import Acting
from vsm_desktop.ui.scoreboard.actuals import ActualsTable

_WAYS = (("less", _("Less is better")), ("more", _("More is better")))
_TRIAL = Field(
    "trial",
    "trial",
    _("Trial"),
    _("Trial since"),
    (),
    shape="date",
    hint=_("the first day, as 2026-11-30; it is looked at after 30, 60 and 90 days"),
)


class MeasureSide(QFrame):
    """Follows one line of the scoreboard."""

    def __init__(
        self,
        acting: Acting,
        today: Callable[[], date],
        leave: Callable[[], object],
        say: Callable[[str], object],
        note: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.acting = acting
        self.line: Line | None = None
        self._id = ""
        self._map: float | None = None
        end = acting.desk.end_merge
        self.better = Form(
            (choice_field("better", _("Better"), _WAYS),), self._write, end, frozenset({"better"})
        )
        self.trial = Form((_TRIAL,), self._write, end)
        self.keep = QPushButton()
        self.keep.setObjectName("small")
        self.keep.clicked.connect(self.keep_baseline)
        self.table = ActualsTable(acting, today, leave, say, note)
        self.wrong = QLabel()
        self.wrong.setObjectName("wrong")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.table.grid.refused.connect(self._refused)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 4)
        column.setSpacing(4)
        for widget in (self.better, self.trial, self.keep):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.wrong)

    def show_line(self, line: Line, found: float | None) -> None:
        """Show a measure; `found` is what the map says of its baseline."""
        self.line, self._map = line, found
        measure = line.measure
        if measure.id != self._id:
            self._id = measure.id
            self.better.forget()
            self.trial.forget()
            self.wrong.hide()
        self.better.setVisible(measure.key == "own")
        self.better.show_record(measure)
        self.trial.show_record(measure)
        self.keep.setVisible(found is not None and found != measure.baseline)
        if found is not None:
            self.keep.setText(_("Take baseline from the map: {value}").format(value=line.said(found)))
            self.keep.setToolTip(_("Enter it, so that it stays when the map changes"))
        self.table.show_line(line)

    def keep_baseline(self) -> None:
        """Enter what the map says."""
        if self.line is not None and self._map is not None:
            self.acting.set_value(self.line.measure.id, baseline=self._map)
            self.acting.desk.end_merge()
            self.table.setFocus()

    def _write(self, key: str, value: Any) -> None:
        if self.line is not None:
            self.acting.set_value(self.line.measure.id, **{key: value or ""})

    def _refused(self, why: str) -> None:
        self.wrong.setText(why)
        self.wrong.setVisible(bool(why))


def map_baseline(line: Line, stream: ValueStream) -> float | None:
    """What the map says of the baseline of a line."""
    return baseline_on_map(stream, line.measure) if is_on_map(line.measure) else None
