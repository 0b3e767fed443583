"""Where the flow splits: all ways, or one of them with its share; rework arrows first (METRICS.md 5.0 c, e)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.flow import Flow
from vsm_desktop.model.display import percent
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.titles import title_of

TOLERANCE = 1e-6


class Split(Struct):
    """How pieces leave a node that has shares or rework.

    `chance` is the probability of each arrow that leads to an end; `onward` that of the arrows without one, which are
    then taken all; `kept` what is not lost to ways that lead to no end; `why` says what is wrong with the shares.
    """

    chance: dict[int, float] = field(default_factory=dict)
    onward: float = 1.0
    one_of: bool = False
    kept: float = 1.0
    why: Why | None = None
    code: str = ""


def shares(entered: Sequence[float | None]) -> list[float] | None:
    """Shares of one split; one may be left empty and is the rest; None if they do not add to 1 (0.5, 5.0 c)."""
    empty = entered.count(None)
    rest = 1.0 - sum(share for share in entered if share is not None)
    if empty > 1 or abs(min(rest, 0.0) if empty else rest) > TOLERANCE:
        return None
    return [max(rest, 0.0) if share is None else share for share in entered]


def splits_of(flow: Flow) -> dict[int, Split]:
    """The nodes with shares or rework on their outgoing arrows; all others hand everything on."""
    nodes = {flow.source[arrow] for arrow in (*flow.share, *flow.repeat)}
    return {node: _split(flow, node) for node in sorted(nodes) if flow.live[node]}


def _split(flow: Flow, node: int) -> Split:
    outs = flow.outs[node]
    onward = [arrow for arrow in outs if arrow not in flow.repeat]
    again = sum(flow.repeat[arrow] for arrow in outs if arrow in flow.repeat)
    split = Split(onward=1.0 - again)
    if again >= 1.0 - 1e-12:
        return _wrong(split, flow, node, "never_finishes", _never(flow.nodes[node]))
    split.chance = {arrow: flow.repeat[arrow] for arrow in outs if arrow in flow.repeat}
    if any(arrow in flow.share for arrow in onward):
        split.one_of = True
        ways = shares([flow.share.get(arrow) for arrow in onward])
        if ways is None:
            return _wrong(split, flow, node, "shares_do_not_add", _do_not_add(flow, node, onward))
        split.chance |= {arrow: split.onward * way for arrow, way in zip(onward, ways, strict=True)}
    return _keep_live(split, flow, node)


def _keep_live(split: Split, flow: Flow, node: int) -> Split:
    """Leave out what leads to no end: it is off the ladder, and its share is lost to the rest."""
    live = {arrow: p for arrow, p in split.chance.items() if flow.live[flow.target[arrow]]}
    others = (arrow for arrow in flow.outs[node] if arrow not in split.chance)
    if not (any(flow.live[flow.target[arrow]] for arrow in others) or any(node in end for end in flow.ends)):
        split.onward = 0.0
    split.kept = sum(live.values()) + (0.0 if split.one_of else split.onward)
    if split.kept <= 0:
        return _wrong(split, flow, node, "shares_do_not_add", _no_share_left(flow.nodes[node]))
    if len(live) < len(split.chance):
        live = {arrow: p / split.kept for arrow, p in live.items()}
        split.onward /= split.kept
    else:
        split.kept = 1.0
    split.chance = live
    return split


def _wrong(split: Split, flow: Flow, node: int, code: str, message: str) -> Split:
    split.chance = {arrow: 1.0 for arrow in flow.outs[node] if flow.live[flow.target[arrow]]}
    split.onward, split.one_of, split.code, split.why = 1.0, True, code, Why(message)
    return split


def supply_problems(flow: Flow) -> dict[int, Why]:
    """The nodes whose supply shares do not add to 1, and why they cannot be used (5.0 d)."""
    sums: dict[int, float] = {}
    for arrow, share in flow.supply.items():
        node = flow.target[arrow]
        if flow.live[node]:
            sums[node] = sums.get(node, 0.0) + share
    message = _("The supply shares into {name} add to {sum} %, not to 100 %.")
    return {
        node: Why(message.format(name=label(flow.nodes[node]), sum=percent(found)))
        for node, found in sorted(sums.items())
        if abs(found - 1.0) > TOLERANCE
    }


def label(node: Node) -> str:
    """What a step is called in a sentence; one without a name by its kind and the number it was given."""
    if name := " ".join(node.name.split()):
        return name
    number, kind = node.id.removeprefix(node.kind), title_of(node.kind)
    return f"{kind} {number}" if number.isdecimal() else kind


def _never(node: Node) -> str:
    return _("{name} never finishes: everything is sent back.").format(name=label(node))


def _do_not_add(flow: Flow, node: int, arrows: Sequence[int]) -> str:
    entered = [flow.share[arrow] for arrow in arrows if arrow in flow.share]
    if len(arrows) - len(entered) > 1:
        message = _("Several ways from {name} have no share, others do.")
    else:
        message = _("The shares from {name} add to {sum} %, not to 100 %.")
    return message.format(name=label(flow.nodes[node]), sum=percent(sum(entered)))


def _no_share_left(node: Node) -> str:
    return _("Nothing from {name} arrives: the ways that lead on have a share of 0.").format(name=label(node))
