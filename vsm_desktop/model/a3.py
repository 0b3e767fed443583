"""The A3: what stands on the one sheet of a value stream plan, where, and how large.

A document that says nothing has the sections of its template in their usual order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from vsm_desktop.assets import _
from vsm_desktop.model.value import Value

if TYPE_CHECKING:
    from vsm_desktop.model.stream import ValueStream

SectionKey = Literal[
    "why",
    "current",
    "findings",
    "targets",
    "future",
    "plan",
    "glide",
    "scoreboard",
    "deviations",
    "follow_up",
    "sign_off",
]
Column = Literal["left", "right", "wide"]
Template = Literal["proposal", "status"]
SheetPaper = Literal["A3", "A2", "Tabloid"]
SECTIONS: tuple[tuple[SectionKey, str], ...] = (
    ("why", _("Why now")),
    ("current", _("Current state")),
    ("findings", _("What the facts say")),
    ("targets", _("Targets")),
    ("future", _("Future state")),
    ("plan", _("Plan")),
    ("glide", _("Glide path")),
    ("scoreboard", _("Scoreboard")),
    ("deviations", _("Where we stand")),
    ("follow_up", _("Follow-up")),
    ("sign_off", _("Sign-off")),
)
MAPS: tuple[SectionKey, ...] = (
    "current",
    "future",
)  # at their usual size they have the whole width of their place
TEMPLATES: tuple[tuple[Template, str], ...] = (("proposal", _("A3 proposal")), ("status", _("Status report")))
COLUMNS: tuple[tuple[Column, str], ...] = (
    ("left", _("Left column")),
    ("right", _("Right column")),
    ("wide", _("Whole width")),
)
SHEETS: tuple[SheetPaper, ...] = ("A3", "A2", "Tabloid")
LEAST_SIZE, MOST_SIZE = 0.4, 2.5
SIGNERS = (_("Value stream manager"), _("Plant manager"), _("Operations sponsor"))


class Section(Value):
    """One section: whether it is printed, in which column, and how large in proportion to what it would be."""

    key: SectionKey
    shown: bool = True
    column: Column = "left"
    size: float = Field(default=1.0, ge=LEAST_SIZE, le=MOST_SIZE)


class A3(Value):
    """The sheet: its template, paper, title and text where they are not those made from the numbers, and its sections.

    `sections` are in reading order and complete; empty, they are those of the template. `kept` are those of the template
    that is not in use, which come back with it. `version` is what the title block says; `signers` are who signs.
    """

    template: Template = "proposal"
    paper: SheetPaper = "A3"
    title: str = ""
    version: str = ""
    signers: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    kept: tuple[Section, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> A3:
        for sections in (self.sections, self.kept):
            keys = [one.key for one in sections]
            if len(set(keys)) < len(keys):
                raise ValueError("a section stands twice on the A3")
        return self

    def with_template(self, template: Template) -> A3:
        """Laid out by a template; the order and sizes each of the two was given stay its own."""
        if template == self.template:
            return self
        return self.evolve(template=template, sections=self.kept, kept=self.sections)

    @property
    def laid(self) -> tuple[Section, ...]:
        """The sections in their order, those of the template that the document does not name behind them."""
        named = {one.key for one in self.sections}
        usual = _USUAL[self.template]
        missing = [one for one in usual if one.key not in named]
        if not self.sections:
            return usual
        return (*self.sections, *(one.evolve(shown=False) for one in missing))


def a3_of(stream: ValueStream) -> A3:
    """How a document lays out its A3, as usual where it does not say.

    One map alone, without a plan, has the whole width: what stands beside it has little to say.
    """
    found: A3 = stream.a3 or A3()
    if len(stream.states) > 1 or stream.plan is not None or found.sections or found.template != "proposal":
        return found
    return found.evolve(sections=_LONE_FUTURE if stream.states[0].kind == "future" else _LONE)


def _sections(left: str, right: str, hidden: str, wide: str = "") -> tuple[Section, ...]:
    found: list[Section] = []
    columns: tuple[tuple[Column, str, bool], ...] = (
        ("wide", wide, True),
        ("left", left, True),
        ("right", right, True),
        ("right", hidden, False),
    )
    for column, keys, shown in columns:
        found += [
            Section.model_validate({"key": key, "column": column, "shown": shown}) for key in keys.split()
        ]
    return tuple(found)


_USUAL: dict[Template, tuple[Section, ...]] = {
    "proposal": _sections(
        "why current findings targets", "future plan glide follow_up sign_off", "deviations scoreboard"
    ),
    "status": _sections(
        "deviations scoreboard targets", "plan glide future follow_up", "why current findings sign_off"
    ),
}
_RIGHT, _HIDDEN = "plan glide follow_up sign_off", "deviations scoreboard"
_LONE = _sections("findings targets", f"future {_RIGHT}", _HIDDEN, "why current")
_LONE_FUTURE = _sections("current findings targets", _RIGHT, _HIDDEN, "why future")
