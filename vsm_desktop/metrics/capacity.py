"""What a process can make, what it must make, and which one is loaded most (METRICS.md 2.1 - 2.6)."""

from __future__ import annotations

from collections.abc import Iterable

from vsm_desktop.assets import _
from vsm_desktop.metrics.clock import NO_WORKING_TIME, Clock, amount
from vsm_desktop.metrics.figure import Figure, Why, product
from vsm_desktop.metrics.quality import complete_and_accurate
from vsm_desktop.metrics.takt import NO_DEMAND
from vsm_desktop.model.nodes import Process

NO_CYCLE_TIME = Why(_("No cycle time is entered."))
ZERO_CYCLE_TIME = Why(_("The cycle time is 0."))
CHANGEOVERS_IN_OEE = Why(_("The OEE entered contains the changeovers."))
NO_OPERATORS = Why(_("No operators are entered."))
NO_FLOOR_SPACE = Why(_("No floor space is entered."))
NO_PROCESS = Why(_("No process of the flow has a cycle time."))


def effective_ct_s(
    ct_s: float, uptime: float, co_s: float, batch: float | None, stations: float, scrap: float
) -> float:
    """Available seconds per good piece; without a batch the changeover counts 0 (2.1)."""
    changeover = co_s / batch if batch else 0.0
    return (ct_s / uptime + changeover) / stations / (1 - scrap)


def effective_ct_by_oee(ct_s: float, stations: float, oee: float) -> float:
    """Available seconds per good piece, where OEE stands for uptime, changeover and scrap (2.1)."""
    return ct_s / stations / oee


def capacity(available_s: Figure, effective_ct_s: Figure) -> Figure:
    """Good pieces in the available time (2.2)."""
    if isinstance(effective_ct_s, Why):
        return effective_ct_s
    if isinstance(available_s, Why):
        return available_s
    if available_s <= 0:
        return NO_WORKING_TIME
    return available_s / effective_ct_s if effective_ct_s > 0 else ZERO_CYCLE_TIME


def capacity_no_changeover(available_s: Figure, ct_s: Figure, stations: float, uptime: float) -> Figure:
    """Pieces in the available time, changeovers and scrap left out: available / C/T x stations x uptime (2.2)."""
    return product(capacity(available_s, ct_s), stations * uptime)


def required_per_day(demand_and_factor: Iterable[tuple[Figure, Figure]]) -> Figure:
    """Good pieces a process must deliver: the demand of each customer x pieces per product there (2.3)."""
    required = 0.0
    for demand, factor in demand_and_factor:
        if isinstance(factor, Why):
            return factor
        if isinstance(demand, Why):
            return demand
        required += demand * factor
    return required


def load_s(required_per_day: Figure, effective_ct_s: Figure) -> Figure:
    """Seconds of work a day asks of a process: required x effective C/T (2.4)."""
    return product(effective_ct_s, required_per_day)


def utilization(load_s: Figure, available_s_per_day: Figure) -> Figure:
    """Load / available time; above 1 the process cannot meet demand (2.4)."""
    if isinstance(load_s, Why):
        return load_s
    if isinstance(available_s_per_day, Why):
        return available_s_per_day
    return load_s / available_s_per_day if available_s_per_day > 0 else NO_WORKING_TIME


def highest(figures: Iterable[Figure]) -> int | Why:
    """The number of the highest figure, of equals the earlier one; unknown ones do not compete (2.5, 14)."""
    found, most, cause = -1, -1.0, NO_PROCESS
    for i, figure in enumerate(figures):
        if isinstance(figure, Why):
            cause = figure if cause is NO_PROCESS else cause
        elif figure > most + abs(most) * 1e-12:
            found, most = i, figure
    return found if found >= 0 else cause


def stream_capacity_per_day(daily_demand: Figure, utilizations: Iterable[Figure]) -> Figure:
    """The least of capacity x demand / required, which is demand / utilization, over all processes (2.6)."""
    if isinstance(daily_demand, Why):
        return daily_demand
    if daily_demand <= 0:
        return NO_DEMAND
    most, cause = 0.0, NO_PROCESS
    for figure in utilizations:
        if not isinstance(figure, Why):
            most = max(most, figure)
        elif cause is NO_PROCESS:
            cause = figure
    return daily_demand / most if most > 0 else cause


def operators_total(operators: Iterable[float | None]) -> Figure:
    """People at the processes of the flow, where entered (2)."""
    entered = [people for people in operators if people is not None]
    return sum(entered) if entered else NO_OPERATORS


def floor_space_m2(spaces: Iterable[float | None]) -> Figure:
    """Floor space of the processes and stocks of the flow, where entered (m2)."""
    entered = [space for space in spaces if space is not None]
    return sum(entered) if entered else NO_FLOOR_SPACE


class Machine:
    """One process as a machine: its times on the working clock and its own working day (1.7, 2.1).

    `operators` is None also where the process is passed once more: its people are counted at its first pass.
    """

    __slots__ = (
        "available_s",
        "available_s_per_shift",
        "ca",
        "ct_s",
        "effective_ct_s",
        "operators",
        "same_as",
        "scrap",
        "stations",
        "uptime",
    )

    def __init__(self, process: Process, clock: Clock) -> None:
        ct, self.same_as = process.ct, process.same_as
        self.ct_s: Figure = NO_CYCLE_TIME if ct is None else clock.working_seconds(ct)
        self.stations = amount(process.stations, 1.0)
        self.scrap = amount(process.scrap, 0.0)
        self.operators = process.operators.value if process.operators and not process.same_as else None
        self.ca = complete_and_accurate(process)
        self.uptime: float | None = amount(process.uptime, 1.0) if process.oee is None else None
        self.effective_ct_s = self._effective_ct_s(process, clock)
        self.available_s = clock.available_s_per_day
        self.available_s_per_shift = clock.available_s_per_shift
        if process.shifts is not None:
            self.available_s = product(process.shifts.value, clock.available_s_per_shift)

    def _effective_ct_s(self, process: Process, clock: Clock) -> Figure:
        ct_s = self.ct_s
        if isinstance(ct_s, Why):
            return ct_s
        if process.oee is not None:
            return effective_ct_by_oee(ct_s, self.stations, amount(process.oee, 1.0))
        co_s: Figure = 0.0 if process.co is None else clock.working_seconds(process.co)
        if isinstance(co_s, Why):
            return co_s
        batch = None if process.batch is None else process.batch.value
        return effective_ct_s(ct_s, amount(process.uptime, 1.0), co_s, batch, self.stations, self.scrap)

    def no_changeover(self, available_s: Figure) -> Figure:
        """Pieces in some available time, changeovers left out; unknown where OEE contains them (2.2)."""
        if self.uptime is None:
            return CHANGEOVERS_IN_OEE
        return capacity_no_changeover(available_s, self.ct_s, self.stations, self.uptime)
