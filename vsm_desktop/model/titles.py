"""What kinds of symbols and arrows are called."""

from __future__ import annotations

from vsm_desktop.assets import _

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
}


def title_of(kind: str) -> str:
    """What a kind of node or arrow is called; one nobody knows by its own word."""
    return TITLES.get(kind, kind)
