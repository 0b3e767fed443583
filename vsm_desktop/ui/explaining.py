"""Asking why: whatever number was pointed at, the card that explains it, live with the map; made on first use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMainWindow

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView
from vsm_desktop.edit.edits import set_options
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.select import Select

if TYPE_CHECKING:
    from vsm_desktop.metrics.explain.explanation import Explanation
    from vsm_desktop.ui.answers import Answer
    from vsm_desktop.ui.jobs import Job
    from vsm_desktop.ui.why import WhyCard

_SETTLE_MS = 120
_AT_ONCE = 800  # steps; an answer about more of them is worked out on a thread
_REACH = 6.0


class Explaining:
    """Opens the card, keeps it up to the map, and does what is chosen in it."""

    def __init__(
        self, window: QMainWindow, desk: Desk, view: MapView, reveal: Callable[[str], object]
    ) -> None:
        self.window, self.desk, self.view, self._reveal = window, desk, view, reveal
        self.card: WhyCard | None = None
        self._trail: list[tuple[str, ...]] = []
        self._title, self._at = "", QPoint()
        self._answer: Answer | None = None
        self._job: Job | None = None
        self._clock = QTimer(window, singleShot=True)
        self._clock.timeout.connect(self._show)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {"ask_why": self.ask_here}

    # asking

    def ask_here(self) -> None:
        """Why the number under the pointer, that of the selected step, or the lead time."""
        from vsm_desktop.drawing.asked import number_at, of_element

        frame, at = self.desk.frame, self.view.hand.at
        keys: tuple[str, ...] = ()
        if at is not None and self.view.hasFocus():
            keys = number_at(frame, *at, _REACH * self.desk.pixel)
        if not keys and len(self.desk.selection) == 1:
            keys = of_element(frame.report, next(iter(self.desk.selection)))
        where = self.view.mapFromScene(*at) if at is not None and keys else self.view.rect().center()
        self.ask(keys or ("lead_time_days",), self.view.viewport().mapToGlobal(where))

    def ask_on_map(self, x: float, y: float) -> None:
        """Why the number at a point of the map."""
        from vsm_desktop.drawing.asked import number_at

        if keys := number_at(self.desk.frame, x, y, _REACH * self.desk.pixel):
            self.ask(keys, self.view.viewport().mapToGlobal(self.view.mapFromScene(x, y)))

    def ask_one(self, key: str, at: QPoint) -> None:
        """Why one number of the strip, the properties or the table."""
        self.ask((key,), at)

    def ask(self, keys: Sequence[str], at: QPoint, title: str = "") -> None:
        """Explain a number, several keys for one that adds them up, beside a place on the screen."""
        if keys:
            self._trail, self._title, self._at = [tuple(keys)], title or _("Waiting"), at
            self._show()

    def show_desk(self, desk: Desk) -> None:
        """Follow the map while the card is open, when it comes to rest."""
        here = self.card is not None and self.card.scrim.isVisible()
        if here and self._answer is not None and desk.frame.report is not self._answer.frame.report:
            self._clock.start(_SETTLE_MS)

    # showing

    def _show(self) -> None:
        """Have the answer and show it; about a large map it is worked out while the window goes on."""
        from vsm_desktop.ui.answers import answer
        from vsm_desktop.ui.jobs import LOOK_MS, Job

        if self._job is not None:
            if not self._job.over:
                self._clock.start(LOOK_MS)
                return
            job, self._job = self._job, None
            if job.error is not None:
                raise job.error
            if job.result is None or self._fits(job.result):
                self._take(job.result)
                return
        if not self._trail:
            return
        work = partial(answer, self.desk.frame, self._trail[-1], self._title, self._answer)
        if len(self.desk.frame.state.nodes) <= _AT_ONCE:
            self._take(work())
            return
        self._job = Job("")
        Thread(target=self._job.run, args=(lambda _progress: work(),), daemon=True).start()
        self._clock.start(LOOK_MS)

    def _fits(self, found: Answer) -> bool:
        """Whether an answer is still the one that is wanted."""
        return found.frame.report is self.desk.frame.report and found.keys == self._trail[-1]

    def _take(self, found: Answer | None) -> None:
        if found is None:  # the step is gone
            if self.card is not None and self.card.scrim.isVisible():
                self.card.close_card()
            return
        self._answer = found
        card = self._the_card()
        card.model.times = self.desk.frame.state.options.time_unit
        card.show_why(found.one, len(self._trail) > 1, self.desk.theme, found.uses)
        card.show_choices(found.choices)
        if not card.scrim.isVisible():
            card.open_at(self.window.mapFromGlobal(self._at), self.desk.theme)

    def _the_card(self) -> WhyCard:
        from vsm_desktop.ui.why import WhyCard

        if self.card is None:
            self.card = WhyCard(self.window, self.desk.theme)
            self.card.entered.connect(self._go_on)
            self.card.went_back.connect(self._go_back)
            self.card.wanted.connect(self._go_to)
            self.card.lit.connect(self._light)
            self.card.chosen.connect(self._choose)
            self.card.closed.connect(self._put_out)
        return self.card

    def _go_on(self, key: str) -> None:
        self._trail.append((key,))
        self._show()

    def _go_back(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            self._show()

    def _go_to(self, one: Explanation) -> None:
        """Show where an input stands, ready to be changed."""
        self._the_card().close_card()
        self.desk.use(Select())
        self.desk.select(frozenset(one.ids))
        for id_ in one.ids:
            self._reveal(id_)

    # on the map

    def _light(self, one: Explanation) -> None:
        from vsm_desktop.tools.found import lights_of

        ids = {id_ for part in (one, *one.terms) for id_ in part.ids}
        self.view.show_lights(lights_of(self.desk.frame, ids, self.desk.pixel), ())

    def _put_out(self) -> None:
        self._clock.stop()
        self._trail, self._answer = [], None
        self.view.show_lights((), ())

    def _choose(self, option: str, value: object) -> None:
        options = self.desk.frame.state.options
        if getattr(options, option) != value:
            self.desk.commit(_("Change convention"), set_options(options.evolve(**{option: value})))
        self._show()
