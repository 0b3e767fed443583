"""The whole map on its sheet: paint order, legend, title block, and what is remembered from the time before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.maps import a_map, a_state, a_stream, acme, arrow, control, customer, in_line, process, stock
from tests.model.strategies import OWN_FIELDS, changed, runs, states
from vsm_desktop.drawing.compose import compose
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Drawing, Part, Text
from vsm_desktop.drawing.placed import Made, part_box
from vsm_desktop.drawing.theme import THEME_NAMES, tokens
from vsm_desktop.edit.edits import Edit, chain, delete, move, set_fields
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.nodes import Supermarket
from vsm_desktop.model.options import Options
from vsm_desktop.model.own import OwnField
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point

OWN = st.lists(st.sampled_from(OWN_FIELDS), unique=True, max_size=5).map(tuple)
RUNGS = st.sampled_from(["distance", "operators", *(one.key for one in OWN_FIELDS)])
LADDERS = st.fixed_dictionaries(
    {
        "ladder_scale": st.sampled_from(["even", "to_scale"]),
        "ladder_rungs": st.lists(RUNGS, unique=True, max_size=3).map(tuple),
        "empty_rows": st.booleans(),
    }
)


def parts_of(drawing: Drawing) -> dict[str, Part]:
    return {part.id: part for part in drawing.parts}


def drawn(stream: ValueStream, memory: Memory | None = None, theme: str = "light") -> Drawing:
    state = stream.state()
    return compose(stream, state, measure(stream, state.id), theme, memory)


def said(part: Part) -> list[str]:
    """The texts, those that go on where another ends as one."""
    found: list[str] = []
    end = (0.0, 0.0)
    for op in (op for op in part.ops if isinstance(op, Text)):
        if found and abs(op.x - end[0]) < 0.01 and op.y == end[1]:
            found[-1] += op.text
        else:
            found.append(op.text)
        end = (op.x + op.width, op.y)
    return found


def test_arrows_lie_below_symbols_and_information_above_material() -> None:
    order = [part.id for part in drawn(acme()).parts]
    assert order.index("truck-customer") < order.index("control-welding") < order.index("supplier")
    assert order[-2:] == ["@legend", "@title"]
    assert len(set(order)) == len(order)


@given(states())
@runs(20)
def test_every_element_has_one_part_on_the_sheet_and_every_part_is_known(state: State) -> None:
    drawing = drawn(a_stream(state))
    ids = [part.id for part in drawing.parts]
    assert len(set(ids)) == len(ids)
    elements = {element.id for element in (*state.nodes, *state.flows)}
    assert {id_ for id_ in ids if not id_.startswith("@")} == elements
    for node in state.nodes:
        part = parts_of(drawing)[node.id]
        assert (part.x, part.y) == (node.at.x, node.at.y)
        assert part.box is not None
    left, top, right, bottom = drawing.sheet
    for part in drawing.parts:
        x0, y0, x1, y1 = part_box(part)
        assert (left <= x0, top <= y0, x1 <= right, y1 <= bottom) == (True,) * 4, part.id


def test_an_empty_map_is_a_sheet_with_a_title_block() -> None:
    drawing = drawn(a_stream())
    assert [part.id for part in drawing.parts] == ["@title"]
    assert drawing.sheet[:2] == (0, 0)


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_a_theme_colours_everything(theme: str) -> None:
    drawing = drawn(acme(), theme=theme)
    colours = set(tokens(theme).values())
    assert drawing.page == tokens(theme)["page"]
    for part in drawing.parts:
        for op in part.ops:
            used = {op.color} if isinstance(op, Text) else {op.fill, op.pen and op.pen.color}
            assert used - {None} <= colours


def test_the_sheet_is_the_paper_of_the_state() -> None:
    state = acme().state().evolve(paper="A4", portrait=True)
    drawing = drawn(acme().with_state(state))
    assert (drawing.paper, drawing.portrait) == ("A4", True)
    assert drawing.sheet[3] > drawing.sheet[2]


def test_the_title_block_says_what_the_sheet_is() -> None:
    title = parts_of(drawn(acme()))["@title"]
    assert said(title) == [
        "Brackets, Current state",
        "Acme · day = 460 min, waits + processing",
        "2025-03-12",
        "M. Ortiz",
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Options(), "day = 460 min, waits + processing"),
        (Options(lead_time_mode="waits_only"), "day = 460 min, waits only"),
        (Options(day_base="gross_shift"), "day = shift length, waits + processing"),
        (
            Options(day_base="hours_per_day", hours_per_day=quantity(7, "h")),
            "day = entered hours, waits + processing",
        ),
        (Options(day_base="clock_24h"), "day = 24 h, waits + processing"),
    ],
)
def test_the_title_block_names_the_convention(options: Options, words: str) -> None:
    assert words in said(parts_of(drawn(a_stream(a_state(options=options))))["@title"])


def test_without_names_and_hours_the_title_block_still_says_something() -> None:
    stream = ValueStream(states=(State(id="current"),))
    assert said(parts_of(drawn(stream))["@title"])[0] == "Value stream map"
    assert "8 h assumed" in said(parts_of(drawn(stream))["@title"])[1]


def everything(paper: str = "A3", rows: int = 2) -> ValueStream:
    """A narrow, high map with every kind the legend knows."""
    column = [process(f"p{i}", 30, x=100, y=200 + 150 * i) for i in range(rows)]
    nodes = (
        control("o", x=100, y=60),
        *column,
        Supermarket(id="m", at=Point(x=300, y=200)),
        stock("i", 5, x=300),
    )
    kinds = ("push", "pull", "move", "shipment", "manual", "electronic")
    pairs = [("i", "m"), ("m", "i"), ("p0", "p1"), ("p1", "p0"), ("o", "p0"), ("o", "p1")]
    flows = tuple(arrow(a, b, kind, id_=kind) for (a, b), kind in zip(pairs, kinds, strict=True))
    return a_stream(a_state(nodes, flows, paper=paper, portrait=True))


def test_the_legend_explains_what_is_used_and_nothing_else() -> None:
    assert said(parts_of(drawn(everything()))["@legend"]) == [
        "Legend", "Push", "Pull", "Move", "Shipment", "Manual information", "Electronic information", "I", "Inventory",
        "Supermarket",
    ]  # fmt: skip
    assert said(parts_of(drawn(a_map(process("a"), process("b"))))["@legend"]) == ["Legend", "Push"]


@pytest.mark.parametrize("paper", ["A0", "A3", "A4", "Letter"])
def test_the_legend_covers_neither_the_map_nor_the_title_block(paper: str) -> None:
    for rows in (2, 3, 4, 5, 6, 9):
        drawing = drawn(everything(paper, rows))
        boxes = {part.id: part_box(part) for part in drawing.parts}
        legend, title = boxes.pop("@legend"), boxes.pop("@title")
        assert all(box[3] < legend[1] for box in boxes.values()), rows
        assert legend[2] < title[0] or legend[3] < title[1], rows
        assert legend[3] < drawing.sheet[3], rows


# what is remembered


def composed(before: ValueStream, edit: Edit) -> tuple[int, set[str]]:
    """How many parts an edit makes anew, and which ones are other objects than before."""
    memory = Memory()
    old = parts_of(drawn(before, memory))
    new = parts_of(drawn(before.with_state(edit(before.state())), memory))
    return memory.composed, {id_ for id_, part in new.items() if old.get(id_) is not part}


LINE = a_stream(in_line(*(process(f"p{i}", 5, y=342) for i in range(7)), customer(50, x=1500)))


def test_nothing_changed_is_nothing_made() -> None:
    assert composed(LINE, lambda state: state) == (0, set())
    assert composed(LINE, lambda state: State.model_validate(state.model_dump()))[1] == set(
        parts_of(drawn(LINE))
    ) - {id_ for id_ in parts_of(drawn(LINE)) if id_.startswith("@")}


def test_a_moved_symbol_makes_itself_and_its_arrows_anew() -> None:
    assert composed(LINE, move({"p3"}, 0, -6)) == (3, {"p2-p3", "p3", "p3-p4"})


def test_a_moved_symbol_keeps_its_ops() -> None:
    memory = Memory()
    old = parts_of(drawn(LINE, memory))["p3"]
    new = parts_of(drawn(LINE.with_state(move({"p3"}, 5, 0)(LINE.state())), memory))["p3"]
    assert new.x == old.x + 5
    assert new.ops is old.ops


def test_a_name_makes_one_symbol_anew() -> None:
    assert composed(LINE, set_fields("p3", name="Weld"))[1] == {"p3"}


def test_a_time_makes_its_symbol_its_rung_and_the_total_anew() -> None:
    assert composed(LINE, set_fields("p3", ct=quantity(6, "s")))[1] == {"p3", "@work:p3", "@totals"}


def test_an_alert_is_drawn_when_it_comes_and_when_it_goes() -> None:
    memory = Memory()
    slow = LINE.with_state(set_fields("p3", ct=quantity(9000, "s"))(LINE.state()))
    before, alarmed, after = (parts_of(drawn(stream, memory))["p3"] for stream in (LINE, slow, LINE))
    assert tokens("light")["alert"] in {getattr(op, "fill", None) for op in alarmed.ops}
    assert after == before


def test_another_theme_makes_all_anew() -> None:
    memory = Memory()
    drawn(LINE, memory)
    assert drawn(LINE, memory, "dark") == drawn(LINE, None, "dark")
    assert memory.composed == len(drawn(LINE).parts)


def test_what_left_the_map_is_forgotten_in_time() -> None:
    memory = Memory(Made(spare=16))
    many = a_stream(a_state(tuple(process(f"p{i}", x=i * 200) for i in range(80))))
    drawn(many, memory)
    one = many.with_state(delete({f"p{i}" for i in range(1, 80)})(many.state()))
    drawn(one, memory)
    assert len(memory.made.nodes) < 80
    assert drawn(one, memory) == drawn(one)


@given(st.data())
@runs(12)
def test_composing_with_a_memory_is_composing(data: st.DataObject) -> None:
    """Whatever the maps before, the drawing is the one made from nothing, and equal parts are the same objects."""
    memory = Memory()
    state = data.draw(states())
    own: tuple[OwnField, ...] = ()
    for _step in range(3):
        own = data.draw(OWN) if data.draw(st.booleans()) else own
        state = state.evolve(options=state.options.evolve(**data.draw(LADDERS)))
        stream = a_stream(state, own_fields=own)
        drawing = drawn(stream, memory)
        assert drawing == drawn(stream)
        again = drawn(stream, memory)
        assert memory.composed == 0
        assert all(one is other for one, other in zip(drawing.parts, again.parts, strict=True))
        ids = frozenset(node.id for node in state.nodes[:2])
        state = data.draw(changed(state)) if data.draw(st.booleans()) else move(ids, 6, -6)(state)


def test_a_frame_is_of_one_state() -> None:
    stream = a_stream(a_state((process("a"),)), a_state((process("a"),), id="future"), shown_state="future")
    frame = frame_of(stream)
    assert isinstance(frame, Frame)
    assert (frame.state_id, frame.state, frame.report.state_id) == ("future", stream.states[1], "future")
    assert frame_of(stream, "current").state is stream.states[0]
    with pytest.raises(KeyError):
        frame_of(stream, "ideal")


def test_the_same_map_is_drawn_the_same() -> None:
    assert drawn(acme()) == drawn(acme())
    edit = chain(move({"welding"}, 10, 10), move({"welding"}, -10, -10))
    assert drawn(acme().with_state(edit(acme().state()))) == drawn(acme())


def test_an_empty_map_of_another_look_keeps_nothing_of_the_one_before() -> None:
    memory = Memory()
    stream = acme()
    frame_of(stream, "", "light", memory)
    bare = stream.states[0].evolve(nodes=(), flows=())
    empty = stream.with_state(bare.evolve(options=bare.options.evolve(mark_sources=True)))

    assert frame_of(empty, "", "light", memory).drawing == frame_of(empty).drawing
    assert frame_of(stream, "", "light", memory).drawing == frame_of(stream).drawing
