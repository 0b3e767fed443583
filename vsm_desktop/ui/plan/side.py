"""The column at the right of the plan: the form of the chosen row, loop or burst, or of the plan as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vsm_desktop.insight.plan import Row
from vsm_desktop.model.kaizen import Kaizen
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.ui.plan.acting import PlanActing
from vsm_desktop.ui.plan.forms import LoopForm, PlanForm, RowForm

if TYPE_CHECKING:
    from vsm_desktop.ui.bursts.form import BurstForm

WIDE = 340
F = TypeVar("F", bound=QWidget)


class PlanSide(QScrollArea):
    """One form at a time, each made once, when it is first needed."""

    def __init__(self, acting: PlanActing, add: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setFixedWidth(WIDE)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._acting, self._add = acting, add
        self._shown: QWidget | None = None
        self._row: RowForm | None = None
        self._loop: LoopForm | None = None
        self._plan: PlanForm | None = None
        self._burst: BurstForm | None = None
        holder = QWidget()
        holder.setObjectName("panel")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(14, 8, 14, 8)
        self.setWidget(holder)

    @property
    def row(self) -> RowForm:
        """The form of an objective."""
        if self._row is None:
            self._row = self._made(RowForm(self._acting))
        return self._row

    @property
    def loop(self) -> LoopForm:
        """The form of a loop."""
        if self._loop is None:
            self._loop = self._made(LoopForm(self._acting, self._add))
        return self._loop

    @property
    def plan(self) -> PlanForm:
        """The form of the plan as a whole."""
        if self._plan is None:
            self._plan = self._made(PlanForm(self._acting))
        return self._plan

    @property
    def burst(self) -> BurstForm:
        """The form of a burst."""
        if self._burst is None:
            from vsm_desktop.ui.bursts.form import BurstForm

            self._burst = self._made(BurstForm(self._acting.desk))
        return self._burst

    def _made(self, form: F) -> F:
        form.hide()
        self._column.addWidget(form)
        return form

    def show_burst(self, stream: ValueStream, burst: Kaizen | None) -> None:
        """Show a burst; nothing where there is none."""
        if burst is None:
            self._turn(None)
            return
        from vsm_desktop.ui.bursts.acting import acting_on

        state = acting_on(stream, self._acting.desk.frame.state_id)
        self.burst.show_burst(stream, burst, state)
        self._turn(self.burst)

    def show_row(self, stream: ValueStream, row: Row | None) -> None:
        """Show a row, else the plan."""
        if row is None:
            self.plan.show_plan(stream)
            self._turn(self.plan)
        elif row.kind == "objective":
            self.row.show_row(stream, row)
            self._turn(self.row)
        else:
            self.loop.show_row(stream, row)
            self._turn(self.loop)

    def _turn(self, form: QWidget | None) -> None:
        if form is self._shown:
            return
        if self._shown is not None:
            self._shown.hide()
        self._shown = form
        if form is not None:
            form.show()

    def enter(self) -> None:
        """Put the keyboard into the form that is shown."""
        if self.isHidden() or self._shown is None:
            return
        if isinstance(self._shown, RowForm | LoopForm | PlanForm):
            self._shown.focus_text()
        else:
            self.burst.focus_title()
