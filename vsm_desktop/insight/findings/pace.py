"""Rules about pace: steps against takt and against each other, breakdowns and changeovers."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.assets import _
from vsm_desktop.insight.findings.finding import Finding
from vsm_desktop.insight.findings.plant import Plant
from vsm_desktop.metrics.capacity import Machine
from vsm_desktop.metrics.figure import known, ratio
from vsm_desktop.metrics.takt import demand_as_typed, takt_s
from vsm_desktop.model.display import lead_time, percent, pieces, rounded
from vsm_desktop.model.nodes import Customer

BALANCED = 0.85
"""The least of a planned cycle that still counts as full: 85 to 95 % of takt (METRICS.md 1.3)."""
LOW_UPTIME = 0.90
"""Nakajima, Introduction to TPM (1988): availability of 90 % and more."""
NEARLY_FULL = 0.90
"""Load from which a breakdown can no longer be made up within the day: a planned cycle is 85 to 95 % of takt (1.3)."""
MOST_CHANGEOVER = 0.10
"""The customary ceiling of the time for changeovers (METRICS.md 3.3; Learning to See)."""
MOST_OF_BATCH = 0.30
"""The part of a batch from which a changeover is worth a look, however much time is left (own definition; 10.6)."""
_CLOSE = 1e-9


def ct_over_takt(plant: Plant) -> Iterator[Finding]:
    """Steps whose cycle time is above takt."""
    for i, machine in plant.on:
        takt, pace = known(takt_s(machine.available_s, plant.found.demand)), plant.pace_s(i, machine)
        if takt is None or pace is None or pace <= takt * (1 + _CLOSE):
            continue
        facts = _("{ct} against {takt}").format(ct=plant.time(pace), takt=plant.time(takt))
        per_shift = known(machine.no_changeover(machine.available_s_per_shift))
        needed = _per_shift(plant, i, machine)
        if per_shift is not None and needed is not None:
            more = _("{made} of {needed} pieces a shift")
            facts += ": " + more.format(made=pieces(per_shift), needed=pieces(needed))
        yield Finding(
            "ct_over_takt",
            (plant.id(i),),
            {
                "ct_s": pace,
                "takt_s": takt,
                "capacity_per_shift_no_changeover": per_shift,
                "required_per_shift": needed,
            },
            _("{name} is slower than takt").format(name=plant.name(i)),
            facts + ".",
            _("How much of the {ct} is waiting or walking?").format(ct=plant.time(pace)),
            alert=True,
        )


def load_over_time(plant: Plant) -> Iterator[Finding]:
    """Steps that keep up with takt but lose too much time to changeovers, breakdowns or scrap."""
    for i, machine in plant.on:
        load, takt = known(plant.found.loads[i]), known(takt_s(machine.available_s, plant.found.demand))
        pace, step = plant.pace_s(i, machine), plant.report.step(plant.id(i))
        if load is None or pace is None or takt is None or step is None:
            continue
        if load <= 1 + _CLOSE or pace > takt * (1 + _CLOSE):
            continue
        able, needed = step.metrics["capacity_per_day"].number, step.metrics["required_per_day"].number
        yield Finding(
            "load_over_time",
            (plant.id(i),),
            {
                "utilization": load,
                "ct_s": pace,
                "takt_s": takt,
                "effective_ct_s": step.metrics["effective_ct_s"].number,
                "capacity_per_day": able,
                "required_per_day": needed,
            },
            _("{name} has less time than its work takes").format(name=plant.name(i)),
            _(
                "Load {load} % although its C/T of {ct} is within takt: {made} of {needed} pieces a day."
            ).format(
                load=percent(load),
                ct=plant.time(pace),
                made=pieces(able or 0.0),
                needed=pieces(needed or 0.0),
            ),
            _("Where does the time go in which no good piece comes out?"),
            alert=True,
        )


def low_uptime_at_constraint(plant: Plant) -> Iterator[Finding]:
    """Breakdowns where they cost output of the whole stream: at the bottleneck, or where there is no time to catch up."""
    bottleneck = plant.report.metrics["bottleneck"].value
    for i, machine in plant.on:
        load = known(plant.found.loads[i])
        full = load is not None and load >= NEARLY_FULL
        entered = plant.process(i).uptime is not None and machine.uptime is not None
        if not entered or machine.uptime is None or machine.uptime >= LOW_UPTIME:
            continue
        if not full and plant.id(i) != bottleneck:
            continue
        facts = _("Uptime {uptime} %.").format(uptime=percent(machine.uptime))
        if load is not None:
            facts = _("Load {load} %; uptime {uptime} %.").format(
                load=percent(load), uptime=percent(machine.uptime)
            )
        said = (
            _("{name} is nearly full, and often down")
            if full
            else _("{name} sets the pace, and is often down")
        )
        often = max(2, round(1 / (1 - machine.uptime)))
        yield Finding(
            "low_uptime_at_constraint",
            (plant.id(i),),
            {"uptime": machine.uptime, "utilization": load, "bottleneck": str(bottleneck or "")},
            said.format(name=plant.name(i)),
            facts,
            _("What stops it one minute in {often}?").format(often=often),
        )


def unbalanced(plant: Plant) -> Iterator[Finding]:
    """Work that is spread unevenly over the steps of one line; batches, shared steps and side routes are no part of it."""
    line = [
        (pace, i)
        for i, machine in plant.on
        if (pace := plant.pace_s(i, machine)) and plant.passes[i] >= 1 - _CLOSE and not _in_batches(plant, i)
    ]
    if len(line) < 2:
        return
    longest, slowest = max(line, key=lambda one: one[0])
    shortest, fastest = min(line, key=lambda one: one[0])
    work = sum(pace for pace, _i in line)
    balance = work / (len(line) * longest)
    if balance >= BALANCED:
        return
    takt = plant.report.number("takt_s")
    exact = None if takt is None else work / takt
    facts = _("{least} at {fast} to {most} at {slow}: on average {share} % of the longest").format(
        least=plant.time(shortest),
        fast=plant.name(fastest),
        most=plant.time(longest),
        slow=plant.name(slowest),
        share=percent(balance),
    )
    if exact is not None and takt is not None:
        facts += "; " + _("{work} of work is {exact} stations at a takt of {takt}").format(
            work=plant.time(work), takt=plant.time(takt), exact=rounded(exact, 2)
        )
    yield Finding(
        "unbalanced",
        (plant.id(slowest), *(plant.id(i) for _pace, i in line if i != slowest)),
        {
            "line_balance_ratio": balance,
            "longest_s": longest,
            "shortest_s": shortest,
            "work_content_s": work,
            "stations": len(line),
            "takt_s": takt,
            "stations_exact": exact,
        },
        _("{count} steps share the work unevenly").format(count=len(line)),
        facts + ".",
        _("Which work could another step take over, so that all take the same time?"),
        at=(plant.id(slowest), plant.id(fastest)),
    )


def changeover_share(plant: Plant) -> Iterator[Finding]:
    """Changeovers that take more of a day than is customary, or much of a batch; where no day is known, more of that."""
    mix = _mix(plant)
    for i, machine in plant.on:
        process, co_s = plant.process(i), _changeover_s(plant, i)
        batch, ct_s = _batch(plant, i, mix), known(machine.ct_s)
        if not co_s or not batch or ct_s is None or machine.uptime is None:
            continue
        of_batch = co_s / (co_s + batch * ct_s)
        needed, there = known(plant.found.required[i]), known(machine.available_s)
        a_day = None if not there or needed is None else needed / batch * co_s / (there * machine.stations)
        share = of_batch if a_day is None else a_day
        if share <= MOST_CHANGEOVER * (1 + _CLOSE) and of_batch <= MOST_OF_BATCH * (1 + _CLOSE):
            continue
        facts = _("A C/O of {co} for {batch} pc: {share} % of the time of a batch").format(
            co=plant.time(co_s), batch=pieces(batch), share=percent(of_batch)
        )
        if a_day is not None:
            facts += ", " + _("{share} % of the working time").format(share=percent(a_day))
        yield Finding(
            "changeover_share",
            (process.id,),
            {
                "changeover_share": of_batch,
                "changeover_share_of_day": a_day,
                "co_s": co_s,
                "batch": batch,
                "ct_s": ct_s,
            },
            _("Changeovers take much of the time of {name}").format(name=plant.name(i)),
            facts + ".",
            _("What of the {co} could be done while it still runs?").format(co=plant.time(co_s)),
        )


def batch_above_epei(plant: Plant) -> Iterator[Finding]:
    """Batches larger than the time left for changeovers asks for, or than the interval that is entered (3.1, 3.2)."""
    mix = _mix(plant)
    for i, machine in plant.on:
        process, batch, needed = plant.process(i), _batch(plant, i, mix), known(plant.found.required[i])
        if not batch or not needed:
            continue
        epei, entered = _epei_days(plant, i, machine, len(mix)), plant.in_days(process.epe)
        by_interval = bool(process.batch) and entered is not None
        if by_interval and entered is not None:  # what is meant to be done comes before what could be
            epei = entered
        if epei is None or batch <= (enough := needed * epei * max(mix)) * (1 + _CLOSE):
            continue
        facts = _(
            "A batch of {batch} pc; the time left for changeovers allows {enough} pc, each part every {time}"
        )
        if by_interval:
            facts = _("A batch of {batch} pc; each part every {time} takes {enough} pc")
        every = " ".join(lead_time(epei, epei * (plant.report.day_s or 0.0), plant.state.options.time_unit))
        facts = facts.format(batch=pieces(batch), enough=pieces(enough), time=every)
        if process.shared:
            facts += "; " + _("other streams, which use it too, are not counted")
        yield Finding(
            "batch_above_epei",
            (process.id,),
            {
                "batch": batch,
                "batch_at_epei": enough,
                "epei_days": epei,
                "co_s": _changeover_s(plant, i),
                "required_per_day": needed,
            },
            _("{name} makes more at a time than its changeovers ask for").format(name=plant.name(i)),
            facts + ".",
            _("What keeps it from making every part more often?"),
        )


def _epei_days(plant: Plant, place: int, machine: Machine, products: int) -> float | None:
    """The shortest interval in which a step can make every part, from the time left beside running (3.1)."""
    co_s, ct_s = _changeover_s(plant, place), known(machine.ct_s)
    there, needed = known(machine.available_s), known(plant.found.required[place])
    if not co_s or ct_s is None or machine.uptime is None or there is None or needed is None:
        return None
    left = there * machine.stations - needed * ct_s / machine.uptime / (1 - machine.scrap)
    return known(ratio(products * co_s, left))  # where no time is left, that is another finding


def _per_shift(plant: Plant, place: int, machine: Machine) -> float | None:
    """Good pieces a step must deliver per shift: those of a day spread over its working time."""
    a_day, needed = known(machine.available_s), known(plant.found.required[place])
    a_shift = known(machine.available_s_per_shift)
    return None if not a_day or needed is None or a_shift is None else needed * a_shift / a_day


def _in_batches(plant: Plant, place: int) -> bool:
    process = plant.process(place)
    return process.shared or process.batch is not None or process.epe is not None or bool(process.same_as)


def _changeover_s(plant: Plant, place: int) -> float | None:
    co = plant.process(place).co
    return None if co is None else known(plant.found.clock.working_seconds(co))


def _batch(plant: Plant, place: int, mix: list[float]) -> float | None:
    """Pieces made per changeover: as entered, else the demand of the largest product over the interval entered (3.2)."""
    process, needed = plant.process(place), known(plant.found.required[place])
    if process.batch is not None:
        return process.batch.value
    interval = plant.in_days(process.epe)
    if interval is None or needed is None or len(mix) < 2:
        return None
    return needed * interval * max(mix)


def _mix(plant: Plant) -> list[float]:
    """The share of each product in the demand; one product where no mix is entered."""
    asked: dict[str, float] = {}
    for node in plant.state.nodes:
        if isinstance(node, Customer) and node.demand_by_variant:
            for part, quantity in zip(node.demand_by_variant, demand_as_typed(node), strict=True):
                rate = quantity.value * plant.found.clock.per_day[quantity.unit]
                asked[part.variant] = asked.get(part.variant, 0.0) + rate
    whole = sum(asked.values())
    return [rate / whole for rate in asked.values()] if whole > 0 else [1.0]
