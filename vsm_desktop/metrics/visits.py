"""Expected visits where one of several ways is taken: v = e + P^T v (METRICS.md 5.0 e, g, 7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.network import Leg

NEVER_FINISHES = Why(_("The flow never finishes: everything is sent back."))
TOO_TANGLED = Why(_("The ways of this flow are too entangled to be computed."))
_EFFORT = 1_000_000


def expected_passes(repeat: float, mode: str) -> float:
    """How often a loop is passed: 1 / (1 - r), or 1 + r where it fails once at most (5.8, 7.4)."""
    return 1 + repeat if mode == "single_pass" else 1 / (1 - repeat)


def expected_returns(repeat: float, mode: str) -> float:
    """How often the way back of a loop is passed: r times the passes, or r where it fails once at most (5.8)."""
    return repeat if mode == "single_pass" else repeat / (1 - repeat)


def in_flow_order(legs: Sequence[Leg], entry: int) -> list[Leg] | None:
    """The legs sorted so that a leg comes after all that lead to it; None if they run in a circle."""
    outs: dict[int, list[Leg]] = {}
    waiting: dict[int, int] = {}
    for leg in legs:
        outs.setdefault(leg.source, []).append(leg)
        waiting[leg.target] = waiting.get(leg.target, 0) + 1
    ready, ordered = [entry] if not waiting.get(entry) else [], list[Leg]()
    while ready:
        for leg in outs.get(ready.pop(), ()):
            ordered.append(leg)
            waiting[leg.target] -= 1
            if not waiting[leg.target]:
                ready.append(leg.target)
    return ordered if len(ordered) == len(legs) else None


def visits_in_order(
    legs: Sequence[Leg], chances: Sequence[float], entry: int, exit_: int
) -> tuple[list[float], float]:
    """Passages of each leg per piece that arrives at the exit, and the chance to arrive there; no circles.

    Where pieces can leave for elsewhere, the chances are those of the pieces that do arrive.
    """
    arrive: dict[int, float] = {exit_: 1.0}
    for leg, chance in zip(reversed(legs), reversed(chances), strict=True):
        arrive[leg.source] = arrive.get(leg.source, 0.0) + chance * arrive[leg.target]
    at: dict[int, float] = {entry: 1.0}
    passages = []
    for leg, chance in zip(legs, chances, strict=True):
        here = arrive[leg.source]
        passed = at.get(leg.source, 0.0) * chance * arrive[leg.target] / here if here > 0 else 0.0
        at[leg.target] = at.get(leg.target, 0.0) + passed
        passages.append(passed)
    return passages, arrive[entry]


def visits_in_circles(
    legs: Sequence[Leg], chances: Sequence[float], entry: int, exit_: int
) -> tuple[list[float], float] | Why:
    """The same for ways that run in circles: two systems of linear equations."""
    points = sorted({end for leg in legs for end in (leg.source, leg.target)})
    to: dict[int, dict[int, float]] = {point: {} for point in points}
    for leg, chance in zip(legs, chances, strict=True):
        to[leg.source][leg.target] = to[leg.source].get(leg.target, 0.0) + chance
    arrive = solve(to, {exit_: 1.0})
    if isinstance(arrive, Why):
        return arrive
    back: dict[int, dict[int, float]] = {point: {} for point in points}
    for source, targets in to.items():
        for target, chance in targets.items():
            if arrive[source] > 0:
                back[target][source] = chance * arrive[target] / arrive[source]
    at = solve(back, {entry: 1.0})
    if isinstance(at, Why):
        return at
    passages = [
        at[leg.source] * chance * arrive[leg.target] / arrive[leg.source] if arrive[leg.source] > 0 else 0.0
        for leg, chance in zip(legs, chances, strict=True)
    ]
    return passages, arrive[entry]


def solve(coefficients: dict[int, dict[int, float]], constants: dict[int, float]) -> dict[int, float] | Why:
    """x with x[i] = constants[i] + sum of coefficients[i][j] x[j]; all coefficients are probabilities.

    Gauss elimination on sparse rows, the row with the fewest entries first. No pivoting is needed: what stays in a
    circle is less than what enters it.
    """
    rows = {i: dict(row) for i, row in coefficients.items()}
    rest = {i: constants.get(i, 0.0) for i in rows}
    uses: dict[int, set[int]] = {i: set() for i in rows}
    for i, row in rows.items():
        for j in row:
            uses[j].add(i)
    order, effort = [(0, i) for i in sorted(rows)], 0
    done, settled = list[int](), set[int]()
    while order:
        guess, i = heappop(order)
        if guess < (size := len(rows[i]) * len(uses[i])):
            heappush(order, (size, i))
            continue
        effort += size + 1
        if effort > _EFFORT:
            return TOO_TANGLED
        if not _settle(rows[i], i, rest):
            return NEVER_FINISHES
        done.append(i)
        settled.add(i)
        for k in uses[i].difference(settled):
            _put_in(rows, rest, uses, k, i)
    return _back(rows, rest, done)


def _settle(row: dict[int, float], i: int, rest: dict[int, float]) -> bool:
    """Solve one row for its own unknown; False if it never gets away from itself."""
    away = 1.0 - row.pop(i, 0.0)
    if away <= 1e-12:
        return False
    rest[i] /= away
    for j in row:
        row[j] /= away
    return True


def _put_in(
    rows: dict[int, dict[int, float]], rest: dict[int, float], uses: dict[int, set[int]], k: int, i: int
) -> None:
    """Put a settled row i into row k."""
    row = rows[k]
    weight = row.pop(i)
    rest[k] += weight * rest[i]
    for j, value in rows[i].items():
        row[j] = row.get(j, 0.0) + weight * value
        uses[j].add(k)


def _back(rows: dict[int, dict[int, float]], rest: dict[int, float], done: list[int]) -> dict[int, float]:
    """The unknowns, last settled first."""
    found: dict[int, float] = {}
    for i in reversed(done):
        found[i] = rest[i] + sum(value * found[j] for j, value in rows[i].items())
    return found
