"""What kinds of symbols and arrows are called."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.model.fields import CARDS, SYMBOLS, VEHICLES

TITLES = {
    "process": _("Process"),
    "supplier": _("Supplier"),
    "customer": _("Customer"),
    "control": _("Production control"),
    "inventory": _("Inventory"),
    "queue": _("Queue"),
    "supermarket": _("Supermarket"),
    "fifo": _("FIFO lane"),
    "transport": _("Transport"),
    "junction": _("Junction"),
    "push": _("Push arrow"),
    "pull": _("Pull (withdrawal)"),
    "move": _("Move"),
    "shipment": _("Shipment"),
    "manual": _("Manual information"),
    "electronic": _("Electronic information"),
    "verbal": _("Verbal information"),
    "kanban": _("Kanban path"),
    "rework": _("Rework"),
    "text": _("Text"),
    "picture": _("Picture"),
    "burst": _("Kaizen burst"),
    "quality": _("Quality problem"),
    "lane": _("Swimlane"),
    "loop": _("Loop outline"),
    "shared": _("Shared process"),
    "operator": _("Operator"),
    "phone": _("Phone"),
    **{key: title for choices in SYMBOLS.values() for key, title in choices},
    **dict(VEHICLES),
    **{f"kanban-{key}": title for key, title in CARDS},
}


def title_of(kind: str) -> str:
    """What a kind of node or arrow, or an article of the catalogue, is called; one nobody knows by its own word."""
    return TITLES.get(kind, kind)
