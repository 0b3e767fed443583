"""Own rows on the map: what they say, the room they take, what is drawn anew, and how they are found and told."""

from __future__ import annotations

import pytest

from tests.builders import a_stream, customer, process, stock, supplier, transport
from vsm_desktop.drawing.courses import end_of
from vsm_desktop.drawing.find import Finder
from vsm_desktop.drawing.frame import Frame, frame_of
from vsm_desktop.drawing.memory import Memory
from vsm_desktop.drawing.ops import Part, Text, extent
from vsm_desktop.drawing.own import body_in, figure_words, own_count, rows_at, sizes_with
from vsm_desktop.drawing.spoken import Speaker
from vsm_desktop.drawing.symbols.databox import ROW
from vsm_desktop.drawing.symbols.table import body_of, size_of
from vsm_desktop.edit.edits import chain, in_state, move, set_fields, set_options
from vsm_desktop.model.own import OWN_KINDS, OwnField, OwnFields
from vsm_desktop.model.quantity import Provenance, Quantity, quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.handles import handles, ports

COST = OwnField(key="cost", label="Cost", kinds=OWN_KINDS)
OWNER = OwnField(key="owner", label="Owner", content="text", kinds=OWN_KINDS)
WORK = OwnField(key="work", label="Work", content="formula", formula="ct * operators", unit="s")
HIDDEN = OwnField(key="note_", label="Note", content="text", in_box=False)


def a_map(*fields: OwnField) -> ValueStream:
    nodes = (
        supplier("Steel"),
        transport("Truck", time="1 d"),
        stock("Coils", days=5),
        process("Weld", ct="30 s", operators=2),
        process("Paint", ct="20 s"),
        stock("Lane", "fifo", max=20, qty=3),
        customer("460/d"),
    )
    return a_stream(*nodes).evolve(own_fields=fields)


def part(frame: Frame, id_: str) -> Part:
    return next(one for one in frame.drawing.parts if one.id == id_)


def said(frame: Frame, id_: str) -> list[str]:
    return [op.text for op in part(frame, id_).ops if isinstance(op, Text)]


def with_values(stream: ValueStream, **values: object) -> ValueStream:
    ids = [node.id for node in stream.state().nodes]
    return in_state("current", chain(*(set_fields(id_, **values) for id_ in ids)))(stream)


def test_a_box_has_the_rows_below_the_built_in_ones() -> None:
    frame = frame_of(
        in_state("current", set_fields("Weld", cost=quantity(3, "x"), note_="quiet"))(
            a_map(COST, WORK, HIDDEN)
        )
    )

    assert said(frame, "Weld")[-5:] == ["Cost", "3", "Work", "60", "s"]
    assert "quiet" not in said(frame, "Weld")
    assert said(frame, "Paint")[-2:] == ["Work", "–"], (
        "a formula has its row also where its result is not known"
    )
    assert "Cost" not in said(frame, "Paint")
    refs = {op.text: op.ref for op in part(frame, "Weld").ops if isinstance(op, Text)}
    assert (refs["3"], refs["60"]) == ("Weld.cost", "Weld.work")


@pytest.mark.parametrize("id_", ["Steel", "Truck", "Coils", "Weld", "Lane", "Customer"])
def test_every_kind_shows_its_rows_within_its_body(id_: str) -> None:
    fields = (COST, OWNER)
    plain, frame = (
        frame_of(a_map(*fields)),
        frame_of(with_values(a_map(*fields), cost=quantity(3, "x"), owner="Logistics")),
    )
    node = frame.state.node(id_)

    assert {"Cost", "Owner"} <= set(said(frame, id_))
    assert own_count(node, fields) == 2
    step = ROW if id_ in ("Steel", "Weld", "Customer") else 13
    box, before = part(frame, id_).box, part(plain, id_).box
    assert box is not None
    assert before is not None
    assert box[3] - before[3] == 2 * step
    assert extent(part(frame, id_).ops)[3] <= box[3] + 4
    left, top, right, bottom = body_in(frame, node)
    assert (left - node.at.x, top - node.at.y, right - node.at.x, bottom - node.at.y) == pytest.approx(box)
    assert sizes_with(fields)(node)[3] == size_of(node)[3] + 2 * step
    assert end_of(node, 2).bottom == body_of(node)[3] + 2 * step


def test_handles_and_arrows_keep_clear_of_the_rows() -> None:
    stream = a_map(WORK)
    frame, bare = frame_of(stream), frame_of(stream.evolve(own_fields=()))
    lowest = max(handle.y for handle in handles(frame, frozenset({"Weld"})))
    assert lowest == max(handle.y for handle in handles(bare, frozenset({"Weld"}))) + ROW
    assert ports(frame, "Weld", 1.0)[0].x == ports(bare, "Weld", 1.0)[0].x


def test_a_long_text_is_cut_and_a_number_is_not() -> None:
    values = {"cost": quantity(123456789, "x"), "owner": "Anna-Katharina Müller-Lüdenscheidt"}
    for id_, width in (("Weld", 108), ("Coils", 80)):
        frame = frame_of(in_state("current", set_fields(id_, **values))(a_map(COST, OWNER)))
        words = said(frame, id_)
        assert "123,456,789" in words
        assert any(word.endswith("…") and word.startswith("A") for word in words)
        left, _top, right, _bottom = extent(part(frame, id_).ops)
        assert right - left <= width + 4


def test_a_field_that_is_typed_has_its_place() -> None:
    frame = frame_of(a_map(COST), open_ref="Paint.cost")
    assert "Cost" in said(frame, "Paint")
    assert "Cost" not in said(frame_of(a_map(COST)), "Paint")


