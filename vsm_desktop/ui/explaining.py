"""Asking why: whatever number was pointed at, the card that explains it, live with the map; made on first use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    from vsm_desktop.metrics.explain.tree import Explainer
    from vsm_desktop.metrics.report import Report
    from vsm_desktop.ui.why import WhyCard

_SETTLE_MS = 120


class Explaining:
    """Opens the card, keeps it up to the map, and does what is chosen in it."""

    def __init__(
        self, window: QMainWindow, desk: Desk, view: MapView, reveal: Callable[[str], object]
    ) -> None:
        self.window, self.desk, self.view, self._reveal = window, desk, view, reveal
        self.card: WhyCard | None = None
        self._trail: list[tuple[str, ...]] = []
        self._title = ""
        self._explainer: Explainer | None = None
        self._report: Report | None = None
        self._settled = QTimer(window, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._show)

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
            keys = number_at(frame, *at, 6.0 * self.desk.pixel)
        if not keys and len(self.desk.selection) == 1:
            keys = of_element(frame.report, next(iter(self.desk.selection)))
        where = self.view.mapFromScene(*at) if at is not None and keys else self.view.rect().center()
        self.ask(keys or ("lead_time_days",), self.view.viewport().mapToGlobal(where))

    def ask_on_map(self, x: float, y: float) -> None:
        """Why the number of the ladder at a point of the map."""
        from vsm_desktop.drawing.asked import total_at

        if keys := total_at(self.desk.frame, x, y):
            self.ask(keys, self.view.viewport().mapToGlobal(self.view.mapFromScene(x, y)))

    def ask_one(self, key: str, at: QPoint) -> None:
        """Why one number of the strip, the properties or the table."""
        from vsm_desktop.drawing.asked import stocks_of

        if key == "stock":
            self.ask(stocks_of(self.desk.frame), at, _("Stock in the stream"))
        else:
            self.ask((key,), at)

    def ask(self, keys: Sequence[str], at: QPoint, title: str = "") -> None:
        """Explain a number, several keys for one that adds them up, beside a place on the screen."""
        from vsm_desktop.ui.why import WhyCard

        if self.card is None:
            self.card = WhyCard(self.window, self.desk.theme)
            self.card.entered.connect(lambda key: self._go_on((key,)))
            self.card.went_back.connect(self._go_back)
            self.card.wanted.connect(self._go_to)
            self.card.lit.connect(self._light)
            self.card.chosen.connect(self._choose)
            self.card.closed.connect(self._put_out)
        self._trail, self._title = [tuple(keys)], title
        self._show()
        if self.card.shown is not None:
            self.card.open_at(self.window.mapFromGlobal(at), self.desk.theme)

    def show_desk(self, desk: Desk) -> None:
        """Follow the map while the card is open, when it comes to rest."""
        if self.card is not None and self.card.scrim.isVisible() and desk.frame.report is not self._report:
            self._settled.start()

    # showing

    def _explain(self, keys: tuple[str, ...]) -> Explanation:
        from vsm_desktop.metrics.explain.tree import Explainer

        frame = self.desk.frame
        if self._explainer is None or self._report is not frame.report:
            self._explainer, self._report = Explainer(frame.stream, frame.state_id), frame.report
        if len(keys) == 1:
            return self._explainer.explain(keys[0])
        return self._explainer.total(self._title or _("Waiting"), keys)

    def _show(self) -> None:
        from vsm_desktop.drawing.ladder import lead_words
        from vsm_desktop.metrics.explain.tree import NoSuchKey
        from vsm_desktop.ui.why_choices import choices_for

        assert self.card is not None
        try:
            one = self._explain(self._trail[-1])
        except NoSuchKey:  # the step is gone
            self.card.shown = None
            self.card.close_card()
            return
        assert self._explainer is not None
        frame = self.desk.frame
        uses = self._explainer.uses(one.key) if one.is_input else ()
        least = (
            " ".join(lead_words(frame.report)) if one.key == "lead_time_days" and one.value is None else ""
        )
        self.card.show_why(one, len(self._trail) > 1, self.desk.theme, uses, least)
        self.card.show_choices(choices_for(frame.stream, frame.state_id, one.key))

    def _go_on(self, keys: tuple[str, ...]) -> None:
        self._trail.append(keys)
        self._show()

    def _go_back(self) -> None:
        if len(self._trail) > 1:
            self._trail.pop()
            self._show()

    def _go_to(self, one: Explanation) -> None:
        """Show where an input stands, ready to be changed."""
        assert self.card is not None
        self.card.close_card()
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
        self._settled.stop()
        self._explainer = self._report = None
        self.view.show_lights((), ())

    def _choose(self, option: str, value: object) -> None:
        options = self.desk.frame.state.options
        if getattr(options, option) != value:
            self.desk.commit(_("Change convention"), set_options(options.evolve(**{option: value})))
        self._show()
