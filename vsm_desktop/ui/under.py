"""The pages under the map: their tabs, and where they are made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct

from vsm_desktop.assets import _


class Entry(Struct, frozen=True):
    """One tab: its name, title and icon, what loads the class of its page, and whether that lights things on the map.

    `joins` ties the page to more of the panel, once it is made; the count of a `quiet` one is no alarm.
    """

    name: str
    title: str
    icon: str
    load: Callable[[], Any]
    lights: bool = False
    joins: Callable[[Any, Any], None] | None = None
    quiet: bool = False


def _table() -> Any:
    from vsm_desktop.ui.table.page import TablePage

    return TablePage


def _problems() -> Any:
    from vsm_desktop.ui.problems import ProblemsPage

    return ProblemsPage


def _charts() -> Any:
    from vsm_desktop.ui.charts.page import ChartsPage

    return ChartsPage


def _paths() -> Any:
    from vsm_desktop.ui.paths import PathsPage

    return PathsPage


def _bursts() -> Any:
    from vsm_desktop.ui.bursts.page import BurstsPage

    return BurstsPage


def _findings() -> Any:
    from vsm_desktop.ui.findings.page import FindingsPage

    return FindingsPage


def _join_findings(page: Any, panel: Any) -> None:
    page.join(panel.watch, panel.view)


def _levers() -> Any:
    from vsm_desktop.ui.levers.page import LeversPage

    return LeversPage


def _plan() -> Any:
    from vsm_desktop.ui.plan.page import PlanPage

    return PlanPage


def _join_plan(page: Any, panel: Any) -> None:
    page.enlarged.connect(panel.window().actions_by_name["plan_large"].trigger)


def _scoreboard() -> Any:
    from vsm_desktop.ui.scoreboard.page import ScoreboardPage

    return ScoreboardPage


def _join_scoreboard(page: Any, panel: Any) -> None:
    from vsm_desktop.ui.scoreboard.leading import lead_to_burst

    page.enlarged.connect(panel.window().actions_by_name["scoreboard_large"].trigger)
    page.led.connect(partial(lead_to_burst, panel))


PAGES = (
    Entry("table", _("Table"), "table", _table),
    Entry("problems", _("Problems"), "warning", _problems),
    Entry("findings", _("Findings"), "findings", _findings, lights=True, joins=_join_findings, quiet=True),
    Entry("charts", _("Charts"), "chart", _charts),
    Entry("bursts", _("Bursts"), "burst", _bursts, lights=True),
    Entry("paths", _("Paths"), "paths", _paths, lights=True),
    Entry("levers", _("Levers"), "levers", _levers),
    Entry("plan", _("Plan"), "plan", _plan, lights=True, joins=_join_plan),
    Entry("scoreboard", _("Scoreboard"), "scoreboard", _scoreboard, joins=_join_scoreboard),
)
