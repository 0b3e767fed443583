"""Symbols: what stands in them, how much room they take, in every colour."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.model.maps import control, process, stock, supplier, transport
from tests.model.strategies import nodes, runs
from vsm_desktop.drawing.ops import Op, Path, Text, extent
from vsm_desktop.drawing.samples import thumbnail
from vsm_desktop.drawing.symbols.databox import ROW, rows_of
from vsm_desktop.drawing.symbols.further import FURTHER
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.symbols.table import SYMBOLS, body_of, size_of, symbol_of
from vsm_desktop.drawing.theme import THEME_NAMES, tokens
from vsm_desktop.model.fields import EVERY_FLOW, EVERY_NODE, VEHICLES
from vsm_desktop.model.fields import SYMBOLS as INSTEAD
from vsm_desktop.model.nodes import NODE_CLASSES, Customer, Fifo, Node, Queue, Supermarket, Unknown
from vsm_desktop.model.quantity import VariantQuantity, quantity
from vsm_desktop.model.value import Point

LIGHT = look_of("light")


def ops_of(node: Node, alert: bool = False) -> tuple[Op, ...]:
    return symbol_of(node).draw(node, look_of("light", alert))


def words(ops: tuple[Op, ...]) -> list[str]:
    """The texts, a number and its unit apart."""
    return [op.text for op in ops if isinstance(op, Text)]


def test_every_kind_of_node_has_a_symbol() -> None:
    every = SYMBOLS | FURTHER
    assert set(every) == {*EVERY_NODE, *(key for choices in INSTEAD.values() for key, _title in choices)}
    assert len({symbol.title for symbol in every.values()}) == len(SYMBOLS) + len(FURTHER)


@given(nodes("n"))
@runs(60)
def test_any_node_is_drawn_inside_the_room_it_claims(node: Node) -> None:
    left, top, right, bottom = size_of(node)
    assert left < 0 < right
    assert top < 0 < bottom
    x0, y0, x1, y1 = extent([op for op in ops_of(node) if isinstance(op, Path)])
    assert (x0 >= left - 6, y0 >= top - 6, x1 <= right + 6, y1 <= bottom + 6) == (True,) * 4
    assert extent(ops_of(node))[3] <= bottom + 6


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_every_kind_has_a_sample_in_the_colours_of_the_theme(theme: str) -> None:
    for kind in (*EVERY_NODE, *EVERY_FLOW):
        ops = thumbnail(kind, theme)
        assert ops, kind
        assert thumbnail(kind, theme) is ops
        used = {op.color if isinstance(op, Text) else op.fill for op in ops}
        used |= {op.pen.color for op in ops if isinstance(op, Path) and op.pen}
        assert used - {None} <= set(tokens(theme).values()), kind


def test_looks_can_be_compared_by_identity() -> None:
    assert look_of("dark") is look_of("dark")
    assert look_of("dark") is not look_of("dark", alert=True)


def test_a_data_box_has_a_row_for_everything_entered_zero_included() -> None:
    weld = process("weld", 45, co=quantity(0, "min"), uptime=quantity(85, "%"), va="VA", name="Weld")
    assert [(row.label, row.number, row.unit) for row in rows_of(weld)] == [
        ("C/T", "45", "s"),
        ("C/O", "0", "min"),
        ("Uptime", "85", "%"),
        ("Value", "VA", ""),
    ]
    assert body_of(weld)[3] - body_of(process("weld"))[3] == 4 * ROW
    assert words(ops_of(weld)) == [
        "Weld",
        "C/T",
        "45",
        "s",
        "C/O",
        "0",
        "min",
        "Uptime",
        "85",
        "%",
        "Value",
        "VA",
    ]
    refs = {op.ref for op in ops_of(weld) if isinstance(op, Text)}
    assert refs == {"", "weld.name", "weld.ct", "weld.co", "weld.uptime", "weld.va"}


def test_numbers_stand_right_aligned_before_a_common_unit_column() -> None:
    ops = ops_of(process("weld", 45, co=quantity(10, "min")))
    numbers = [op for op in ops if isinstance(op, Text) and op.ref in ("weld.ct", "weld.co")]
    units = [op for op in ops if isinstance(op, Text) and op.text in ("s", "min")]
    assert len({round(op.x + op.width, 2) for op in numbers}) == 1
    assert len({op.x for op in units}) == 1


def test_a_mix_has_a_row_per_variant() -> None:
    parts = tuple(
        VariantQuantity(variant=name, quantity=quantity(n, "pc/day")) for name, n in (("L", 600), ("R", 320))
    )
    assert [(row.label, row.number) for row in rows_of(Customer(id="c", demand_by_variant=parts))] == [
        ("L", "600"),
        ("R", "320"),
    ]


def test_the_alert_is_told_by_more_than_colour() -> None:
    """A slow step is read in black and white, too: a mark stands beside the number."""
    calm, alarmed = ops_of(process("weld", 45)), ops_of(process("weld", 45), alert=True)
    assert len(alarmed) == len(calm) + 2
    assert {op.fill for op in alarmed if isinstance(op, Path)} >= {
        tokens("light")["alert"],
        tokens("light")["alert_t"],
    }


def test_the_pacemaker_says_so_beside_its_operators_and_under_them_where_they_leave_no_room() -> None:
    beside, under = (
        ops_of(process("Weld", pacemaker=True, operators=quantity(1, "x"), symbol=symbol))
        for symbol in (None, "cell")
    )
    words = [
        next(op for op in ops if isinstance(op, Text) and op.text == "pacemaker") for ops in (beside, under)
    ]
    people = [next(op for op in ops if isinstance(op, Text) and op.text == "1") for ops in (beside, under)]
    assert words[0].x > people[0].x + people[0].width
    assert words[0].y == people[0].y
    assert words[1].y - words[1].size > people[1].y
    for word in words:
        assert word.x > -54
        assert word.x + word.width < 54


def test_operators_and_shared_steps() -> None:
    alone = process("weld", operators=quantity(0.5, "x"))
    assert words(ops_of(alone))[-1] == "0.5"
    shared = ops_of(alone.evolve(shared=True))
    assert len(shared) == len(ops_of(alone)) + 2
    hatch = next(
        op for op in shared if isinstance(op, Path) and op.pen and op.pen.color == tokens("light")["hatch"]
    )
    assert extent((hatch,))[1] > extent(shared)[1]


def test_a_long_name_takes_two_lines_and_a_deeper_band() -> None:
    short, long = (ops_of(process("a", name=name)) for name in ("Weld", "Stamping and deburring"))
    assert words(long) == ["Stamping and", "deburring"]
    assert extent([long[1]])[3] > extent([short[1]])[3]


def test_production_control_names_its_system() -> None:
    assert words(ops_of(control())) == ["Production control", "MRP"]


@pytest.mark.parametrize(
    ("node", "lines"),
    [
        (stock("i", 4600, name="Coils"), ["I", "Coils", "4,600 pc"]),
        (stock("i"), ["I"]),
        (stock("i", 0), ["I", "0 pc"]),
        (stock("i", days=quantity(5, "day")), ["I", "5 d"]),
        (stock("i", 10, days=quantity(5, "day")), ["I", "10 pc"]),
        (stock("i", 9, qty_by_variant=(VariantQuantity(variant="L", quantity=quantity(7, "pc")),)), ["I", "7 L"]),
        (stock("i", qty_by_variant=(VariantQuantity(variant="Left-hand drive, export", quantity=quantity(12000, "pc")),)),
         ["I", "12,000 Left-…"]),
        (Queue(id="q", qty=quantity(3, "pc")), ["Q", "3 pc"]),
        (Supermarket(id="m", name="Parts"), ["Parts"]),
        (Fifo(id="f", max=quantity(20, "pc")), ["FIFO", "max 20"]),
        (Fifo(id="f"), ["FIFO"]),
        (supplier(), ["Steel Co"]),
        (Unknown(kind="robot", id="r"), ["robot"]),
        (Unknown(kind="robot", id="r", name="R2"), ["R2"]),
    ],
)  # fmt: skip
def test_what_stands_at_a_symbol(node: Node, lines: list[str]) -> None:
    assert words(ops_of(node)) == lines


def test_a_transport_says_how_often_how_long_how_far() -> None:
    full = transport(
        "t", interval=quantity(1, "week"), time=quantity(3, "h"), distance=quantity(350, "km"), name="Rail"
    )
    assert words(ops_of(full)) == ["Rail", "every 1 wk", "3 h", "350 km"]
    assert size_of(full)[3] > size_of(transport("t"))[3]


@pytest.mark.parametrize("kind", [kind for kind, _title in VEHICLES])
def test_every_vehicle_looks_different(kind: str) -> None:
    drawn = {key: ops_of(transport("t", vehicle=key)) for key, _title in VEHICLES}
    assert [key for key, ops in drawn.items() if ops == drawn[kind]] == [kind]


def test_a_symbol_is_drawn_round_its_own_centre() -> None:
    here, there = process("a", 5), process("a", 5).evolve(at=Point(x=500, y=500))
    assert ops_of(here) == ops_of(there)
    assert body_of(there)[0] - body_of(here)[0] == 500


@pytest.mark.parametrize("kind", NODE_CLASSES)
def test_a_body_is_as_wide_whatever_stands_in_it(kind: str) -> None:
    plain, named = (
        NODE_CLASSES[kind](kind=kind, id="n"),
        NODE_CLASSES[kind](kind=kind, id="n", name="A rather long name for a symbol"),
    )
    bare, full = symbol_of(plain).body(plain), symbol_of(named).body(named)
    assert bare[:3] == full[:3]
    assert bare[3] <= full[3]
