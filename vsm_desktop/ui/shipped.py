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
        "loan-approval.vsm",
        _("Loan approval"),
        _("In an office the work waits in in-trays. See how long."),
    ),
)
TEMPLATES = (
    Shipped("title-block.vsm", _("Empty sheet"), _("A title block, nothing else")),
    Shipped("frame.vsm", _("Supplier, control, customer"), _("The three corners of every map")),
    Shipped("five-processes.vsm", _("Five processes"), _("One product family, pushed from step to step")),
    Shipped("office-flow.vsm", _("Office flow"), _("A request from the counter to the answer")),
)
