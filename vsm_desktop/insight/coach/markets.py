"""Questions 2 and 4: what the customer is served from, and where steps are joined by supermarkets or lanes (METRICS.md
10.2 to 10.4)."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import chain, set_fields
from vsm_desktop.insight.coach.answers import Answer, Number, Proposal, Step
from vsm_desktop.insight.coach.cells import Chain, chain_of, chains
from vsm_desktop.insight.coach.delivering import with_milk_run
from vsm_desktop.insight.coach.facts import Facts, named, whole
from vsm_desktop.insight.coach.pacemaker import schedulers
from vsm_desktop.insight.coach.sizing import Size, epe_days, every_part, in_words, sized
from vsm_desktop.insight.coach.spacing import respaced
from vsm_desktop.insight.coach.stocking import Path, to_lane, to_market
from vsm_desktop.metrics.calc.pull import fifo
from vsm_desktop.metrics.figure import Why
from vsm_desktop.model.display import days
from vsm_desktop.model.flows import Card
from vsm_desktop.model.nodes import Fifo, Inventory, Node, Process, Queue, Stock, Supermarket, Transport
from vsm_desktop.model.stream import State

_APART = 0.5  # a step at less than half of takt does not keep the pace of the next one
_FEW = 2.0  # pieces a lane holds at least


# question 2


def goods_answer(facts: Facts) -> Answer:
    """Whether the customer is served directly or from a supermarket of finished goods."""
    customer, goods = facts.customer, facts.goods
    if customer is None or not facts.processes:
        return Answer(2, "not_applicable", (_("There is no customer, or nothing is made for one."),))
    if facts.service:
        return Answer(2, "not_applicable", (_("A service cannot be put on a shelf: it goes direct."),))
    name = named(customer)
    if goods is None:
        words = _("It goes direct: nothing is stocked between the last step and {name}.")
        return Answer(2, "answered", (words.format(name=name),))
    if isinstance(goods, Fifo):
        return Answer(2, "answered", (_("It goes direct, through a lane to {name}.").format(name=name),))
    if isinstance(goods, Supermarket):
        return Answer(2, "answered", (_held(facts, goods),), numbers=_stock_number(facts, goods))
    return Answer(
        2,
        "open",
        _why_stock(facts, goods),
        tuple(_goods_proposals(facts, goods)),
        _stock_number(facts, goods),
    )


def shipping_days(facts: Facts) -> float:
    """How many days there are between two shipments to the customer; one where nothing is entered."""
    customer, goods = facts.customer, facts.goods
    if customer is None or goods is None:
        return 1.0
    carriers = [
        one for one in facts.state.nodes if isinstance(one, Transport) and goods.id in facts.upstream(one.id)
    ]
    for interval in (*(one.interval for one in carriers), customer.interval):
        if interval is not None:
            figure = facts.clock.days(facts.clock.span_of(interval))
            if not isinstance(figure, Why) and figure > 0:
                return figure
    return 1.0


def _why_stock(facts: Facts, goods: Stock) -> tuple[str, ...]:
    lead = facts.report.number("lead_time_days")
    every = days(shipping_days(facts), trim=True)
    said = [_("{name}: a stock before the customer, counted but not controlled.").format(name=named(goods))]
    if lead is not None:
        said.append(
            _(
                "The stream takes {lead} d and ships every {every} d: from a supermarket the customer does not wait."
            ).format(lead=days(lead), every=every)
        )
    customer = facts.customer
    if customer and len(customer.demand_by_variant) > 1:
        said.append(
            _("{count} variants are few enough to keep of each.").format(
                count=len(customer.demand_by_variant)
            )
        )
    return tuple(said)


def _goods_proposals(facts: Facts, goods: Stock) -> Iterator[Proposal]:
    size = sized(facts, goods, shipping_days(facts), buffer=facts.wishes.buffer_days)
    joined = {
        id_ for row in chains(facts) for id_ in row.ids
    }  # a cell to come gets its kanban with the schedule
    makers = [one.id for one in facts.before(goods.id) if isinstance(one, Process) and one.id not in joined]
    paths: list[Path] = [(goods.id, id_, "production", size.cards) for id_ in makers]
    stores = [one.id for one in facts.before(goods.id) if isinstance(one, Stock)]
    paths += [(goods.id, id_, "withdrawal", size.cards) for id_ in stores]
    yield _market(facts, goods, size, paths, _("Ship from a supermarket of finished goods"))
    if facts.takt_s is not None and (available := facts.report.number("available_s_per_day")):
        most = fifo(facts.takt_s, desired_wait_s=shipping_days(facts) * available)["max_pieces"]
        yield Proposal(
            f"direct:{goods.id}",
            _("Ship direct, through a lane of {most} pc at most").format(most=whole(float(most))),
            _("One shipment is all that waits; the customer then waits for what the stream takes."),
            (goods.id,),
            facts.state.id,
            (_lane_step(facts, goods, float(most)),),
        )


# question 4


def market_answer(facts: Facts) -> Answer:
    """Where the flow stops and the next step pulls from a supermarket, or a lane keeps the order."""
    if facts.service:
        words = _(
            "Orders and people cannot be made ahead; where they wait, limit the queue or balance the steps."
        )
        return Answer(4, "not_applicable", (words,))
    if not facts.processes:
        return Answer(4, "not_applicable", (_("There is no step that could pull."),))
    proposals, reasoning = [], []
    for stock in _loose(facts):
        feeder = next(iter(facts.before(stock.id)), None)
        reasoning.append(_why_market(facts, stock, feeder))
        proposals.append(_for(facts, stock, feeder))
    inside = [id_ for row in chains(facts) for id_ in row.stocks]
    if inside:
        words = _("{count} stocks go with the cell of question 3.")
        reasoning.append(words.format(count=len(inside)))
    goods = facts.goods
    kept = [one for one in facts.state.nodes if isinstance(one, Supermarket | Fifo) and one is not goods]
    reasoning += [_held(facts, one) for one in kept]
    if not reasoning:
        reasoning.append(
            _("Nothing waits between the steps and before them that would have to be controlled.")
        )
    return Answer(4, "open" if proposals else "answered", tuple(reasoning), tuple(proposals))


def feeders(facts: Facts) -> list[Process]:
    """The processes that fill a supermarket other than that of finished goods, one that stands or should."""
    wanted = [
        stock for stock in _loose(facts) if _pulls(facts, stock, next(iter(facts.before(stock.id)), None))
    ]
    held = [one for one in facts.state.nodes if isinstance(one, Supermarket) and one is not facts.goods]
    found = [node for stock in (*held, *wanted) for node in facts.before(stock.id)]
    return list(dict.fromkeys(node for node in found if isinstance(node, Process)))


def _loose(facts: Facts) -> list[Stock]:
    """The stocks before steps that nobody controls yet, in flow order; not those a cell does away with."""
    return facts.once("loose", lambda: _find_loose(facts))


def _find_loose(facts: Facts) -> list[Stock]:
    inside = {id_ for row in chains(facts) for id_ in row.stocks}
    found: list[Stock] = []
    for step in facts.report.steps:
        node = facts.nodes.get(step.id)
        if not isinstance(node, Inventory | Queue) or node.id in inside or node is facts.goods:
            continue
        if node.symbol == "cross_dock" or not any(isinstance(one, Process) for one in facts.behind(node.id)):
            continue
        if any(isinstance(one, Stock) for one in facts.before(node.id)):
            continue  # the stock before it comes first
        found.append(node)
    return found


def _pulls(facts: Facts, stock: Stock, feeder: Node | None) -> bool:
    """Whether a supermarket makes sense; else a lane does: behind the pacemaker, or from a step that keeps the pace."""
    pacemaker = facts.setter
    row: Chain | None = chain_of(facts, pacemaker.id) if pacemaker else None
    first = row.steps[0] if row else pacemaker
    if first is not None and stock.id not in facts.once("pulled", lambda: facts.upstream(first.id)):
        return False
    if not isinstance(feeder, Process):
        return True
    pace = facts.station_s(feeder)
    apart = pace is None or facts.takt_s is None or pace < _APART * facts.takt_s or pace > facts.takt_s
    return feeder.shared or bool(facts.seconds(feeder.co)) or apart


def _for(facts: Facts, stock: Stock, feeder: Node | None) -> Proposal:
    if not _pulls(facts, stock, feeder):
        most = _lane_most(facts, stock, feeder)
        words = _(
            "At most {most} pc: what passes while {wait} are bridged. When it is full, the step before it stops."
        )
        wait = (most or 0.0) * (facts.takt_s or 0.0)
        sentence = (
            words.format(most=whole(most), wait=facts.time(wait)) if most else _("First in, first out.")
        )
        return Proposal(
            f"lane:{stock.id}",
            _("A FIFO lane: {name}").format(name=named(stock)),
            sentence,
            (stock.id,),
            facts.state.id,
            (_lane_step(facts, stock, most),),
        )
    takers = [one.id for one in facts.behind(stock.id) if isinstance(one, Process)]
    paths: list[Path] = [(id_, stock.id, "withdrawal", None) for id_ in takers]
    if isinstance(feeder, Process):
        size = sized(facts, stock, epe_days(facts, feeder), safety=facts.wishes.safety_days)
        card: Card = "signal" if facts.seconds(feeder.co) else "production"
        paths.append((stock.id, feeder.id, card, size.cards))
        return _market(facts, stock, size, paths, feeder=feeder)
    size = sized(facts, stock, facts.wishes.delivery_days, safety=facts.wishes.safety_days)
    office = next((node.id for node in facts.state.nodes if node.id in schedulers(facts.state)), "")
    if office:
        paths.append((stock.id, office, "withdrawal", None))
    return with_milk_run(facts, stock, _market(facts, stock, size, paths))


def _lane_most(facts: Facts, stock: Stock, feeder: Node | None) -> float | None:
    """The most a lane holds: what passes in the longer changeover beside it, at least one pack (10.4)."""
    if facts.takt_s is None:
        return None
    beside = [feeder, *facts.behind(stock.id)]
    change = max((facts.seconds(one.co) or 0.0 for one in beside if isinstance(one, Process)), default=0.0)
    customer = facts.customer
    pack = customer.pack.value if customer and customer.pack else _FEW
    most = fifo(facts.takt_s, desired_wait_s=max(change, pack * facts.takt_s))["max_pieces"]
    return float(most)


def _lane_step(facts: Facts, stock: Stock, most: float | None) -> Step:
    return Step(
        chain(to_lane(stock, most), respaced(stock.id, facts.size_of)),
        _("Lane: {name}").format(name=named(stock)),
        waste="inventory",
        problem=_("A stock without a limit."),
        countermeasure=_("A FIFO lane with a maximum; the step before it stops when it is full."),
        about=stock.id,
    )


def _market(
    facts: Facts, stock: Stock, size: Size, paths: list[Path], title: str = "", feeder: Process | None = None
) -> Proposal:
    change = to_market(stock, size.days, size.pieces, paths, facts.taken)
    more = every_part(facts, feeder, size.cycle_days) if feeder else {}

    def apply(state: State) -> State:
        after = respaced(stock.id, facts.size_of)(change(state))
        return set_fields(feeder.id, **more)(after) if feeder and more else after

    name = title or _("A supermarket: {name}").format(name=named(stock))
    step = Step(
        apply,
        _("Supermarket: {name}").format(name=named(stock)),
        waste="overproduction",
        problem=_("A stock that is pushed and only counted."),
        countermeasure=_("A supermarket of {days} d; kanbans release what was taken.").format(
            days=days(size.days, trim=True)
        ),
        about=stock.id,
    )
    ids = (stock.id, feeder.id) if feeder else (stock.id,)
    return Proposal(
        f"market:{stock.id}", name, in_words(facts, stock, size, feeder), ids, facts.state.id, (step,)
    )


def _why_market(facts: Facts, stock: Stock, feeder: Node | None) -> str:
    name = named(stock)
    if not _pulls(facts, stock, feeder):
        return _("{name}: both sides keep the pace, a lane keeps the order.").format(name=name)
    if not isinstance(feeder, Process):
        return _("{name}: delivered from outside; what is taken calls for the next delivery.").format(
            name=name
        )
    reasons = []
    if feeder.shared:
        reasons.append(_("works for other streams"))
    if change := facts.seconds(feeder.co):
        reasons.append(_("takes {time} to change over").format(time=facts.time(change)))
    pace = facts.station_s(feeder)
    if (
        pace is not None
        and facts.takt_s is not None
        and (pace < _APART * facts.takt_s or pace > facts.takt_s)
    ):
        reasons.append(
            _("runs at {pace} with takt at {takt}").format(
                pace=facts.time(pace), takt=facts.time(facts.takt_s)
            )
        )
    return _("{name}: {feeder} {reasons}, so it cannot flow on piece by piece.").format(
        name=name, feeder=named(feeder), reasons=_(" and ").join(reasons) or _("keeps another pace")
    )


def _held(facts: Facts, stock: Supermarket | Fifo) -> str:
    supply = facts.step(stock.id, "wait_days")
    kind = _("a supermarket") if isinstance(stock, Supermarket) else _("a lane")
    size = "" if supply is None else _(" of {days} d").format(days=days(supply, trim=True))
    return _("{name}: {kind}{size}.").format(name=named(stock), kind=kind, size=size)


def _stock_number(facts: Facts, stock: Stock) -> tuple[Number, ...]:
    supply = facts.step(stock.id, "wait_days")
    return () if supply is None else (Number(named(stock), f"{days(supply)} d", f"wait_days.{stock.id}"),)
