"""The title of the sheet with who, when and which version, and the numbered headings of its sections."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Part
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import measure, shorten_middle, wrap
from vsm_desktop.export.a3.matter import Matter
from vsm_desktop.export.a3.setter import HEAD, SMALL, Setter
from vsm_desktop.model.a3 import A3
from vsm_desktop.model.dates import MONTHS, said_day

HEADING, TITLE_HIGH = 22.0, 48.0
_TITLE, _SUB, _FIELD = 18.0, 9.5, 9.5
_GAP, _WIDEST = 22.0, 150.0


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
        x = _field(setter, label, value, x) - _GAP
    kind = _("Status report") if a3.template == "status" else _("Value stream plan")
    sub = ", ".join(filter(None, (kind, matter.stream.site)))
    setter.text(0.0, _title(setter, title, x), sub, _SUB, "ink2", room=x)
    setter.rule(0.0, 37.5, width, "ink", 1.25)
    return setter.done()


def _field(setter: Setter, label: str, value: str, right: float) -> float:
    """A label over its value, which ends at a place and has two lines if it is long; where it begins."""
    rows: tuple[str, ...] = (value,)
    size = _FIELD
    if measure(value, size, "bold") > _WIDEST:
        size = SMALL
        rows = wrap(value, _WIDEST, size, "bold")
    left = right - max(measure(label, SMALL), *(measure(row, size, "bold") for row in rows))
    setter.text(left, 17.5 if len(rows) == 1 else 14.0, label, SMALL, "ink2")
    for at, row in enumerate(reversed(rows)):
        setter.text(left, (30.0 if len(rows) == 1 else 33.5) - at * SMALL * 1.2, row, size, "ink", "bold")
    return left


def _title(setter: Setter, title: str, room: float) -> float:
    """The title, in two lines if it is long; the height of the line under it."""
    for size in (_TITLE, 16.0, 14.0):
        if measure(title, size, "bold") <= room:
            setter.text(0.0, 14.5, title, size, "ink", "bold")
            return 30.0
    sizes = (11.5, 10.5, 9.5, 8.5)
    size = next((one for one in sizes if len(wrap(title, room, one, "bold", most=9)) <= 2), sizes[-1])
    title = shorten_middle(title, lambda text: len(wrap(text, room, size, "bold", most=9)) <= 2)
    for at, row in enumerate(wrap(title, room, size, "bold")):
        setter.text(0.0, 6.5 + at * size * 1.15, row, size, "ink", "bold")
    return 33.0


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