def test_only_what_an_edit_touches_is_drawn_again() -> None:
    memory, stream = Memory(), a_map(COST, WORK)
    frame_of(stream, memory=memory)
    after = in_state("current", set_fields("Weld", ct=quantity(31, "s")))(stream)
    frame = frame_of(after, memory=memory)
    assert said(frame, "Weld")[-2:] == ["62", "s"]
    assert memory.composed <= 3  # the box, its rung, the totals
    moved = in_state("current", move({"Weld"}, 6, 6))(after)
    frame_of(moved, memory=memory)
    assert memory.composed <= 9
    frame_of(moved, memory=memory)
    assert memory.composed == 0


def test_a_new_demand_changes_the_rows_of_formulas_over_takt() -> None:
    gap = OwnField(key="gap", label="Gap", content="formula", formula="takt - ct", unit="s")
    memory, stream = Memory(), a_map(gap)
    assert said(frame_of(stream, memory=memory), "Weld")[-2:] == ["28.7", "s"]
    more = in_state("current", set_fields("Customer", demand=quantity(900, "pc/day")))(stream)
    assert said(frame_of(more, memory=memory), "Weld")[-2:] == ["0", "s"]


def test_another_definition_is_drawn_at_once() -> None:
    memory, stream = Memory(), a_map(WORK)
    frame_of(stream, memory=memory)
    other: OwnFields = (WORK.evolve(label="Labour"),)
    assert "Labour" in said(frame_of(stream.evolve(own_fields=other), memory=memory), "Weld")
    assert "Labour" not in said(frame_of(stream.evolve(own_fields=()), memory=memory), "Weld")


def test_rows_are_words_for_everybody() -> None:
    stream = in_state("current", set_fields("Weld", owner="Anna", note_="quiet"))(a_map(OWNER, WORK, HIDDEN))
    frame = frame_of(stream)
    assert Speaker(frame).value("Weld") == "C/T 30 s, Operators 2, Owner Anna, Work 60 s, Note quiet"
    assert Speaker(frame).value("Paint") == "C/T 20 s, Work –"
    assert Speaker(frame).basis("Weld") != Speaker(frame_of(stream.evolve(own_fields=()))).basis("Weld")


def test_own_values_are_found() -> None:
    stream = in_state("current", set_fields("Weld", owner="Anna", cost=quantity(4711, "x")))(
        a_map(OWNER, COST)
    )
    finder = Finder()
    assert [one.id for one in finder.find(stream, "anna", ["current"], {})] == ["Weld"]
    assert [one.fields for one in finder.find(stream, "cost 4711", ["current"], {})] == [("cost",)]
    assert finder.find(stream.evolve(own_fields=()), "anna", ["current"], {}) == ()


@pytest.mark.parametrize(
    ("number", "dimension", "words"),
    [
        (None, "time", ("–", "")),
        (75.0, "time", ("75", "s")),
        (0.125, "ratio", ("12.5", "%")),
        (0.25, "pieces", ("0.25", "pc")),
        (1234.5678, "count", ("1,235", "")),
        (123.456, "count", ("123.5", "")),
        (-2.0, "count", ("−2", "")),
        (0.00012345, "count", ("0.00012", "")),
        (-1e-9, "count", ("−1e-09", "")),
        (0.0, "count", ("0", "")),
        (12.0, "rate", ("12", "/d")),
        (1500.0, "distance", ("1,500", "m")),
        (99_999.0, "distance", ("99,999", "m")),
        (640_000.0, "distance", ("640", "km")),
        (19_840_000.0, "distance", ("19,840", "km")),
    ],
)
def test_results_are_shown_with_the_digits_that_matter(
    number: float | None, dimension: str, words: tuple[str, str]
) -> None:
    assert figure_words(number, dimension) == words


def test_a_value_that_no_longer_fits_is_shown_as_typed() -> None:
    weld = process("Weld").evolve()
    weld = set_fields("Weld", cost="three")(a_stream(weld).state()).nodes[0]
    assert [(row.number, row.unit) for row in rows_at(weld, (COST,), None)] == [("three", "")]


def test_results_and_values_are_shown_in_the_unit_of_the_map() -> None:
    setup = OwnField(key="setup", label="Setup", unit="min")
    stream = in_state("current", set_fields("Weld", setup=quantity(2, "min")))(a_map(setup, WORK))
    memory = Memory()
    assert said(frame_of(stream, memory=memory), "Weld")[-6:] == ["Setup", "2", "min", "Work", "60", "s"]
    options = stream.state().options.evolve(time_unit="min")
    turned = in_state("current", set_options(options))(stream)
    assert said(frame_of(turned, memory=memory), "Weld")[-6:] == ["Setup", "2", "min", "Work", "1", "min"]
    assert Speaker(frame_of(turned)).value("Weld").endswith("Setup 2 min, Work 1 min")


def test_ranges_and_marks_stand_at_own_values_as_at_others() -> None:
    guess = Quantity(value=15, low=10, high=20, unit="x", typed="10-20", source=Provenance(kind="estimated"))
    stream = in_state("current", chain(*(set_fields(id_, cost=guess) for id_ in ("Weld", "Coils"))))(
        a_map(COST)
    )
    marked = in_state("current", set_options(stream.state().options.evolve(mark_sources=True)))(stream)
    for id_ in ("Weld", "Coils"):
        assert "10-20" in said(frame_of(stream), id_)
        assert "e" not in said(frame_of(stream), id_)
        assert "e" in said(frame_of(marked), id_)
