"""How alike two products are: the share of the steps that both pass in all those that either passes.

Jaccard's coefficient, |A and B| / |A or B|, as McAuley (1972) used it for machines. With later steps counting more, each
step counts 1 + its place / (number of steps - 1): the last one twice as much as the first, since Rother & Shook (Learning
to See) look for similar steps "and common equipment in the downstream processes".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vsm_desktop.model.family import FamilyMatrix

Bits = Mapping[str, int]
"""For each step the bits that stand for it in a set of steps: as many as it counts."""


def bits_of(steps: Iterable[str], *, downstream: bool) -> Bits:
    """Bits for the steps in the order of the flow."""
    known, found, at = tuple(steps), dict[str, int](), 0
    for place, step in enumerate(known):
        weight = len(known) - 1 + place if downstream and len(known) > 1 else 1
        found[step] = ((1 << weight) - 1) << at
        at += weight
    return found


def bits_for(matrix: FamilyMatrix) -> Bits:
    """The bits of the steps of a matrix, as its products are compared."""
    return bits_of(matrix.steps, downstream=matrix.downstream)


def mask_of(steps: Iterable[str], bits: Bits) -> int:
    """A set of steps as bits."""
    mask = 0
    for step in steps:
        mask |= bits[step]
    return mask


def alike(one: int, other: int) -> float:
    """How alike two sets of steps are, 0 to 1; two empty ones are the same."""
    either = (one | other).bit_count()
    return (one & other).bit_count() / either if either else 1.0
