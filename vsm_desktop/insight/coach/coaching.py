"""The eight questions asked of a state."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.edit.growth import SizeOf
from vsm_desktop.insight.coach.answers import Answer, Number
from vsm_desktop.insight.coach.cells import flow_answer
from vsm_desktop.insight.coach.facts import Facts, Wishes, amount, facts_of
from vsm_desktop.insight.coach.kaizens import kaizen_answer
from vsm_desktop.insight.coach.levelling import mix_answer, pitch_answer
from vsm_desktop.insight.coach.markets import goods_answer, market_answer
from vsm_desktop.insight.coach.scheduling import pacemaker_answer
from vsm_desktop.model.display import percent
from vsm_desktop.model.stream import ValueStream

_USUAL = Wishes()


def coach(
    stream: ValueStream, state_id: str, wishes: Wishes = _USUAL, size_of: SizeOf | None = None
) -> tuple[Answer, ...]:
    """The eight answers, in their order. Boxes of symbols may be given, so that what is new finds room.

    Raises KeyError for a state the stream does not have.
    """
    facts = facts_of(stream, state_id, wishes, size_of)
    return (
        takt_answer(facts),
        goods_answer(facts),
        flow_answer(facts),
        market_answer(facts),
        pacemaker_answer(facts),
        mix_answer(facts),
        pitch_answer(facts),
        kaizen_answer(facts),
    )


def takt_answer(facts: Facts) -> Answer:
    """The beat of the customer, and what is designed to (METRICS.md 1)."""
    takt = facts.takt_s
    if takt is None:
        words = _("Takt is available time / demand. {why}")
        return Answer(1, "open", (words.format(why=facts.why("takt_s")),))
    available, demand = facts.report.number("available_s_per_day") or 0.0, facts.demand or 0.0
    said = [
        (
            _("Takt = {time} a day / {demand} a day = {takt}: the beat of the customer.")
            if facts.service
            else _("Takt = {time} a day / {demand} pc a day = {takt}: the beat of the customer.")
        ).format(time=_exact(facts, available), demand=amount(demand), takt=facts.time(takt))
    ]
    if facts.target != 1.0:
        said.append(
            _("Designed to {cycle}, {share} % of takt.").format(
                cycle=facts.time(facts.planned_s or 0.0), share=percent(facts.target)
            )
        )
    numbers = (
        Number(_("Takt time"), facts.time(takt), "takt_s"),
        Number(_("Planned cycle"), facts.time(facts.planned_s or 0.0)),
        Number(_("Demand"), f"{amount(demand)}{'' if facts.service else ' pc'} / d", "daily_demand"),
    )
    return Answer(1, "answered", tuple(said), numbers=numbers)


def _exact(facts: Facts, value: float) -> str:
    """The time of a day in seconds, or in the unit of the map, so that one can reckon with it."""
    return facts.time(value) if facts.state.options.time_unit else f"{amount(value)} s"
