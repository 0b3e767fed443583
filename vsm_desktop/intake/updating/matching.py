"""Which step of a sheet is which of the map: by id, else by name, else alike enough to ask.

One to one. What is only alike is a guess that somebody has to confirm; steps whose numbers differ, as in Weld 1 and Weld
2, are never alike.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.intake.phrases import fold
from vsm_desktop.intake.updating.told import Item
from vsm_desktop.model.fields import STOCKS
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State

Choice = Literal["same", "new", "leave"]
Choices = Mapping[str, Choice]
"""What is decided of a guess, by the id of the sheet's step; what is not decided is left out."""

ENOUGH = 0.6
"""A name at least so alike is asked about: of 20 letters, 12 in the same order."""
_MOST, _CLOSE = 60, 8  # letters of a name, and names looked at closely
_LINE = ("process", *STOCKS, "transport")
_KINDS = (*_LINE, "supplier", "customer")
_WORD = re.compile(r"[^\W\d_]+|\d+")


class Guess(Struct, frozen=True):
    """A step of the sheet and one of the map that may be the same. `score` goes from 0 to 1."""

    item: str
    id: str
    there: str
    here: str
    score: float
    cell: str = ""
    why: str = ""
    choice: Choice = "leave"


class Matches(Struct, frozen=True):
    """Ids of the map by those of the sheet, what must be confirmed, what only the sheet has and what only the map has.

    `unclear` is a customer or supplier the sheet does not name where the map has several.
    """

    pairs: Mapping[str, str]
    guesses: tuple[Guess, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


def match(items: Sequence[Item], state: State, choices: Choices | None = None) -> Matches:
    """Match the steps of a sheet to those of a map, in the order of the flow."""
    work = _Matching(items, in_flow(state))
    work.by_id()
    work.by_name()
    work.by_role()
    guesses = tuple(work.guessed(choices or {}))
    work.by_place(state)
    left_out = {guess.item for guess in guesses if guess.choice == "leave"}
    asked = {guess.id for guess in guesses if guess.choice == "leave"}
    new = [item.id for item in items if item.id not in work.pairs and item.id not in left_out]
    new = [id_ for id_ in new if not _beside_one(work.items[id_], left_out)]
    unclear = tuple(id_ for id_ in new if work.is_unclear(id_))
    new = [id_ for id_ in new if id_ not in unclear]
    taken = {*work.pairs.values()}
    gone = [node.id for node in work.nodes if node.id not in taken and node.id not in asked]
    return Matches(work.pairs, guesses, tuple(new), tuple(gone), unclear)


class _Matching:
    """Pairs found so far."""

    def __init__(self, items: Sequence[Item], nodes: Sequence[Node]) -> None:
        self.items = {item.id: item for item in items}
        self.nodes = [node for node in nodes if node.kind in _KINDS]
        self.pairs: dict[str, str] = {}
        self.along: dict[str, str] | None = None

    def by_id(self) -> None:
        """Ids the sheet itself has."""
        known = {node.id: node for node in self.nodes}
        for item in self.items.values():
            node = known.get(item.id) if item.given_id else None
            if node is not None and _family(item.kind) == _family(node.kind):
                self.pairs[item.id] = node.id

    def by_name(self) -> None:
        """Names that differ in nothing but capitals, accents and spaces; of several by their order in the flow."""
        for same in (True, False):  # of its own kind first
            wanted, held = self._named(same)
            for key, items in wanted.items():
                self._pair_in_order(items, held.get(key, []))

    def _named(self, same: bool) -> tuple[dict[str, list[Item]], dict[str, list[Node]]]:
        wanted: dict[str, list[Item]] = defaultdict(list)
        held: dict[str, list[Node]] = defaultdict(list)
        for item in self._open_items():
            if item.name and (same or item.kind in _LINE):
                wanted[f"{_family(item.kind) if same else ''} {plain(item.name)}"].append(item)
        for node in self._open_nodes():
            if node.name and (same or node.kind in _LINE):
                held[f"{_family(node.kind) if same else ''} {plain(node.name)}"].append(node)
        return wanted, held

    def _pair_in_order(self, items: Sequence[Item], nodes: Sequence[Node]) -> None:
        if len(items) == len(nodes):
            self.pairs |= {item.id: node.id for item, node in zip(items, nodes, strict=True)}
            return
        if self.along is None:
            self.along = dict(self._along())
        along = {item.id: self.along[item.id] for item in items if item.id in self.along}
        held = {node.id for node in nodes}
        self.pairs |= {a: b for a, b in along.items() if b in held}
        taken = {*self.pairs.values()}
        rest = [item.id for item in items if item.id not in self.pairs]
        self.pairs |= dict(zip(rest, [node.id for node in nodes if node.id not in taken], strict=False))

    def _along(self) -> Iterator[tuple[str, str]]:
        """Steps of one name that stand between the same neighbours."""
        one, other = [*self.items.values()], self.nodes
        there = [plain(item.name) or item.id for item in one]
        here = [plain(node.name) or node.id for node in other]
        for a, b, size in SequenceMatcher(None, there, here, autojunk=False).get_matching_blocks():
            yield from ((one[a + i].id, other[b + i].id) for i in range(size))

    def by_role(self) -> None:
        """The only supplier or customer of both."""
        for kind in ("supplier", "customer"):
            items = [item for item in self._open_items() if item.kind == kind]
            nodes = [node for node in self._open_nodes() if node.kind == kind]
            if len(items) == 1 and len(nodes) == 1:
                self.pairs[items[0].id] = nodes[0].id

    def is_unclear(self, id_: str) -> bool:
        """Whether it is one of several on the map, and the sheet does not say which."""
        item = self.items[id_]
        outside = item.kind in ("supplier", "customer") and not item.name
        return outside and any(node.kind == item.kind for node in self.nodes)

    def by_place(self, state: State) -> None:
        """A stock without a name of its own is the one that stands beside the same step on the map."""
        ways = [flow for flow in state.flows if isinstance(flow, MaterialFlow)]
        kinds = {node.id: node.kind for node in state.nodes}
        for item in self._open_items():
            step = self.pairs.get(item.before or item.after)
            if step is None or item.name:
                continue
            beside = [f.source if item.before else f.target for f in ways if step in (f.target, f.source)]
            taken = {*self.pairs.values(), step}
            free = [id_ for id_ in dict.fromkeys(beside) if id_ not in taken and kinds.get(id_) in STOCKS]
            free = [id_ for id_ in free if id_ == item.id] or free
            if len(free) == 1 or free[:1] == [item.id]:
                self.pairs[item.id] = free[0]

    def guessed(self, choices: Choices) -> Iterator[Guess]:
        """The best of what is alike, one to one; what was confirmed becomes a pair."""
        found = sorted(self._alike(), key=lambda one: -one.score)
        items, ids = set[str](), set[str]()
        for guess in found:
            if guess.item in items or guess.id in ids:
                continue
            items.add(guess.item)
            ids.add(guess.id)
            choice = choices.get(guess.item, "leave")
            if choice == "same":
                self.pairs[guess.item] = guess.id
            yield Guess(
                guess.item, guess.id, guess.there, guess.here, guess.score, guess.cell, guess.why, choice
            )

    def _alike(self) -> Iterator[Guess]:
        nodes = [node for node in self._open_nodes() if node.name]
        near = _Near([node.name for node in nodes])
        by_id = {node.id: at for at, node in enumerate(nodes)}
        for item in (item for item in self._open_items() if item.name):
            same = by_id.get(item.id)
            for at in dict.fromkeys([*near.of(item.name), *([same] if same is not None else [])]):
                node = nodes[at]
                if _family(item.kind) != _family(node.kind) or not _may_be_one(item.name, node.name):
                    continue
                score = _likeness(item.name, node.name)
                why = _("the names are {percent} % alike").format(percent=round(score * 100))
                if at == same:
                    score, why = max(score, 0.9), _("the step was imported by this name")
                if score >= ENOUGH:
                    yield Guess(item.id, node.id, item.name, node.name, score, item.cell, why)

    def _open_items(self) -> list[Item]:
        return [item for item in self.items.values() if item.id not in self.pairs]

    def _open_nodes(self) -> list[Node]:
        taken = {*self.pairs.values()}
        return [node for node in self.nodes if node.id not in taken]


def in_flow(state: State) -> list[Node]:
    """The symbols in the order material passes them; of those side by side, and in circles, in the order of the map."""
    nodes = {node.id: node for node in state.nodes}
    ways = [flow for flow in state.flows if isinstance(flow, MaterialFlow) and flow.repeat is None]
    waits: dict[str, int] = dict.fromkeys(nodes, 0)
    onward: dict[str, list[str]] = defaultdict(list)
    for flow in ways:
        waits[flow.target] += 1
        onward[flow.source].append(flow.target)
    found: list[Node] = []
    ready = [id_ for id_ in reversed(nodes) if not waits[id_]]
    rest = dict.fromkeys(nodes)
    while rest:
        id_ = ready.pop() if ready else next(iter(rest))
        if id_ not in rest:
            continue
        del rest[id_]
        found.append(nodes[id_])
        for target in reversed(onward[id_]):
            waits[target] -= 1
            if not waits[target]:
                ready.append(target)
    return found


def _beside_one(item: Item, left_out: Iterable[str]) -> bool:
    """Whether it is the stock of a step that is left out."""
    return not item.name and (item.before in left_out or item.after in left_out)


def _family(kind: str) -> str:
    """Kinds that may stand for each other: a counted stock may have become a supermarket."""
    return "stock" if kind in STOCKS else kind


class _Near:
    """Names by the pairs of letters in them, so that of thousands only a few are looked at closely."""

    def __init__(self, names: Sequence[str]) -> None:
        self._index: dict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(names):
            for pair in _pairs(name):
                self._index[pair].append(at)

    def of(self, name: str) -> list[int]:
        """The places of the names that share the most with this one."""
        shared = Counter(at for pair in _pairs(name) for at in self._index.get(pair, ()))
        return [at for at, _count in shared.most_common(_CLOSE)]


def _pairs(name: str) -> set[str]:
    text = plain(name)
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def _likeness(there: str, here: str) -> float:
    """How alike two names are, letter by letter and with the words in any order."""
    one, other = _words(there), _words(here)
    shared = len({*one} & {*other}) / max(1, min(len(one), len(other)))
    part = 0.8 * shared if shared == 1 else 0.0  # all words of the shorter name
    letters = _ratio(plain(there), plain(here))
    return max(letters, _ratio(" ".join(sorted(one)), " ".join(sorted(other))), part)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:_MOST], other[:_MOST], autojunk=False).ratio()


def _may_be_one(there: str, here: str) -> bool:
    one, other = _numbers(there), _numbers(here)
    return not one or not other or one == other


def _numbers(name: str) -> list[str]:
    return sorted(word.lstrip("0") for word in _words(name) if word.isdigit())


def _words(name: str) -> list[str]:
    return _WORD.findall(fold(name))


def plain(name: str) -> str:
    """A name as it is compared."""
    return " ".join(fold(name).split())
