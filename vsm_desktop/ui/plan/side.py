"""The column at the right of the plan: the form of the chosen row, loop or burst, or of the plan as a whole."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vsm_desktop.insight.plan import Row
from vsm_desktop.model.kaizen import Kaizen
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.bursts.acting import acting_on
from vsm_desktop.ui.bursts.form import BurstForm
from vsm_desktop.ui.plan.acting import PlanActing
from vsm_desktop.ui.plan.forms import LoopForm, PlanForm, RowForm

WIDE = 340


class PlanSide(QScrollArea):
    """One form at a time, each made once."""

    def __init__(self, acting: PlanActing, add: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setFixedWidth(WIDE)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._acting = acting
        self.row, self.loop = RowForm(acting), LoopForm(acting, add)
        self.plan, self.burst = PlanForm(acting), BurstForm(acting.desk)
        self._forms: tuple[QWidget, ...] = (self.row, self.loop, self.plan, self.burst)
        holder = QWidget()
        holder.setObjectName("panel")
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 8, 14, 8)
        for form in self._forms:
            column.addWidget(form)
            form.hide()
        self.setWidget(holder)

    def show_burst(self, stream: ValueStream, burst: Kaizen | None) -> None:
        """Show a burst; nothing where there is none."""
        self._turn(self.burst if burst is not None else None)
        if burst is not None:
            state = acting_on(stream, self._acting.desk.frame.state_id)
            self.burst.show_burst(stream, burst, state)

    def show_row(self, stream: ValueStream, row: Row | None) -> None:
        """Show a row, else the plan."""
        if row is None:
            self._turn(self.plan)
            self.plan.show_plan(stream)
        elif row.kind == "objective":
            self._turn(self.row)
            self.row.show_row(stream, row)
        else:
            self._turn(self.loop)
            self.loop.show_row(stream, row)

    def _turn(self, form: QWidget | None) -> None:
        for one in self._forms:
            one.setVisible(one is form)

    def enter(self) -> None:
        """Put the keyboard into the form that is shown."""
        if self.isHidden():
            return
        for form in (self.row, self.loop, self.plan):
            if not form.isHidden():
                form.focus_text()
        if not self.burst.isHidden():
            self.burst.focus_title()
