"""The sums of one ladder: lead time, waiting, processing and value (METRICS.md 5.2 - 5.12, 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import is_

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.metrics.clock import Clock, Span
from vsm_desktop.metrics.figure import Figure, Why, ratio
from vsm_desktop.metrics.ladder import NoLadder, Ways, visits
from vsm_desktop.metrics.nest import Kept, Nest
from vsm_desktop.metrics.network import Part
from vsm_desktop.metrics.required import Needs
from vsm_desktop.metrics.times import Times
from vsm_desktop.model.options import Options

LEAD_TIME_ZERO = Why(_("The lead time is 0."))
NO_DISTANCE = Why(_("No distance is entered."))


class Ladder(Struct):
    """One ladder: passages of each node on its critical path and on all its ways, and what each must deliver.

    `why` says why there is none; `longest_work_s` is the largest sum of processing times of any way; `ways` which of the
    ways that are all taken count.
    """

    parts: Sequence[Part]
    critical: list[float]
    visits: list[float]
    factors: list[Figure]
    longest_work_s: float = 0.0
    why: Why | None = None
    ways: Ways | None = None


def ladder_of(
    nest: Nest, elapsed_s: list[float], work_s: list[float], scrap: list[float], options: Options
) -> Ladder:
    """The ladder over a nest; the critical path is chosen by elapsed time, whatever the lead time counts."""
    parts, rework, count = nest.parts, options.rework_mode, len(elapsed_s)
    kept = _kept(nest, scrap, rework)
    try:
        ways = Ways(parts, elapsed_s, work_s, rework)
        longest = ways.span[1]
        if options.branch_time_mode == "longest_rung":
            longest = Ways(parts, work_s, work_s, rework).span[0]
    except NoLadder as no:
        return Ladder(parts, [0.0] * count, [0.0] * count, kept.factors, why=no.why)
    if kept.visits is None:
        kept.visits = visits(parts, count, rework)
    return Ladder(parts, ways.passages(parts, count), kept.visits, kept.factors, longest, ways=ways)


def _kept(nest: Nest, scrap: list[float], rework: str) -> Kept:
    """What no time changes: a cycle time is typed more often than a scrap rate. The same numbers are the same objects."""
    kept = nest.kept
    if (
        kept is None
        or kept.rework != rework
        or len(kept.scrap) != len(scrap)
        or not all(map(is_, kept.scrap, scrap))
    ):
        factors = Needs(nest.parts, scrap, rework).factors
        kept = nest.kept = Kept(scrap, rework, factors)
    return kept


def no_ladder(why: Why, count: int) -> Ladder:
    """The ladder of a flow that has none."""
    return Ladder((), [0.0] * count, [0.0] * count, [why] * count, why=why)


class Sums(Struct):
    """What the steps on the critical path add up to: waiting on both clocks, processing and its split in seconds."""

    wait: Span
    work_s: float
    va_s: float
    nnva_s: float
    nva_s: float


def sums(times: Sequence[Times | None], passages: Sequence[float]) -> Sums:
    """Times of the steps that can be timed, each times its passages (5.4, 5.7, 5.8, 6.1)."""
    return sums_of(zip(times, passages, strict=True))


def sums_of(passed: Iterable[tuple[Times | None, float]]) -> Sums:
    """The same for some of the steps, each with its passages."""
    wait_s = wait_days = work = va = nnva = nva = 0.0
    for step, count in passed:
        if count and step and not step.why:
            wait_s += step.wait[0] * count
            wait_days += step.wait[1] * count
            work += step.work_s * count
            va += step.va_s * count
            nnva += step.nnva_s * count
            nva += step.nva_s * count
    return Sums((wait_s, wait_days), work, va, nnva, nva)


def work_content_s(times: Sequence[Times | None], visits: Sequence[float]) -> float:
    """Processing of all steps on all ways, each times its visits (5.6)."""
    return sum(
        step.work_s * count
        for step, count in zip(times, visits, strict=True)
        if count and step and not step.why
    )


def processing_time_s(mode: str, on_critical_path_s: float, longest_s: float, work_content_s: float) -> float:
    """Processing time by `branch_time_mode` (5.6)."""
    return {"longest_rung": longest_s, "sum": work_content_s}.get(mode, on_critical_path_s)


def lead_time(mode: str, wait: Span, work_s: float) -> Span:
    """Upper rungs, and lower ones too unless only waits count, on both clocks (5.2)."""
    return wait if mode == "waits_only" else (wait[0] + work_s, wait[1])


def pce(va_time_s: Figure, lead_time_s: Figure) -> Figure:
    """Process cycle efficiency: value-added time / lead time (6.2)."""
    return ratio(va_time_s, lead_time_s, LEAD_TIME_ZERO)


def activity_ratio(processing_time_s: Figure, lead_time_s: Figure) -> Figure:
    """Processing time / lead time (6.2)."""
    return ratio(processing_time_s, lead_time_s, LEAD_TIME_ZERO)


def distance_m(distances: Sequence[tuple[float, float]]) -> Figure:
    """Entered distances along the critical path, each times its passages: shares and visits applied (5.12)."""
    return sum(metres * passages for metres, passages in distances) if distances else NO_DISTANCE


def time_metrics(
    found: Sums,
    work_content: float,
    longest_work_s: float,
    missing: Why | None,
    clock: Clock,
    options: Options,
) -> dict[str, Figure]:
    """All times of a map; those that need what is missing carry its cause (5.10)."""
    span = lead_time(options.lead_time_mode, found.wait, found.work_s)
    lead_s: Figure = missing or clock.seconds(span)
    processing = processing_time_s(options.branch_time_mode, found.work_s, longest_work_s, work_content)
    return {
        "lead_time_s": lead_s,
        "lead_time_days": missing or clock.days(span),
        "lead_time_known_days": clock.days(span),
        "waiting_time_s": missing or clock.seconds(found.wait),
        "waiting_time_days": missing or clock.days(found.wait),
        "processing_time_s": processing,
        "total_work_content_s": work_content,
        "va_time_s": found.va_s,
        "nnva_time_s": found.nnva_s,
        "nva_time_s": found.nva_s,
        "pce": pce(found.va_s, lead_s),
        "activity_ratio": activity_ratio(processing, lead_s),
    }


TIME_METRICS = (
    "lead_time_s",
    "lead_time_days",
    "lead_time_known_days",
    "waiting_time_s",
    "waiting_time_days",
    "processing_time_s",
    "total_work_content_s",
    "va_time_s",
    "nnva_time_s",
    "nva_time_s",
    "pce",
    "activity_ratio",
)
