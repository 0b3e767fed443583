"""What a state means, as values: results with unit and reason, steps in flow order, problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, KeysView, Mapping, Sequence
from math import isfinite
from types import MappingProxyType
from typing import Literal, NamedTuple, overload

from msgspec import Struct

from vsm_desktop.metrics.figure import TOO_LARGE, Why

Severity = Literal["error", "warning", "info"]
Scalar = float | str | tuple[str, ...] | tuple[float, ...] | None
NO_RESULTS: Mapping[str, Result] = MappingProxyType({})

UNIT: Mapping[str, str] = MappingProxyType(
    {
        "daily_demand": "pc/day",
        "demand_per_shift": "pc",
        "available_s_per_day": "s",
        "available_s_per_shift": "s",
        "takt_s": "s",
        "lead_time_s": "s",
        "lead_time_days": "day",
        "lead_time_known_days": "day",
        "missing": "",
        "waiting_time_s": "s",
        "waiting_time_days": "day",
        "processing_time_s": "s",
        "total_work_content_s": "s",
        "va_time_s": "s",
        "nnva_time_s": "s",
        "nva_time_s": "s",
        "pce": "1",
        "activity_ratio": "1",
        "rolled_ca": "1",
        "ca_coverage": "",
        "critical_path": "",
        "distance_m": "m",
        "bottleneck": "",
        "stream_capacity_per_day": "pc/day",
        "operators_total": "1",
        "wip_pc": "pc",
        "floor_space_m2": "m2",
        "labour_cost_per_day": "money",
        "step_cost_per_day": "money",
        "material_cost_per_piece": "money",
        "cost_per_piece": "money",
        "days_of_supply": "day",
        "effective_ct_s": "s",
        "capacity_per_day": "pc/day",
        "capacity_per_day_no_changeover": "pc/day",
        "capacity_per_shift_no_changeover": "pc",
        "required_per_day": "pc/day",
        "utilization": "1",
        "wait_s": "s",
        "wait_days": "day",
        "processing_s": "s",
    }
)
"""The unit of every metric; one name after a dot, as in lead_time_days.oem, is the same metric of that element."""


class Result(Struct, frozen=True):
    """One number with its unit; `value` None is "not computable" and `reason` says why (METRICS.md 0.3)."""

    value: Scalar
    unit: str = ""
    reason: str = ""

    @property
    def number(self) -> float | None:
        """The value if it is a number, for those who compute or draw with it."""
        return self.value if isinstance(self.value, int | float) else None


class Results(Mapping[str, Result]):
    """Results by name, worked out when they are first asked for: `measure` runs on every move of the mouse."""

    __slots__ = ("_find", "_found", "_units")

    def __init__(self, find: Callable[[], dict[str, Scalar]], units: Mapping[str, str] | None = None) -> None:
        """`find` gives the number, text or list of each metric, or the reason (a Why) where there is none; `units` the
        units of those a user added."""
        self._find = find
        self._units = units
        self._found: dict[str, Result] | None = None

    @property
    def _results(self) -> dict[str, Result]:
        if self._found is None:
            units = self._units
            self._found = {key: _result(key, value, units) for key, value in self._find().items()}
        return self._found

    def __getitem__(self, key: str) -> Result:
        return (self._found or self._results)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._results)

    def __len__(self) -> int:
        return len(self._results)

    def keys(self) -> KeysView[str]:
        return (self._found or self._results).keys()

    def __repr__(self) -> str:
        return f"Results({dict(self)!r})"


def _result(key: str, value: Scalar, units: Mapping[str, str] | None) -> Result:
    unit = UNIT.get(key) or (units and units.get(key)) or UNIT[key.partition(".")[0]]
    if isinstance(value, Why):
        return Result(None, unit, str(value))
    if isinstance(value, float) and not isfinite(value):
        return Result(None, unit, str(TOO_LARGE))
    return Result(value, unit)


class Problem(Struct, frozen=True):
    """Something missing, contradictory or doubtful, with the ids it concerns."""

    code: str
    severity: Severity
    message: str
    ids: tuple[str, ...] = ()


class StepReport(NamedTuple):
    """What one node of the flow contributes.

    `wait_s` and `processing_s` are one passage through the step, in seconds on the map's day base; None is missing.
    `wait_days` is the same waiting in lead-time days. `on_ladder` is False for nodes that lead to no end; `passages` says
    how often the critical path passes it: shares of routes and visits of rework applied.
    """

    id: str
    name: str
    kind: str
    wait_s: float | None = None
    wait_days: float | None = None
    processing_s: float | None = None
    on_ladder: bool = True
    on_critical_path: bool = False
    metrics: Mapping[str, Result] = NO_RESULTS
    passages: float = 0.0


class Branch(NamedTuple):
    """One branch off the critical path, its steps in flow order, and what it comes to, each step times its passages.

    `lead_days` and `lead_s` count as the lead time of the map does, None where a day has no length; `missing` tells that a
    step on it cannot be timed. `passages` says how often each step is passed, `joins` is the step the branch leads to, ""
    where that is the end.
    """

    steps: tuple[str, ...]
    lead_days: float | None
    lead_s: float | None
    processing_s: float
    missing: bool = False
    passages: tuple[float, ...] = ()
    joins: str = ""


class Branches(Sequence[Branch]):
    """The branches of a map off its critical path, worked out when they are asked for."""

    __slots__ = ("_find", "_found")

    def __init__(self, find: Callable[[], tuple[tuple[Branch, ...], frozenset[str]]] | None = None) -> None:
        """`find` gives the branches, and the ids of all symbols and arrows on the critical path beside them."""
        self._find = find
        self._found: tuple[tuple[Branch, ...], frozenset[str]] = ((), frozenset())

    def _all(self) -> tuple[tuple[Branch, ...], frozenset[str]]:
        if self._find is not None:
            self._found, self._find = self._find(), None
        return self._found

    @property
    def critical(self) -> frozenset[str]:
        """The symbols and arrows of the critical path; none where there is no branch beside it."""
        return self._all()[1]

    @overload
    def __getitem__(self, at: int) -> Branch: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Branch, ...]: ...
    def __getitem__(self, at: int | slice) -> Branch | tuple[Branch, ...]:
        return self._all()[0][at]

    def __len__(self) -> int:
        return len(self._all()[0])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Branches) and self._all() == other._all()

    def __repr__(self) -> str:
        return f"Branches({self._all()!r})"


NO_BRANCHES = Branches()


class Report(Struct, frozen=True):
    """Everything computed from one state, with the conventions it was computed by.

    `day_s` is the length of one lead-time day in seconds (5.3), None where there is no working time; `day_assumed` that it
    rests on a default.
    """

    state_id: str
    options: Mapping[str, object]
    metrics: Mapping[str, Result]
    steps: tuple[StepReport, ...]
    problems: tuple[Problem, ...] = ()
    branches: Branches = NO_BRANCHES
    day_s: float | None = None
    day_assumed: bool = False

    def number(self, key: str) -> float | None:
        """The number of a metric, None if unknown."""
        result = self.metrics.get(key)
        return result.number if result else None

    def step(self, id_: str) -> StepReport | None:
        """What one node contributes, if it is part of the flow."""
        return next((step for step in self.steps if step.id == id_), None)
