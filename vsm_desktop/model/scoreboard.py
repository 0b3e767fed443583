"""The scoreboard of a value stream: its measures with baseline, target and what was reached, period by period (METRICS.md 12)."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from vsm_desktop.assets import _
from vsm_desktop.model.element import Id
from vsm_desktop.model.value import Value

MeasureKey = Literal[
    "lead_time", "rolled_ca", "fulfilment", "returns", "cost", "productivity", "firefighting", "floor", "own"
]
BETTER: dict[str, Literal["less", "more"]] = {
    "lead_time": "less",
    "rolled_ca": "more",
    "fulfilment": "more",
    "returns": "less",
    "cost": "less",
    "productivity": "more",
    "firefighting": "less",
    "floor": "less",
}
MEASURES: tuple[tuple[MeasureKey, str, str], ...] = (
    ("lead_time", _("Lead time"), "day"),
    ("rolled_ca", _("Value stream %C&A"), "%"),
    ("fulfilment", _("Order fulfilment rate"), "%"),
    ("returns", _("Returns"), "%"),
    ("cost", _("Cost per piece"), "money"),
    ("productivity", _("Productivity"), "pc/h"),
    ("firefighting", _("Time spent firefighting"), "%"),
    ("floor", _("Floor space"), "m2"),
    ("own", _("Own measure"), ""),
)
"""What a value stream manager answers for, each with the unit it is entered in."""
SHARES: frozenset[str] = frozenset({"rolled_ca", "fulfilment", "returns", "firefighting"})
"""Those that are a part of a whole: in per cent, no value of them is below 0 or above 100."""


class Actual(Value):
    """What was reached on a day, or in the period that ends with it, in the unit of the measure."""

    on: str
    value: float
    remark: str = ""

    @field_validator("on")
    @classmethod
    def _is_a_date(cls, text: str) -> str:
        return date.fromisoformat(text).isoformat()


class Measure(Value):
    """One line of the scoreboard; `better` says whether less or more of it is, `trial` when a trial of 90 days began."""

    id: str = Id
    key: MeasureKey = "own"
    name: str = ""
    unit: str = ""
    better: Literal["less", "more"] = "less"
    baseline: float | None = None
    target: float | None = None
    trial: str = ""
    actuals: tuple[Actual, ...] = ()

    @model_validator(mode="after")
    def _one_value_a_day(self) -> Measure:
        days = [actual.on for actual in self.actuals]
        if days != sorted(set(days)):
            raise ValueError(f"the values of {self.name or self.id} stand in order, one a day")
        return self


class Scoreboard(Value):
    """All measures in their order."""

    measures: tuple[Measure, ...] = Field(default=())

    @model_validator(mode="after")
    def _ids_differ(self) -> Scoreboard:
        if len({one.id for one in self.measures}) < len(self.measures):
            raise ValueError("two measures share an id")
        return self
