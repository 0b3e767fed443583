"""When the stream works: shifts, breaks and working days (METRICS.md 1)."""

from typing import ClassVar

from vsm_desktop.model.element import Record
from vsm_desktop.model.quantity import Quantity


class Calendar(Record):
    """Working time; what is not entered stays unknown."""

    field_kind: ClassVar[str] = "calendar"

    shifts_per_day: Quantity | None = None
    shift: Quantity | None = None
    break_per_shift: Quantity | None = None
    lunch_per_shift: Quantity | None = None
    other_planned_per_shift: Quantity | None = None
    available_per_day: Quantity | None = None
    days_per_week: Quantity | None = None
    days_per_month: Quantity | None = None
    days_per_year: Quantity | None = None
    wage: Quantity | None = None
