"""Edits of the matrix of products: families by hand. Each makes a new matrix; `with_families` puts it into a stream."""

from __future__ import annotations

from collections.abc import Sequence

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.model.family import Family, FamilyMatrix
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.stream import ValueStream


def with_families(matrix: FamilyMatrix | None) -> StreamEdit:
    """Give the stream another matrix, or none."""

    def apply(stream: ValueStream) -> ValueStream:
        return stream if stream.families is matrix else stream.evolve(families=matrix)

    return apply


def moved(matrix: FamilyMatrix, products: Sequence[str], to: str) -> FamilyMatrix:
    """Products put into another family; both sides then count as made by hand, and an empty one goes.

    Raises KeyError for a family there is not.
    """
    target = matrix.family(to)
    coming = [id_ for id_ in products if id_ not in target.products]
    if not coming:
        return matrix
    families: list[Family] = []
    for family in matrix.families:
        left = tuple(id_ for id_ in family.products if id_ not in coming)
        if family is target:
            families.append(family.evolve(products=(*family.products, *coming), by_hand=True))
        elif len(left) == len(family.products):
            families.append(family)
        elif left:
            families.append(family.evolve(products=left, by_hand=True))
    return matrix.evolve(families=tuple(families))


def split_off(matrix: FamilyMatrix, products: Sequence[str], name: str) -> FamilyMatrix:
    """Products put into a new family of their own, at the end."""
    id_ = new_id("family", [family.id for family in matrix.families])
    made = Family(id=id_, name=name, by_hand=True)
    return moved(matrix.evolve(families=(*matrix.families, made)), products, id_)


def renamed(matrix: FamilyMatrix, id_: str, name: str) -> FamilyMatrix:
    """A family by another name. Raises Wrong with a sentence for no name or one that is taken."""
    name = " ".join(name.split())
    if not name:
        raise Wrong(_("A family needs a name."))
    if any(one.id != id_ and one.name.casefold() == name.casefold() for one in matrix.families):
        raise Wrong(_('There is a family "{name}" already.').format(name=name))
    if matrix.family(id_).name == name:
        return matrix
    families = (one.evolve(name=name, by_hand=True) if one.id == id_ else one for one in matrix.families)
    return matrix.evolve(families=tuple(families))
