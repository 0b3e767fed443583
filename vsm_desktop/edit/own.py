"""Edits of a user's own fields and totals: what they are, in one step with every value and formula that names them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vsm_desktop.edit.edits import StreamEdit, changed
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import OwnField, OwnFields, OwnTotal, OwnTotals
from vsm_desktop.model.stream import State, ValueStream


def set_own(fields: OwnFields, totals: OwnTotals, renamed: Mapping[str, str] | None = None) -> StreamEdit:
    """Define the own fields and totals of the document.

    Values of a field in `renamed` (old key: new key) go with it, in every state; those of a field that is gone stay
    where they are. Raises pydantic's ValidationError for keys that cannot be told apart.
    """

    def apply(stream: ValueStream) -> ValueStream:
        new = {} if fields == stream.own_fields else {"own_fields": fields}
        more = {} if totals == stream.own_totals else {"own_totals": totals}
        states = tuple(_renamed_in(state, renamed) for state in stream.states) if renamed else stream.states
        if not (new or more) and states is stream.states:
            return stream
        return stream.evolve(**new, **more, states=states)

    return apply


def _renamed_in(state: State, renamed: Mapping[str, str]) -> State:
    def node(one: Node) -> Node:
        if not any(value.key in renamed for value in one.own):
            return one
        own = tuple(value.evolve(key=renamed.get(value.key, value.key)) for value in one.own)
        return one.evolve(own=tuple({value.key: value for value in own}.values()))

    nodes = changed(state.nodes, node)
    return state if nodes is state.nodes else state.evolve(nodes=nodes)


def renamed_field(field: OwnField, old: str, new: str) -> OwnField:
    """The field with another one's new name in its formula; the same object if it does not use it."""
    formula = re.sub(rf"(?<![\w.]){re.escape(old)}(?!\w)", new, field.formula) if old else field.formula
    return field if formula == field.formula else field.evolve(formula=formula)


def renamed_total(total: OwnTotal, old: str, new: str) -> OwnTotal:
    """The total with the new name of the field it is made from."""
    return total.evolve(field=new) if old and total.field == old else total
