"""The document: a value stream with its calendar and its states; a state is one map."""

from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, PlainSerializer, PlainValidator, WrapValidator, model_validator

from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.element import Id, keep
from vsm_desktop.model.flows import Flow, FlowBase
from vsm_desktop.model.lazily import read_bursts, read_families, write_bursts, write_families
from vsm_desktop.model.names import Named
from vsm_desktop.model.nodes import Node, NodeBase
from vsm_desktop.model.options import Options
from vsm_desktop.model.own import OwnField, OwnTotal, check_own
from vsm_desktop.model.printing import Print
from vsm_desktop.model.source import SheetSource
from vsm_desktop.model.value import Value

if TYPE_CHECKING:
    from vsm_desktop.model.family import FamilyMatrix
    from vsm_desktop.model.kaizen import Kaizen

    Bursts = tuple[Kaizen, ...]
    Families = FamilyMatrix | None
else:
    Bursts = Annotated[tuple[Any, ...], PlainValidator(read_bursts), PlainSerializer(write_bursts)]
    Families = Annotated[Any, PlainValidator(read_families), PlainSerializer(write_families)]

_ID, _SOURCE, _TARGET = attrgetter("id"), attrgetter("source"), attrgetter("target")  # faster than loops
Paper = Literal["A4", "A3", "A2", "A1", "A0", "Letter", "Tabloid"]
Layout = Literal["left_to_right", "right_to_left", "folded"]
StateKind = Literal["current", "future", "ideal", "scenario"]
StateStatus = Literal["draft", "agreed", "reached"]


class State(Value):
    """One map of the stream. Tuple order is paint order; the same step keeps its id in every state.

    `layout` is how the map is arranged: which way it reads, or folded into rows. `names` are what this map calls symbols
    and fields, where that is not the usual (`model/names.py`); `source` is the sheet it was made from. A state with a
    `base` was made from the state of that id: it is that one with the `bursts` of these ids made, in the order of the
    document, and with what was drawn by hand on top (`edit/deriving.py`).
    """

    id: str = Id
    name: str = ""
    kind: StateKind = "current"
    date: str = ""
    author: str = ""
    status: StateStatus | None = None
    base: str = ""
    bursts: tuple[str, ...] = ()
    calendar: Calendar | None = None
    paper: Paper = "A3"
    portrait: bool = False
    print: Print = Field(default_factory=Print)
    layout: Layout = "left_to_right"
    options: Options = Field(default_factory=Options)
    names: Annotated[tuple[Named, ...], WrapValidator(keep(Named))] = ()
    source: SheetSource | None = None
    nodes: Annotated[tuple[Node, ...], WrapValidator(keep(NodeBase))] = ()
    flows: Annotated[tuple[Flow, ...], WrapValidator(keep(FlowBase))] = ()

    @model_validator(mode="after")
    def _flows_have_ends(self) -> Self:
        ids = set(map(_ID, self.nodes))
        names = ids.union(map(_ID, self.flows))
        if len(names) < len(self.nodes) + len(self.flows):
            raise ValueError(f"two elements share an id: {', '.join(_twice(self))}")
        if not (ids.issuperset(map(_SOURCE, self.flows)) and ids.issuperset(map(_TARGET, self.flows))):
            loose = [flow.id for flow in self.flows if flow.source not in ids or flow.target not in ids]
            raise ValueError(f"arrows without an end: {', '.join(loose)}")
        return self

    def node(self, id_: str) -> Node | None:
        """The node of this id, if the state has it."""
        return next((node for node in self.nodes if node.id == id_), None)

    def flow(self, id_: str) -> Flow | None:
        """The arrow of this id, if the state has it."""
        return next((flow for flow in self.flows if flow.id == id_), None)

    def element(self, id_: str) -> Node | Flow | None:
        """The node or arrow of this id, if the state has it."""
        return self.node(id_) or self.flow(id_)


class ValueStream(Value):
    """The whole document: one product family, end to end.

    `families` is the matrix of products it was chosen from; `bursts` are all improvements in the order in which they are
    to be made; `muted` are the codes of findings that are switched off.
    """

    name: str = ""
    site: str = ""
    calendar: Calendar = Field(default_factory=Calendar)
    shown_state: str = ""
    states: tuple[State, ...]
    own_fields: Annotated[tuple[OwnField, ...], WrapValidator(keep(OwnField))] = ()
    own_totals: Annotated[tuple[OwnTotal, ...], WrapValidator(keep(OwnTotal))] = ()
    families: Families = None
    bursts: Bursts = ()
    muted: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_states(self) -> Self:
        ids = [state.id for state in self.states]
        if not ids:
            raise ValueError("a value stream has at least one state")
        if len(set(ids)) < len(ids):
            raise ValueError("two states share an id")
        if self.shown_state and self.shown_state not in ids:
            raise ValueError(f"the state to show, {self.shown_state}, does not exist")
        self._has_bases()
        return self

    def _has_bases(self) -> None:
        """What a state was made from exists, and is not in the end the state itself."""
        bases = {state.id: state.base for state in self.states}
        for start, base in bases.items():
            seen = {start}
            while base:
                if base not in bases:
                    raise ValueError(f"the state {start} was made from, {base}, does not exist")
                if base in seen:
                    raise ValueError(f"the state {start} was made from itself")
                seen.add(base)
                base = bases[base]

    @model_validator(mode="after")
    def _own_keys_differ(self) -> Self:
        if self.own_fields or self.own_totals:
            check_own(self.own_fields, self.own_totals)
        return self

    def state(self, id_: str = "") -> State:
        """The state of this id, or the one to show when opened. Raises KeyError for an id it does not have."""
        wanted = id_ or self.shown_state or self.states[0].id
        for state in self.states:
            if state.id == wanted:
                return state
        raise KeyError(wanted)

    def find_state(self, name: str) -> State:
        """The state of this id or, ignoring case, this name. Raises KeyError if there is none."""
        for state in self.states:
            if name == state.id or name.casefold() == state.name.casefold():
                return state
        raise KeyError(name)

    def calendar_of(self, state: State) -> Calendar:
        """The calendar a state works by: its own, else the stream's."""
        return state.calendar or self.calendar

    def with_state(self, state: State) -> Self:
        """The stream with the state of the same id replaced."""
        if self.state(state.id) is state:
            return self
        return self.evolve(states=tuple(state if old.id == state.id else old for old in self.states))

    def burst(self, id_: str) -> "Kaizen | None":
        """The burst on record of this id, if there is one."""
        return next((burst for burst in self.bursts if burst.id == id_), None)

    def ids(self) -> frozenset[str]:
        """Every id in use: of the elements of any state, and of the bursts, which are not all drawn."""
        rows = (row for state in self.states for row in (state.nodes, state.flows))
        return frozenset(map(_ID, chain(chain.from_iterable(rows), self.bursts)))


def _twice(state: State) -> list[str]:
    seen: set[str] = set()
    return [p.id for p in (*state.nodes, *state.flows) if p.id in seen or seen.add(p.id)]  # type: ignore[func-returns-value]


def new_stream(name: str = "", state_name: str = "Current state") -> ValueStream:
    """An empty document with one current state."""
    return ValueStream(name=name, shown_state="current", states=(State(id="current", name=state_name),))
