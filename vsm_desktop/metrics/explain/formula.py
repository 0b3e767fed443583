"""From what a number remembers to a formula over named terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.metrics.explain.traced import Traced, operate
from vsm_desktop.metrics.explain.words import SIGN, joined

Kind = Literal["term", "constant", "step"]
Ref = tuple[Kind, float]
"""A term or an earlier step by its number, or a constant."""
_LONGEST = 9  # steps a formula is written out for
_ALIKE = 3  # so many terms of one kind are written as their sum


class Formula(Struct, frozen=True):
    """Operations on terms and constants, each on those before it; the last one gives the number.

    None of them: the number is the only term itself.
    """

    steps: tuple[tuple[str, tuple[Ref, ...]], ...] = ()

    def value(self, terms: Sequence[float]) -> float:
        """The number that follows from the terms."""
        done: list[float] = []
        for op, refs in self.steps:
            done.append(operate(op, [_number(ref, terms, done) for ref in refs]))
        return done[-1] if done else terms[0]

    def words(self, names: Sequence[str], kinds: Sequence[str]) -> str:
        """The formula with the names of its terms; terms of one kind are named once where they are many."""
        if not self.steps:
            return names[0]
        if len(self.steps) > _LONGEST:
            return _("worked out in {count} steps").format(count=len(self.steps))
        texts: list[tuple[str, str]] = []
        for op, refs in self.steps:
            parts = [_text(ref, names, texts) for ref in refs]
            if op in _GATHERED:
                parts = _gathered(op, parts, refs, kinds, self.steps)
            texts.append(parts[0] if len(parts) == 1 else (joined(op, parts), op))
        return texts[-1][0]


def formula_of(number: Traced, is_term: Callable[[Traced], bool]) -> tuple[Formula, list[Traced]]:
    """Take a number apart down to the numbers that are terms; gives these in the order they are read."""
    steps: list[tuple[str, list[float]]] = []
    place: dict[int, int] = {}
    parts: dict[int, list[float]] = {}
    todo: list[Traced] = [number]
    while todo:
        one = todo[-1]
        if id(one) not in parts:
            parts[id(one)] = _operands(one, is_term)
        inner = [p for p in parts[id(one)] if isinstance(p, Traced) and id(p) not in place and not is_term(p)]
        if inner:
            todo += reversed(inner)
            continue
        todo.pop()
        if id(one) not in place:
            place[id(one)] = len(steps)
            steps.append((one.op, parts[id(one)]))
    terms = _in_reading_order(number, parts, place)
    term = {id(one): i for i, one in enumerate(terms)}

    def ref(part: float) -> Ref:
        if not isinstance(part, Traced):
            return "constant", float(part)
        return ("step", place[id(part)]) if id(part) in place else ("term", term[id(part)])

    return Formula(tuple((op, tuple(map(ref, args))) for op, args in steps)), terms


def _in_reading_order(number: Traced, parts: dict[int, list[float]], place: dict[int, int]) -> list[Traced]:
    """The terms as a formula names them from left to right."""
    found: dict[int, Traced] = {}
    seen: set[int] = set()
    todo: list[float] = [number]
    while todo:
        one = todo.pop()
        if not isinstance(one, Traced) or id(one) in seen:
            continue
        seen.add(id(one))
        if id(one) in place:
            todo += reversed(parts[id(one)])
        else:
            found[id(one)] = one
    return list(found.values())


def _operands(number: Traced, is_term: Callable[[Traced], bool]) -> list[float]:
    """What a number was made from; sums of sums and products of products are one."""
    if number.op not in ("+", "*"):
        return list(number.args)
    found: list[float] = []
    stack = list(reversed(number.args))
    while stack:
        arg = stack.pop()
        if isinstance(arg, Traced) and arg.op == number.op and not is_term(arg):
            stack += reversed(arg.args)
        else:
            found.append(arg)
    return found


def _number(ref: Ref, terms: Sequence[float], done: Sequence[float]) -> float:
    kind, number = ref
    return number if kind == "constant" else (terms if kind == "term" else done)[int(number)]


def _text(ref: Ref, names: Sequence[str], texts: Sequence[tuple[str, str]]) -> tuple[str, str]:
    kind, number = ref
    if kind == "step":
        return texts[int(number)]
    return (names[int(number)] if kind == "term" else f"{number:.12g}"), ""


_GATHERED = {"+": _("sum of {kind} ({count})"), "*": _("product of {kind} ({count})")}


def _gathered(
    op: str,
    parts: list[tuple[str, str]],
    refs: Sequence[Ref],
    kinds: Sequence[str],
    steps: Sequence[tuple[str, tuple[Ref, ...]]],
) -> list[tuple[str, str]]:
    """The parts of a sum or a product, those of one kind as one where there are many."""
    found = [_kind(ref, kinds, steps) for ref in refs]
    counts, kept = Counter(found), dict[str, tuple[str, str]]()
    for place, (part, kind) in enumerate(zip(parts, found, strict=True)):
        if not kind or counts[kind] < _ALIKE:
            kept[str(place)] = part
        else:
            kept[kind] = _GATHERED[op].format(kind=kind, count=counts[kind]), ""
    return list(kept.values())


def _kind(ref: Ref, kinds: Sequence[str], steps: Sequence[tuple[str, tuple[Ref, ...]]]) -> str:
    """What a part is, if it is a term or a product of terms."""
    what, number = ref
    if what == "term":
        return kinds[int(number)]
    if what == "step":
        op, inner = steps[int(number)]
        if op == "*" and all(kind == "term" for kind, _number in inner):
            return SIGN["*"].join(kinds[int(place)] for _kind, place in inner)
    return ""
