"""What the menu Analyse does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vsm_desktop.ui.coach.opening import CoachPlace
    from vsm_desktop.ui.plan.place import PlanPlace
    from vsm_desktop.ui.scoreboard.place import ScoreboardPlace
    from vsm_desktop.ui.window import MainWindow


class Analysing:
    """The work behind the entries; what few use is loaded when it is asked for."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.coach: CoachPlace | None = None
        self.plan: PlanPlace | None = None
        self.scoreboard: ScoreboardPlace | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """By the names of the actions."""
        toggle = self._window.bottom.toggle
        pages = ("charts", "findings", "bursts", "levers", "plan", "scoreboard")
        return {
            **{name: partial(toggle, name) for name in pages},
            "compare": self._window.comparing.toggle,
            "record_burst": self.record_burst,
            "coach": self.toggle_coach,
            "plan_large": self.toggle_plan,
            "scoreboard_large": self.toggle_scoreboard,
        }

    def record_burst(self) -> None:
        """Begin to record a burst, or end it."""
        from vsm_desktop.ui.bursts.recorder import recorder_of

        self.leave_large()
        self._window.comparing.leave()
        recorder_of(self._window).toggle()

    @property
    def keeps_properties(self) -> bool:
        """Whether the properties only gave way to the coach."""
        return self.coach is not None and self.coach.keeps_properties

    def leave_large(self) -> None:
        """The map again, where the plan or the scoreboard has its place."""
        for place in (self.plan, self.scoreboard):
            if place is not None:
                place.leave()

    def toggle_plan(self) -> None:
        """Put the value stream plan in place of the map, or the map back."""
        if self.plan is None:
            from vsm_desktop.ui.plan.place import PlanPlace

            self.plan = PlanPlace(self._window)
        if self.scoreboard is not None:
            self.scoreboard.leave()
        self.plan.toggle()

    def toggle_scoreboard(self) -> None:
        """Put all measures in place of the map, or the map back."""
        if self.scoreboard is None:
            from vsm_desktop.ui.scoreboard.place import ScoreboardPlace

            self.scoreboard = ScoreboardPlace(self._window)
        if self.plan is not None:
            self.plan.leave()
        self.scoreboard.toggle()

    def toggle_coach(self) -> None:
        """Open the future-state coach beside the map, or close it."""
        self.leave_large()
        compared = self._window.comparing.view is not None
        self._window.comparing.leave()
        if compared and self.coach is not None and not self.coach.panel.isHidden():
            self.coach.panel.take_focus()  # it stood beside the map all the time
            return
        if self.coach is None:
            from vsm_desktop.ui.coach.opening import CoachPlace

            self.coach = CoachPlace(self._window)
        self.coach.toggle()
