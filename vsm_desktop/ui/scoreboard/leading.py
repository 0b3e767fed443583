"""From a sentence on the scoreboard to the burst it is about, on the page where it is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from vsm_desktop.model.plan import Plan

if TYPE_CHECKING:
    from vsm_desktop.ui.bottom import BottomPanel
    from vsm_desktop.ui.bursts.page import BurstsPage
    from vsm_desktop.ui.plan.page import PlanPage


def lead_to_burst(panel: BottomPanel, burst: str) -> None:
    """Show the objective a burst serves in the plan; one that serves none, among the bursts."""
    plan: Plan | None = panel.desk.recorded.plan
    served = next((one.id for one in (plan.objectives if plan else ()) if burst in one.bursts), "")
    if not served:
        panel.toggle("bursts")
        cast("BurstsPage", panel.page("bursts")).choose(burst)
        return
    from vsm_desktop.ui.plan.lines import Filter
    from vsm_desktop.ui.plan.page import PLAN

    panel.toggle("plan")
    page = cast("PlanPage", panel.page("plan"))
    page.filter(Filter())
    page.choose(served)
    page.turn(PLAN)
