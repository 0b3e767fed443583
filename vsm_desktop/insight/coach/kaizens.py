"""Question 8: what has to be improved first, each thing as a burst with what it promises."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.insight.coach.answers import Answer, Proposal, Step
from vsm_desktop.insight.coach.cells import chain_of, chains
from vsm_desktop.insight.coach.facts import Facts, named
from vsm_desktop.insight.coach.loops import loops_proposal
from vsm_desktop.insight.coach.markets import feeders
from vsm_desktop.insight.coach.places import star_under
from vsm_desktop.model.change import Set
from vsm_desktop.model.display import percent
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.quantity import Quantity, quantity

_FULL = 1e-9
_STEP = 0.05  # an uptime is asked for in steps of 5 %


class Need(Struct, frozen=True):
    """Something that stands against the future state: at which step, which fields have to become what.

    `deed` says it in the words of a star, which stands at the step; `title` names the step, too.
    """

    process: Process
    values: dict[str, Quantity]
    deed: str
    problem: str
    countermeasure: str
    waste: str

    @property
    def title(self) -> str:
        """The step and what is done there."""
        return f"{named(self.process)}: {self.deed[:1].lower()}{self.deed[1:]}"

    @property
    def key(self) -> str:
        """What names it again: the step and the first field."""
        return f"kaizen:{self.process.id}:{next(iter(self.values))}"


def kaizen_answer(facts: Facts) -> Answer:
    """Which improvements the future state needs."""
    if not facts.processes:
        return Answer(8, "not_applicable", (_("There is no process to improve."),))
    if facts.planned_s is None:
        return Answer(
            8,
            "open",
            (_("Without takt nobody knows what is too slow. {why}").format(why=facts.why("takt_s")),),
        )
    found = list(needs(facts))
    known = [one for one in found if _recorded(facts, one)]
    new = [one for one in found if one not in known]
    reasoning = [one.problem for one in found]
    reasoning += [_("On record, not made here: {title}.").format(title=one.title) for one in known]
    if not found:
        reasoning.append(_("No step is over the planned cycle, and no changeover stands against it."))
    proposals = [_proposal(facts, one) for one in new]
    loops = loops_proposal(facts)
    return Answer(
        8, "open" if new else "answered", tuple(reasoning), (*proposals, *([loops] if loops else ()))
    )


def needs(facts: Facts) -> Iterator[Need]:
    """What stands against the future state, in flow order: changeovers, steps over the planned cycle, uptime."""
    fills = {one.id for one in feeders(facts)}
    pacemaker = facts.setter
    chain = chain_of(facts, pacemaker.id) if pacemaker else None
    beat = {one.id for one in chain.steps} if chain else {pacemaker.id} if pacemaker else set()
    joined = {one.id for each in chains(facts) for one in each.steps}
    for process in facts.processes:
        change = facts.seconds(process.co) or 0.0
        if process.id in beat and not facts.service:
            yield from _beat_changeover(facts, process, change)
        elif process.id in fills:
            yield from _batch_changeover(facts, process, change)
        if process.id not in joined:
            yield from _pace(facts, process)


def _batch_changeover(facts: Facts, process: Process, change: float) -> Iterator[Need]:
    """A step before a supermarket makes small batches only if it is quickly changed over."""
    wish = facts.wishes.changeover_s
    if change > wish:
        yield Need(
            process,
            {"co": _time(wish)},
            _("Changeover {time}").format(time=_tied(facts.time(wish))),
            _("{name} takes {now} to change over: small batches need {then} at most.").format(
                name=named(process), now=facts.time(change), then=facts.time(wish)
            ),
            _("Prepare outside what need not wait for the machine to stop."),
            "overproduction",
        )


def _beat_changeover(facts: Facts, process: Process, change: float) -> Iterator[Need]:
    """At the pacemaker the mix changes all the time: a changeover has to fit into one takt."""
    customer, takt = facts.customer, facts.takt_s or 0.0
    mixed = customer is not None and len(customer.demand_by_variant) > 1
    if mixed and change > takt:
        yield Need(
            process,
            {"co": _time(takt)},
            _("Changeover {time}").format(time=_tied(facts.time(takt))),
            _("{name} takes {now} to change over: a levelled mix needs one takt at most, {then}.").format(
                name=named(process), now=facts.time(change), then=facts.time(takt)
            ),
            _("Fixtures that take every variant."),
            "waiting",
        )


def _pace(facts: Facts, process: Process) -> Iterator[Need]:
    planned = (facts.beat_s(process) or 0.0) * facts.target
    if not planned:
        return
    pace, uptime = facts.station_s(process), process.uptime.base if process.uptime else 1.0
    if pace is None:
        return
    if pace > planned * (1 + _FULL):
        yield _too_slow(facts, process, pace)
        pace = planned
    if uptime < 1 and pace / uptime > planned * (1 + _FULL):
        target = min(1.0, ceil(round(pace / planned / _STEP, 6)) * _STEP)
        if target > uptime + _FULL:
            yield Need(
                process,
                {"uptime": quantity(round(target, 4), "1")},
                _("Uptime {share}").format(share=_tied(f"{percent(target)} %")),
                _(
                    "{name} is down {down} % of the time: at {now} a piece it then needs {effective}, planned are {planned}."
                ).format(
                    name=named(process),
                    down=percent(1 - uptime),
                    now=facts.time(pace),
                    effective=facts.time(pace / uptime),
                    planned=facts.time(planned),
                ),
                _("Find the causes of the stops and take them away for good."),
                "waiting",
            )


def _too_slow(facts: Facts, process: Process, pace: float) -> Need:
    """C/T over the planned cycle; in a cell the work of its people goes down with it."""
    planned = (facts.beat_s(process) or 0.0) * facts.target
    stations = process.stations.value if process.stations else 1.0
    values = {"ct": _time(planned * stations)}
    work = facts.seconds(process.pt)
    people = process.operators.value if process.operators else 1.0
    if work is not None and abs(work - pace * stations * people) <= 0.02 * work:
        values = {"pt": _time(work * planned / pace), **values}
    return Need(
        process,
        values,
        _("Cycle time {time}").format(time=_tied(facts.time(planned))),
        _("{name} needs {now} a piece, and one is planned every {then}.").format(
            name=named(process), now=facts.time(pace), then=facts.time(planned)
        ),
        _("Take {less} out of the cycle.").format(less=facts.time(pace - planned)),
        "motion",
    )


def _proposal(facts: Facts, need: Need) -> Proposal:
    promised = ", ".join(
        f"{next(row.label for row in need.process.fields() if row.key == key)} {_now(need.process, key)} → {value.typed}"
        for key, value in need.values.items()
    )
    step = Step(
        set_fields(need.process.id, **need.values),
        need.deed,
        "process",
        need.waste,
        need.problem,
        need.countermeasure,
        need.process.id,
        star_under(need.process.id, facts.size_of),
    )
    sentence = _("A burst that promises {promise}.").format(promise=promised)
    return Proposal(need.key, need.title, sentence, (need.process.id,), facts.state.id, (step,))


def _now(process: Process, key: str) -> str:
    value = getattr(process, key)
    return value.typed if value is not None else _("nothing")


def _recorded(facts: Facts, need: Need) -> bool:
    """Whether a burst on record that is not made here promises the same field."""
    fields = {(need.process.id, key) for key in need.values}
    return any(
        isinstance(change, Set) and (change.id, change.field) in fields
        for burst in facts.stream.bursts
        if burst.id not in facts.state.bursts and burst.status != "dropped"
        for change in burst.changes
    )


def _tied(words: str) -> str:
    """A number and its unit, which a star does not part."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _time(value: float) -> Quantity:
    value = round(value, 3)
    return quantity(value / 60, "min") if value >= 120 and value % 60 == 0 else quantity(value, "s")
