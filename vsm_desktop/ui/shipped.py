"""The shipped samples and templates, with the words for them."""

from __future__ import annotations

from msgspec import Struct

from vsm_desktop.assets import _


class Shipped(Struct, frozen=True):
    """A file, its title, and what there is to learn from it or what it holds."""

    name: str
    title: str
    words: str


SAMPLES = (
    Shipped(
        "acme-current.vsm",
        _("Acme Stamping"),
        _("23.6 days for 188 seconds of work. Find out why."),
    ),
    Shipped(
        "acme-future.vsm",
        _("Acme Stamping, future"),
        _("Three supermarkets, one pacemaker: 4.5 days."),
    ),
    Shipped(
        "twi-current.vsm",
        _("TWI Industries"),
        _("Two branches merge. The longer one makes the 48 days."),
    ),
    Shipped(
        "twi-future.vsm",
        _("TWI Industries, future"),
        _("Only one step gets a schedule, and 48 days become 10."),
    ),
    Shipped(
        "loan-approval.vsm",
        _("Loan approval"),
        _("In an office the work waits in trays. See how long."),
    ),
    Shipped(
        "emergency-department.vsm",
        _("Emergency department"),
        _("Patients part at the tests. See what each way adds."),
    ),
    Shipped(
        "valve-blocks.vsm",
        _("Valve blocks"),
        _("Rework and a choice: how often does a step count?"),
    ),
    Shipped(
        "garden-pumps.vsm",
        _("Garden pumps"),
        _("From plant to plant: 32 of 73 days are at sea."),
    ),
)
TEMPLATES = (
    Shipped("title-block.vsm", _("Empty sheet"), _("A title block, nothing else")),
    Shipped("frame.vsm", _("Supplier, control, customer"), _("The three corners of every map")),
    Shipped("five-processes.vsm", _("Five processes"), _("One product family, pushed from step to step")),
    Shipped("office-flow.vsm", _("Office flow"), _("A request from the counter to the answer")),
)
