"""The title of the sheet with who, when and which version, and the numbered headings of its sections."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Part
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import measure
from vsm_desktop.export.a3.matter import Matter
from vsm_desktop.export.a3.setter import HEAD, SMALL, Setter
from vsm_desktop.model.a3 import A3
from vsm_desktop.model.dates import MONTHS, said_day

HEADING, TITLE_HIGH = 22.0, 48.0
_TITLE, _SUB, _FIELD = 18.0, 9.5, 9.5
_GAP = 22.0


def title_block(matter: Matter, a3: A3, title: str, width: float, look: Look) -> tuple[Part, ...]:
    """The title over what it is of; at the right who answers for it, when, and which version."""
    setter = Setter(look)
    fields = [
        (_("Value stream manager"), matter.plan.manager),
        (_("Sponsor"), matter.plan.sponsor),
        (_("Period"), period(matter)),
        (_("Version"), a3.version),
        (_("Date"), said_day(matter.today)),
    ]
    x = width
    for label, value in reversed([(label, value) for label, value in fields if value]):
        wide = max(measure(label, SMALL), measure(value, _FIELD, "bold"))
        x -= wide
        setter.text(x, 17.5, label, SMALL, "ink2")
        setter.text(x, 30.0, value, _FIELD, "ink", "bold")
        x -= _GAP
    room = max(x, width * 0.3)
    size = next((one for one in (_TITLE, 16.0, 14.0) if measure(title, one, "bold") <= room), 12.0)
    setter.text(0.0, 14.5, title, size, "ink", "bold", room=room)
    kind = _("Status report") if a3.template == "status" else _("Value stream plan")
    setter.text(0.0, 30.0, ", ".join(filter(None, (kind, matter.stream.site))), _SUB, "ink2", room=room)
    setter.rule(0.0, 37.5, width, "ink", 1.25)
    return setter.done()


def period(matter: Matter) -> str:
    """From which month to which the plan runs; nothing without a plan."""
    if matter.stream.plan is None:
        return ""
    first, last = matter.span.first, matter.span.last
    if first.year == last.year:
        return f"{MONTHS[first.month - 1]} – {MONTHS[last.month - 1]} {last.year}"
    return f"{MONTHS[first.month - 1]} {first.year} – {MONTHS[last.month - 1]} {last.year}"


def heading(number: int, title: str, note: str, width: float, look: Look) -> tuple[Part, ...]:
    """A number, the title in bold and a note at the right, over a hairline."""
    setter = Setter(look)
    wide = setter.text(0.0, 9.5, str(number), HEAD, "ink2") + 7.0
    wide += setter.text(wide, 9.5, title, HEAD, "ink", "bold") + 12.0
    setter.text(width, 9.5, note, SMALL, "ink2", anchor="end", room=max(width - wide, 20.0))
    setter.rule(0.0, 14.5, width)
    return setter.done()
