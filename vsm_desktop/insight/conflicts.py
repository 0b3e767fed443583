"""Where bursts get in each other's way, or no longer fit the state they were meant for, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.changes import put
from vsm_desktop.edit.saying import Sayer, is_drawing, sayer
from vsm_desktop.model.change import AddFlow, AddNode, RemoveFlow, RemoveNode, Reorder, Set
from vsm_desktop.model.flows import FlowBase
from vsm_desktop.model.kaizen import Kaizen, name_of
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.words import capital

Place = tuple[str, str]  # an element and its field


class Conflict(Struct, frozen=True):
    """One sentence, the bursts it is about in their order, and the elements."""

    bursts: tuple[str, ...]
    ids: tuple[str, ...]
    sentence: str


class _Does(Struct, frozen=True):
    """What a burst does, so that it can be held against others."""

    burst: Kaizen
    name: str
    sets: Mapping[Place, Set]
    adds: Mapping[str, AddNode | AddFlow]
    removes: Mapping[str, RemoveNode | RemoveFlow]
    turns: AbstractSet[str]

    @property
    def needs(self) -> Iterator[tuple[str, str]]:
        """What must be there for it to be done: an element, and the field that is changed."""
        yield from ((id_, key) for id_, key in self.sets if id_)
        yield from ((id_, "") for id_ in self.turns)
        yield from ((id_, "") for id_, one in self.removes.items() if isinstance(one, RemoveNode))
        for change in self.adds.values():
            if isinstance(change, AddFlow):
                ends = (change.item.source, change.item.target)
                yield from ((end, "") for end in ends if end not in self.adds)


def conflicts(
    base: State, bursts: Sequence[Kaizen], on: Iterable[str], own: Any = (), others: Iterable[State] = ()
) -> tuple[Conflict, ...]:
    """Every conflict among the bursts that are on and with the state they are made from; bursts in their order.

    A burst that is off is held against those that are on as if it were switched on at its place. What the base does not
    have is called what it is called in the `others`, the states of the document.
    """
    chosen = frozenset(on)
    does = [_does(burst, number) for number, burst in enumerate(bursts, 1)]
    elsewhere = [one for state in others for one in (*state.nodes, *state.flows)]
    say = sayer(base, [change for burst in bursts for change in burst.changes], own, elsewhere)
    return tuple(_conflicts(base, does, chosen, say))


def _does(burst: Kaizen, number: int) -> _Does:
    real = [change for change in burst.changes if not isinstance(change, Reorder) and not is_drawing(change)]
    adds = {one.item.id: one for one in real if isinstance(one, AddNode | AddFlow)}
    removes = {one.item.id: one for one in real if isinstance(one, RemoveNode | RemoveFlow)}
    same = adds.keys() & removes.keys()  # it becomes something else, and is there all along
    return _Does(
        burst,
        name_of(burst, number),
        {(one.id, one.field): one for one in real if isinstance(one, Set)},
        {id_: one for id_, one in adds.items() if id_ not in same},
        {id_: one for id_, one in removes.items() if id_ not in same},
        same,
    )


def _conflicts(base: State, does: Sequence[_Does], on: frozenset[str], say: Sayer) -> Iterator[Conflict]:
    for at, later in enumerate(does):
        for earlier in does[:at]:
            if earlier.burst.id in on or later.burst.id in on:
                yield from _between(earlier, later, say)
    for at, one in enumerate(does):
        before = [earlier for earlier in does[:at] if earlier.burst.id in on]
        yield from _with_base(base, one, before, [other for other in does if other is not one], on, say)


def _between(earlier: _Does, later: _Does, say: Sayer) -> Iterator[Conflict]:
    """Two bursts that change the same, or of which one removes what the other changes."""
    both = (earlier.burst.id, later.burst.id)
    for place, first in earlier.sets.items():
        second = later.sets.get(place)
        if second is None or alike(first.after, second.after) or alike(first.after, second.before):
            continue  # the same promise, or one that was made on top of the other
        id_, key = place
        sentence = _("{one} and {other} both change {place}: {a} and {b}. The later one counts.")
        if id_:
            words = sentence.format(
                one=earlier.name,
                other=later.name,
                place=_place(place, say),
                a=say.value(id_, key, first.after),
                b=say.value(id_, key, second.after),
            )
        else:
            words = _("{one} and {other} both change the working time. The later one counts.").format(
                one=earlier.name, other=later.name
            )
        yield Conflict(both, (id_,) if id_ else (), capital(words))
    for first_one, second_one in ((earlier, later), (later, earlier)):
        wanted = dict.fromkeys(id_ for id_, key in second_one.needs if key or id_ not in second_one.removes)
        for id_ in wanted:
            if id_ in first_one.removes:
                sentence = (
                    _("{one} removes {name}, which {other} needs.")
                    if first_one is earlier
                    else _("{one} removes {name}, and with it what {other} does there.")
                )
                words = sentence.format(one=first_one.name, name=say.called(id_), other=second_one.name)
                yield Conflict(both, (id_,), capital(words))
    for id_ in earlier.adds.keys() & later.adds.keys():
        words = _("{one} and {other} both add {name}. Only the first is drawn.").format(
            one=earlier.name, other=later.name, name=say.called(id_)
        )
        yield Conflict(both, (id_,), capital(words))


def _with_base(
    base: State, one: _Does, before: Sequence[_Does], others: Sequence[_Does], on: frozenset[str], say: Sayer
) -> Iterator[Conflict]:
    """A burst that no longer fits what it is made in: base and bursts before it."""
    start = (
        put([change for earlier in before for change in earlier.burst.changes], base).state
        if before
        else base
    )
    said = set()
    made: list[Place] = []
    for id_, key in one.needs:
        element = start.element(id_)
        if element is None:
            if id_ not in said and not any(id_ in other.removes for other in before):
                said.add(id_)
                yield Conflict((one.burst.id,), (id_,), capital(_missing(one, id_, others, on, say)))
        elif key and any(id_ == set_id and key == field for other in before for set_id, field in other.sets):
            continue  # said where the two are held against each other
        elif key and (change := one.sets[id_, key]) is not None:
            now = getattr(element, key, None)
            if alike(now, change.before):
                continue
            maker = _maker(change, others)
            if maker is None and alike(now, change.after):
                made.append((id_, key))
            else:
                yield Conflict((one.burst.id,), (id_,), capital(_stale(change, now, one, maker, on, say)))
    if made:
        ids = tuple(dict.fromkeys(id_ for id_, _key in made))
        yield Conflict((one.burst.id,), ids, capital(_made(one, made, say)))


def _missing(one: _Does, id_: str, others: Sequence[_Does], on: frozenset[str], say: Sayer) -> str:
    maker = next((other for other in others if id_ in other.adds), None)
    if maker is None and say.element(id_) is None:
        return _("{one} changes something that is not on the map any more.").format(one=one.name)
    if maker is None:
        if say.element(id_) is None:
            return _("{one} changes a symbol or an arrow that is not on the map.").format(one=one.name)
        return _("{one} changes {name}, which is not on the map.").format(one=one.name, name=say.called(id_))
    if maker.burst.id not in on:
        return _("{one} builds on {other}, which is off.").format(one=one.name, other=maker.name)
    return _("{one} builds on {other} and has to come after it.").format(one=one.name, other=maker.name)


def _maker(change: Set, others: Sequence[_Does]) -> _Does | None:
    """The burst that makes the value a change begins with."""
    place = (change.id, change.field)
    return next(
        (other for other in others if place in other.sets and alike(other.sets[place].after, change.before)),
        None,
    )


def _stale(change: Set, now: Any, one: _Does, maker: _Does | None, on: frozenset[str], say: Sayer) -> str:
    """A value that is no longer what it was when the burst was promised."""
    if maker is not None:
        state = _("which is off") if maker.burst.id not in on else _("which comes after it")
        return _("{one} builds on {other}, {state}.").format(one=one.name, other=maker.name, state=state)
    place = (change.id, change.field)
    return _("{one}: {place} was {was} when it was promised, is {now} now.").format(
        one=one.name,
        place=_place(place, say),
        was=say.value(*place, change.before),
        now=say.value(*place, now),
    )


def _made(one: _Does, places: Sequence[Place], say: Sayer) -> str:
    """What a burst promises and is there already, the first of it named."""
    first, more = places[0], len(places) - 1
    sentence = (
        _("{one}: {place} is {now} already.")
        if not more
        else _("{one}: {place} is {now} already, and so is one other thing it promises.")
        if more == 1
        else _("{one}: {place} is {now} already, and so are {more} other things it promises.")
    )
    now = say.value(*first, one.sets[first].after)
    return sentence.format(one=one.name, place=_place(first, say), now=now, more=more)


def _place(place: Place, say: Sayer) -> str:
    """A field of an element within a sentence; what an arrow is, by where it leads."""
    id_, key = place
    element = say.element(id_)
    if key == "kind" and isinstance(element, FlowBase):
        ends = {"source": say.called(element.source), "target": say.called(element.target)}
        return _("the arrow from {source} to {target}").format(**ends)
    return _("{field} of {name}").format(field=say.title(id_, key), name=say.called(id_))


def alike(one: Any, other: Any) -> bool:
    """Whether two values say the same, wherever they come from."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        if one.in_calendar_units or other.in_calendar_units or one.dimension != other.dimension:
            return (one.value, one.unit, one.low, one.high) == (
                other.value,
                other.unit,
                other.low,
                other.high,
            )
        return abs(one.base - other.base) <= 1e-9 * max(abs(one.base), abs(other.base))
    return bool(one == other) or (not one and not other and not isinstance(one, Quantity | bool))


def between(found: Iterable[Conflict], id_: str) -> tuple[Conflict, ...]:
    """The conflicts that concern one burst."""
    return tuple(one for one in found if id_ in one.bursts)
