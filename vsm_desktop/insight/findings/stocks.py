"""Rules about what waits: stock, push, lanes, supermarkets and moves between steps."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.assets import _
from vsm_desktop.insight.findings.finding import Finding
from vsm_desktop.insight.findings.plant import Gap, Plant
from vsm_desktop.metrics.clock import amount
from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.stock import STOCK_KINDS, counts_maximum, stock_quantity
from vsm_desktop.model.display import days, pieces, rounded
from vsm_desktop.model.flows import KanbanFlow
from vsm_desktop.model.nodes import Fifo, Inventory, Queue, Supermarket, Transport

MOST_DAYS = 2.0
"""The largest stock that the future state of Acme still holds: two days of finished goods (Learning to See, part IV)."""
PACES_APART = 0.10
"""From a tenth on two paces differ by more than a time study by hand is wrong (the product's own definition)."""
_ROW = 100.0  # map units: what stands farther up or down is in another row of the map


def stock_above_days(plant: Plant) -> Iterator[Finding]:
    """All stocks that hold more than a few days, the largest first."""
    kinds = {node.id: node.kind for node in plant.flow.nodes}
    held = [
        (step.wait_days, step.id)
        for step in plant.report.steps
        if step.on_ladder and kinds[step.id] in STOCK_KINDS and step.wait_days is not None
    ]
    large = sorted((one for one in held if one[0] > MOST_DAYS * (1 + 1e-9)), key=lambda one: -one[0])
    if not large:
        return
    lead, (most, first) = plant.report.number("lead_time_days"), large[0]
    facts = _("{days} d").format(days=days(most))
    if lead is not None:
        facts = _("{days} of {lead} d").format(days=days(most), lead=days(lead))
    if rest := large[1:]:
        names = plant.listed(rest, lambda one: f"{plant.called(one[1])} {days(one[0])} d")
        facts += "; " + _("more than {limit} d also at {names}").format(
            limit=rounded(MOST_DAYS, 0), names=names
        )
    yield Finding(
        "stock_above_days",
        tuple(id_ for _days, id_ in large),
        {
            "wait_days": most,
            "lead_time_days": lead,
            "stocks": len(large),
            "wait_days_together": sum(held_for for held_for, _id in large),
            "limit_days": MOST_DAYS,
        },
        _("The longest wait is at {name}").format(name=plant.called(first)),
        facts + ".",
        _("What would have to happen for one day of it to be enough?"),
    )


def push_between_paces(plant: Plant) -> Iterator[Finding]:
    """Steps that push to the next one though they run at another pace: what lies between grows and shrinks by itself."""
    paces = {i: plant.pace_s(i, machine) for i, machine in plant.on}
    apart: list[tuple[float, Gap, float, float]] = []
    for gap in plant.gaps:
        before, after = paces.get(gap.source), paces.get(gap.target)
        if (
            gap.pushed
            and before
            and after
            and (differs := 1 - min(before, after) / max(before, after)) > PACES_APART
        ):
            apart.append((differs, gap, before, after))
    if not apart:
        return
    apart.sort(key=lambda one: -one[0])
    _differs, worst, before, after = apart[0]
    between = [id_ for _d, gap, _b, _a in apart for id_ in _places(plant, gap)]
    ends = [plant.id(i) for _d, gap, _b, _a in apart for i in (gap.source, gap.target)]
    facts = _("{source} takes {before} a piece, {target} {after}").format(
        source=plant.name(worst.source),
        before=plant.time(before),
        target=plant.name(worst.target),
        after=plant.time(after),
    )
    if any(abs(plant.passes[i] - 1) > 1e-9 for i in (worst.source, worst.target)):
        facts += " (" + _("per product of the stream") + ")"
    if more := len(apart) - 1:
        facts += "; " + (
            _("{count} more pairs differ too") if more > 1 else _("one more pair differs too")
        ).format(count=more)
    yield Finding(
        "push_between_paces",
        tuple(dict.fromkeys((*between, *ends))),
        {
            "pace_before_s": before,
            "pace_after_s": after,
            "source": plant.id(worst.source),
            "target": plant.id(worst.target),
            "pairs": len(apart),
            "limit": PACES_APART,
        },
        _("Steps of different pace push to each other"),
        facts + ".",
        _("How does {source} learn that {target} needs no more?").format(
            source=plant.name(worst.source), target=plant.name(worst.target)
        ),
        at=tuple(dict.fromkeys(between)),
    )


def _places(plant: Plant, gap: Gap) -> tuple[str, ...]:
    """Where a gap is seen: at its stock, else on its arrow."""
    stocks = [plant.id(i) for i in gap.nodes if plant.flow.nodes[i].kind in STOCK_KINDS]
    return tuple(stocks) or gap.arrows[:1]


def fifo_without_maximum(plant: Plant) -> Iterator[Finding]:
    """Lanes that have no end: they hold nobody back."""
    for node in plant.flow.nodes:
        if isinstance(node, Fifo) and node.max is None:
            held = known(stock_quantity(node))
            facts = _("It has no maximum.")
            if held is not None:
                facts = _("It has no maximum; it holds {held} pc.").format(held=pieces(held))
            yield Finding(
                "fifo_without_maximum",
                (node.id,),
                {"qty": held, "max": None},
                _("{name} is a lane without an end").format(name=plant.called(node.id)),
                facts,
                _("At how many pieces should the step before it stop?"),
            )


def stock_outside_limits(plant: Plant) -> Iterator[Finding]:
    """Stocks and lanes that hold more than their maximum, or less than their minimum."""
    for node in plant.flow.nodes:
        if not isinstance(node, Inventory | Queue | Supermarket | Fifo) or counts_maximum(node):
            continue
        held = known(stock_quantity(node))
        most = None if node.max is None else amount(node.max, 0.0)
        least = None if node.min is None else amount(node.min, 0.0)
        if held is None:
            continue
        if most is not None and held > most * (1 + 1e-9):
            facts = _("It holds {held} pc; its maximum is {limit} pc.").format(
                held=pieces(held), limit=pieces(most)
            )
            question = _("Who went on filling it, and why?")
        elif least is not None and held < least * (1 - 1e-9):
            facts = _("It holds {held} pc; its minimum is {limit} pc.").format(
                held=pieces(held), limit=pieces(least)
            )
            question = _("What kept it from being filled in time?")
        else:
            continue
        yield Finding(
            "stock_outside_limits",
            (node.id,),
            {"qty": held, "max": most, "min": least},
            _("{name} is outside its limits").format(name=plant.called(node.id)),
            facts,
            question,
        )


def supermarket_without_loop(plant: Plant) -> Iterator[Finding]:
    """Supermarkets nothing is reordered from: no card goes back to who fills them."""
    tied = {
        end
        for flow in plant.state.flows
        if isinstance(flow, KanbanFlow)
        for end in (flow.source, flow.target)
    }
    sends = {
        flow.source for flow in plant.state.flows if flow.kind in ("manual", "electronic", "verbal", "kanban")
    }
    for i, node in enumerate(plant.flow.nodes):
        if not isinstance(node, Supermarket) or node.symbol == "safety" or node.id in sends:
            continue
        fills = [plant.flow.source[arrow] for arrow in plant.flow.ins[i]]
        if any(plant.id(one) in tied for one in fills):
            continue
        wait = plant.wait_days(node.id)
        facts = _("Nothing leads from it back to {names}").format(
            names=plant.listed(plant.name(one) for one in fills) or _("who fills it")
        )
        if wait is not None:
            facts += "; " + _("it holds {days} d").format(days=days(wait))
        yield Finding(
            "supermarket_without_loop",
            (node.id, *(plant.id(one) for one in fills)),
            {"wait_days": wait, "kanban_paths": 0},
            _("{name} is not reordered by a loop").format(name=plant.called(node.id)),
            facts + ".",
            _("Who tells the step before it what was taken?"),
            at=(node.id,),
        )


def supermarket_open_side(plant: Plant) -> Iterator[Finding]:
    """Supermarkets drawn with their closed side to who fills them; the symbol is open at the left."""
    if plant.state.layout == "right_to_left":
        return
    for i, node in enumerate(plant.flow.nodes):
        if not isinstance(node, Supermarket) or node.symbol == "safety":
            continue
        fills = [plant.flow.nodes[plant.flow.source[arrow]] for arrow in plant.flow.ins[i]]
        right = [one for one in fills if one.at.x > node.at.x and abs(one.at.y - node.at.y) <= _ROW]
        if not fills or len(right) < len(fills):
            continue
        yield Finding(
            "supermarket_open_side",
            (node.id, *(one.id for one in right)),
            {"x": node.at.x, "x_of_supplying": min(one.at.x for one in right)},
            _("{name} turns its closed side to who fills it").format(name=plant.called(node.id)),
            _("{names} fills it from the right; its shelves are open at the left.").format(
                names=plant.listed(plant.called(one.id) for one in right)
            ),
            _("Who fills it, and who takes from it?"),
            at=(node.id,),
        )


def transport_between_neighbours(plant: Plant) -> Iterator[Finding]:
    """Moves between one step and the next."""
    told: set[tuple[int, ...]] = set()
    for gap in plant.gaps:
        moves = [(i, node) for i in gap.nodes if isinstance(node := plant.flow.nodes[i], Transport)]
        if (passed := tuple(i for i, _node in moves)) in told:
            continue  # one way that parts behind the move
        told.add(passed)
        metres = [amount(node.distance, 0.0) for _i, node in moves if node.distance is not None]
        times = [time for _i, node in moves if (time := plant.in_days(node.time)) is not None]
        every = [time for _i, node in moves if (time := plant.in_days(node.interval))]
        if not any(metres) and not any(times) and not every:
            continue
        said = []
        if metres:
            said.append(_distance(sum(metres)))
        if times:
            said.append(_("{days} d on the way").format(days=days(sum(times))))
        if every:
            said.append(_("every {days} d").format(days=days(max(every))))
        yield Finding(
            "transport_between_neighbours",
            (*(plant.id(i) for i, _node in moves), plant.id(gap.source), plant.id(gap.target)),
            {
                "distance_m": sum(metres) if metres else None,
                "time_days": sum(times) if times else None,
                "interval_days": max(every, default=None),
                "moves": len(moves),
            },
            _("{source} and {target} are apart").format(
                source=plant.name(gap.source), target=plant.name(gap.target)
            ),
            _("{names}: {facts}.").format(
                names=plant.listed(plant.name(i) for i, _node in moves), facts=", ".join(said)
            ),
            _("What keeps the two from standing side by side?"),
            at=tuple(plant.id(i) for i, _node in moves),
        )


def _distance(metres: float) -> str:
    return (
        f"{rounded(metres / 1000, 1 if metres < 1e5 else 0)} km"
        if metres >= 1000
        else f"{rounded(metres, 0)} m"
    )
