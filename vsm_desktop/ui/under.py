"""The pages under the map: their tabs, and where they are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from vsm_desktop.assets import _


class Entry(Struct, frozen=True):
    """One tab: its name, title and icon, what loads the class of its page, and whether that lights things on the map."""

    name: str
    title: str
    icon: str
    load: Callable[[], Any]
    lights: bool = False


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


PAGES = (
    Entry("table", _("Table"), "table", _table),
    Entry("problems", _("Problems"), "warning", _problems),
    Entry("charts", _("Charts"), "chart", _charts),
    Entry("bursts", _("Bursts"), "burst", _bursts, lights=True),
    Entry("paths", _("Paths"), "paths", _paths, lights=True),
)
