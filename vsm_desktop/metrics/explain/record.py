"""The calculation run with a recorder: the same functions, on a map whose quantities remember where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.metrics.explain.plant import Planted
from vsm_desktop.metrics.explain.traced import Traced
from vsm_desktop.metrics.figure import Written
from vsm_desktop.metrics.measure import Own, processes_of, ranking, report_of
from vsm_desktop.metrics.report import Report, Scalar
from vsm_desktop.metrics.survey import Survey, survey

# other results of a step or of the map are made from these
_BASIC = (
    "days_of_supply",
    "effective_ct_s",
    "required_per_day",
    "waiting_time_days",
    "waiting_time_s",
    "processing_time_s",
)


class Recorded:
    """One run: what was found, by key, and the keys of each number that was found.

    A number that goes by several names has its most basic one first: the waiting at a stock is its days of supply.
    """

    def __init__(self, planted: Planted, state_id: str, own: Own = ((), ())) -> None:
        self.planted = planted
        self.survey: Survey = survey(planted.state, planted.calendar)
        self.report: Report = report_of(self.survey, state_id, own=own)
        self.found: dict[str, Scalar] = {}
        self.names: dict[int, str] = {}
        for key, value in self._all():
            self.found[key] = value
            if isinstance(value, Traced):
                self.names.setdefault(id(value), key)

    def _all(self) -> Iterator[tuple[str, Scalar]]:
        found, report = self.survey, self.report
        first = ("available_s_per_shift", "available_s_per_day")
        for key in first:
            yield key, report.metrics[key].value
        yield "day_s", found.clock.day_s
        yield "paid_s_per_day", found.clock.paid_s_per_day
        yield "daily_demand", report.metrics["daily_demand"].value
        yield from self._of_nodes()
        for step in report.steps:
            for key in sorted(step.metrics, key=lambda key: key not in _BASIC):
                yield f"{key}.{step.id}", step.metrics[key].value
        for key in sorted(report.metrics, key=lambda key: key not in _BASIC):
            yield key, report.metrics[key].value

    def _of_nodes(self) -> Iterator[tuple[str, Scalar]]:
        """What stands between the inputs and the results of each node."""
        found, ladder = self.survey, self.survey.ladder
        for i, node in enumerate(found.flow.nodes):
            yield f"pieces_per_product.{node.id}", found.structure.pieces[i]
            yield f"passages.{node.id}", ladder.critical[i]
            yield f"visits.{node.id}", ladder.visits[i]
            yield f"needed.{node.id}", ladder.factors[i]
            yield f"stock_rate.{node.id}", found.readings[i].rate
            yield f"pieces_here.{node.id}", found.readings[i].here
            if machine := found.machines[i]:
                yield f"available_s.{node.id}", machine.available_s
                yield f"machine_ct_s.{node.id}", machine.ct_s

    def ranked(self) -> tuple[str, list[str]]:
        """By which metric the processes are ranked for the bottleneck, and their ids."""
        on = processes_of(self.survey)
        metric, _figures = ranking(self.survey, on)
        return metric, [self.survey.flow.nodes[i].id for i, _machine in on]


def is_input(number: object) -> bool:
    """Whether a number is an input, perhaps in another unit: times a constant of its unit."""
    while isinstance(number, Traced):
        if number.op == "input":
            return True
        if number.op not in "*/" or any(isinstance(arg, Written) for arg in number.args):
            return False
        traced = [arg for arg in number.args if isinstance(arg, Traced)]
        if len(traced) != 1 or (number.op == "/" and not isinstance(number.args[0], Traced)):
            return False
        number = traced[0]
    return False


def the_input(number: Traced) -> Traced:
    """The input itself, whatever unit it was turned into."""
    while number.op != "input":
        number = next(arg for arg in number.args if isinstance(arg, Traced))
    return number
