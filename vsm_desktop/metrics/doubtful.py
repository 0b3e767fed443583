"""Values in units that are seldom meant: each counts as it was typed, and is pointed out."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.assets import _
from vsm_desktop.metrics.report import Problem
from vsm_desktop.metrics.splits import label
from vsm_desktop.model.display import percent, shown
from vsm_desktop.model.fields import field_of
from vsm_desktop.model.nodes import Inventory, Node, Process, Supermarket

_HARDLY = 0.01  # shares of good that nobody lives with: 0.9 was meant
_MOSTLY = 0.5  # scrap that nobody lives with: the share of good pieces was meant


def doubtful_units(node: Node) -> Iterator[Problem]:
    """What one step holds in a unit that is likely a slip."""
    if isinstance(node, Process):
        yield from _of_process(node)
    elif isinstance(node, Inventory | Supermarket) and node.days is not None and node.days.unit == "s":
        message = _("{name} holds stock for {value}: most likely days are meant.")
        yield _doubt(node, message, value=shown(node.days))


def _of_process(process: Process) -> Iterator[Problem]:
    if process.ct is not None and process.ct.in_calendar_units:
        message = _(
            "{name} has a C/T of {value}: it is working time between two pieces; what takes days is the L/T."
        )
        yield _doubt(process, message, value=shown(process.ct))
    if process.epe is not None and process.epe.unit == "s":
        message = _("{name} makes every part every {value}: most likely days are meant.")
        yield _doubt(process, message, value=shown(process.epe))
    for key in ("uptime", "oee", "ca", "fpy"):
        share = getattr(process, key)
        if share is not None and 0 < share.base <= _HARDLY:
            message = _("{name} has {field} {value}: most likely {meant} % is meant.")
            field, meant = field_of("process", key).label, percent(share.base * 100)
            yield _doubt(process, message, field=field, value=shown(share), meant=meant)
    if process.scrap is not None and process.scrap.base >= _MOSTLY:
        message = _("{name} has scrap of {value}: most likely that is the share of good pieces.")
        yield _doubt(process, message, value=shown(process.scrap))


def _doubt(node: Node, message: str, **words: str) -> Problem:
    return Problem("doubtful_unit", "warning", message.format(name=label(node), **words), (node.id,))
