"""The table of all rules, and what they find in a state."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from vsm_desktop.assets import _
from vsm_desktop.insight.findings import pace, quality, schedule, stocks
from vsm_desktop.insight.findings.finding import Finding, Rule
from vsm_desktop.insight.findings.plant import Plant, plant_of
from vsm_desktop.model.display import percent, rounded
from vsm_desktop.model.stream import ValueStream


def findings(stream: ValueStream, state_id: str = "", *, muted: bool = False) -> tuple[Finding, ...]:
    """What is to be seen in a state, in the order of the table; of rules that are switched off only if `muted`.

    Raises KeyError for a state the stream does not have.
    """
    plant = plant_of(stream, state_id)
    off = frozenset(() if muted else stream.muted)
    return tuple(found for rule in RULES if rule.code not in off for found in rule.find(plant))


def rule_of(code: str) -> Rule:
    """The rule of a code. Raises KeyError if there is none."""
    return _BY_CODE[code]


def title_of(code: str) -> str:
    """What a rule is called; of one this program does not know its code."""
    rule = _BY_CODE.get(code)
    return rule.title if rule else code


_BOOK = _("Rother and Shook, Learning to See")
_OWN = _("A definition of this program")


def _rule(
    find: Callable[[Plant], Iterable[Finding]], title: str, meaning: str, when: str, source: str
) -> Rule:
    return Rule(find.__name__, title, meaning, when, source, find)


RULES: tuple[Rule, ...] = (
    _rule(
        pace.ct_over_takt,
        _("Slower than takt"),
        _("A step takes longer for a piece than the customer lets pass between two."),
        _("C/T per station, times the share of products that pass the step, is above takt."),
        _BOOK,
    ),
    _rule(
        pace.load_over_time,
        _("Load above the time there is"),
        _("The step keeps up with takt, but changeovers, breakdowns or scrap take more time than is left."),
        _("Load is above 100 % although the C/T is within takt."),
        _BOOK,
    ),
    _rule(
        pace.low_uptime_at_constraint,
        _("Breakdowns at the constraint"),
        _("A minute lost where the stream has no time to catch up is lost to the customer."),
        _(
            "Uptime is below {uptime} % at the bottleneck, or at a step with a load of {load} % and more."
        ).format(uptime=percent(pace.LOW_UPTIME), load=percent(pace.NEARLY_FULL)),
        _("Nakajima, Introduction to TPM: availability above 90 %"),
    ),
    _rule(
        stocks.stock_above_days,
        _("Much stock"),
        _("Stock is time the customer waits for a change, and hides what goes wrong before it."),
        _("A stock, queue, lane or supermarket on the ladder holds more than {days} days.").format(
            days=rounded(stocks.MOST_DAYS, 0)
        ),
        _("The largest stock in the future state of Acme, Learning to See"),
    ),
    _rule(
        stocks.push_between_paces,
        _("Push between paces"),
        _(
            "Each step makes what it can, not what the next one needs; the stock between them is left to itself."
        ),
        _(
            "Two steps in a row are joined by push arrows, and their paces differ by more than {percent} %."
        ).format(percent=percent(stocks.PACES_APART)),
        _BOOK,
    ),
    _rule(
        pace.unbalanced,
        _("Uneven work"),
        _("Where one step takes much longer than the others, the others wait or make too much."),
        _(
            "The times of the steps that make piece by piece, shared ones left out, are on average below {percent} % of the longest."
        ).format(percent=percent(pace.BALANCED)),
        _("Line balance ratio, against the lower end of a planned cycle"),
    ),
    _rule(
        schedule.several_schedule_points,
        _("Several schedules"),
        _("Each schedule is a guess of its own; only one step should be told what to make."),
        _(
            "More than one step or shipment gets a schedule. Records, kanban posts and go-see are not counted."
        ),
        _BOOK,
    ),
    _rule(
        schedule.schedule_upstream_of_pacemaker,
        _("Schedules before the pacemaker"),
        _("What comes before the pacemaker should be pulled from it, not scheduled."),
        _(
            "A step before the pacemaker gets a schedule. The pacemaker is the step marked so, else the one a levelling box releases, else the last one that is told."
        ),
        _BOOK,
    ),
    _rule(
        schedule.information_waits_longer,
        _("Information waits longer"),
        _("The order takes longer to reach the floor than the material takes to pass it."),
        _("Half the intervals of the controls an order passes are together more than the lead time."),
        _("Martin and Osterling, Value Stream Mapping"),
    ),
    _rule(
        pace.batch_above_epei,
        _("Large batches"),
        _("The time left beside running would allow more changeovers, and with them smaller batches."),
        _(
            "The batch is above demand times the interval in which every part is made: the one entered beside the batch, else the shortest there is time for (EPEI)."
        ),
        _BOOK,
    ),
    _rule(
        pace.changeover_share,
        _("Much changeover"),
        _("Time spent changing over makes no pieces; less of it pays for smaller batches."),
        _(
            "Changeovers take more than {percent} % of the working time, or more than {batch} % of the time of a batch; where there is no demand, {percent} % of a batch."
        ).format(percent=percent(pace.MOST_CHANGEOVER), batch=percent(pace.MOST_OF_BATCH)),
        _("The customary ceiling of 10 %, Learning to See"),
    ),
    _rule(
        stocks.fifo_without_maximum,
        _("Lane without an end"),
        _("A FIFO lane only stops the step before it if it can be full."),
        _("A FIFO lane has no maximum."),
        _BOOK,
    ),
    _rule(
        stocks.stock_outside_limits,
        _("Stock outside its limits"),
        _("A maximum that is passed stops nobody, and below the minimum the next step soon waits."),
        _("A stock or lane holds more than its maximum, or less than its minimum."),
        _BOOK,
    ),
    _rule(
        stocks.supermarket_without_loop,
        _("Supermarket without a loop"),
        _("A supermarket from which nothing is reordered is a stock with shelves."),
        _("No kanban or message leads from a supermarket, or to the step that fills it."),
        _BOOK,
    ),
    _rule(
        stocks.supermarket_open_side,
        _("Supermarket turned round"),
        _("The open side of the symbol faces the step that fills it."),
        _("All that fills a supermarket stands at the right of it, in the same row."),
        _BOOK,
    ),
    _rule(
        quality.ca_leak,
        _("Work that is not right"),
        _("What is passed on incomplete or wrong is asked about, mended or sent back by others."),
        _(
            "%C&A, or first pass yield where it is not entered, is below {percent} %; or the rolled one is below {rolled} %, then the worst step is named."
        ).format(percent=percent(quality.LEAST_CA), rolled=percent(quality.LEAST_ROLLED)),
        _("After Martin and Osterling, Value Stream Mapping"),
    ),
    _rule(
        quality.rework_returns_far,
        _("Rework from far"),
        _("A fault found late has been worked on, and waited, in vain."),
        _("Rework goes back over at least one other step."),
        _OWN,
    ),
    _rule(
        stocks.transport_between_neighbours,
        _("Transport between steps"),
        _("A move adds time and distance and lets stock gather at both ends."),
        _("A transport with a time, a distance or an interval lies between one step and the next."),
        _("Womack and Jones, Seeing the Whole"),
    ),
    _rule(
        quality.shared_not_shown,
        _("Shared, not shown"),
        _("Others use the step too; how much of it is left is not to be seen on this map."),
        _(
            "Products of several families pass a step of this name, or it is shared in another state, and it is not drawn as shared."
        ),
        _("Duggan, Creating Mixed Model Value Streams"),
    ),
    _rule(
        quality.shared_load_unknown,
        _("Load of others unknown"),
        _("A shared step has less time for this stream than its load says."),
        _("A step is drawn as shared, and its load is known for this stream."),
        _("Duggan, Creating Mixed Model Value Streams"),
    ),
    _rule(
        schedule.pitch_missing,
        _("No pitch"),
        _("A levelling box releases work in the beat of takt times pack quantity."),
        _("A levelling box is drawn, and no customer has a pack quantity."),
        _BOOK,
    ),
    _rule(
        schedule.kanban_without_cards,
        _("Cards not counted"),
        _("The number of cards is what limits the stock of a loop."),
        _("A kanban path has a card but no number of cards."),
        _BOOK,
    ),
    _rule(
        schedule.several_takts,
        _("Several takts"),
        _("Customers that are served by one flow each have a takt of their own."),
        _("Two or more customers with a demand are served."),
        _("Duggan, Creating Mixed Model Value Streams"),
    ),
    _rule(
        quality.no_demand,
        _("No demand"),
        _("Without demand there is no takt, and stock has no days."),
        _("Steps lead to an end, and nobody asks for anything."),
        _BOOK,
    ),
    _rule(
        quality.assumed_or_stale_data,
        _("Assumed or old data"),
        _("A decision is no better than the values it rests on."),
        _("A value is assumed, or was measured more than a year before the date of the map."),
        _("Go and see: Rother and Shook, Learning to See"),
    ),
)
"""One row for each rule, what cannot meet the demand first."""

_BY_CODE = {rule.code: rule for rule in RULES}
