"""What a state means, as values: results with unit and reason, steps in flow order, problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning", "info"]
Scalar = float | str | tuple[str, ...] | tuple[float, ...] | None
NO_RESULTS: Mapping[str, "Result"] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Result:
    """One number with its unit; `value` None is "not computable" and `reason` says why (METRICS.md 0.3)."""

    value: Scalar
    unit: str = ""
    reason: str = ""

    @property
    def number(self) -> float | None:
        """The value if it is a number, for those who compute or draw with it."""
        return self.value if isinstance(self.value, int | float) else None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something missing, contradictory or doubtful, with the ids it concerns."""

    code: str
    severity: Severity
    message: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepReport:
    """What one node of the flow contributes.

    `wait_s` and `processing_s` are one passage through the step, in seconds on the map's day base; None is missing.
    `wait_days` is the same waiting in lead-time days. `on_ladder` is False for nodes that lead to no end.
    """

    id: str
    name: str
    kind: str
    wait_s: float | None = None
    wait_days: float | None = None
    processing_s: float | None = None
    on_ladder: bool = True
    on_critical_path: bool = False
    metrics: Mapping[str, Result] = field(default_factory=lambda: NO_RESULTS)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything computed from one state, with the conventions it was computed by."""

    state_id: str
    options: Mapping[str, object]
    metrics: Mapping[str, Result]
    steps: tuple[StepReport, ...]
    problems: tuple[Problem, ...] = ()

    def number(self, key: str) -> float | None:
        """The number of a metric, None if unknown."""
        result = self.metrics.get(key)
        return result.number if result else None

    def step(self, id_: str) -> StepReport | None:
        """What one node contributes, if it is part of the flow."""
        return next((step for step in self.steps if step.id == id_), None)
