"""What a sheet says differently from a map, and only that."""

from __future__ import annotations

from pathlib import Path

from tests.intake.books import save
from tests.intake.updating.maps import (
    DEMAND,
    HEAD,
    ROWS,
    differing,
    in_words,
    mapped,
    node,
    taken,
    told,
    value,
)
from vsm_desktop.intake.sheets import read_sheet
from vsm_desktop.intake.updating.difference import compare, shown
from vsm_desktop.intake.updating.reading import read_again
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.quantity import Provenance, quantity


def changed(at: int, *values: object) -> list[list[object]]:
    return [row if i != at else [*values] for i, row in enumerate(ROWS)]


def test_the_same_sheet_changes_nothing(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *DEMAND, *ROWS)
    found = differing(stream, told(tmp_path, *DEMAND, *ROWS))
    assert in_words(found) == []
    assert "stamping.ct" in in_words(found, "unchanged")
    assert "customer.demand" in in_words(found, "unchanged")
    assert "@calendar.shifts_per_day" in in_words(found, "unchanged")
    assert "inv_stamping.qty" in in_words(found, "unchanged")


def test_a_changed_value_names_old_new_and_cell(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    found = differing(stream, told(tmp_path, *changed(3, "Spot weld 2", 45, 10, 80, 1600)))
    (one,) = found.of("changed")
    assert one.name == "Spot weld 2"
    assert one.title == "Cycle time"
    assert (shown(one.field, one.before), shown(one.field, one.after)) == ("46 s", "45 s")
    assert one.cell == "Times!B4"
    after = taken(stream, found)
    assert value(after, "spot_weld_2", "ct") == "45 s"
    source = node(after, "spot_weld_2").ct.source
    assert source is not None
    assert source.cell == "Times!B4"


def test_units_do_not_make_a_difference_and_the_provenance_stays(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    mine = quantity(0.75, "min", source=Provenance(by="Ann", date="2026-02-01"))
    state = stream.state()
    nodes = tuple(n.evolve(ct=mine) if n.id == "spot_weld_2" else n for n in state.nodes)
    stream = stream.with_state(state.evolve(nodes=nodes))
    found = differing(stream, told(tmp_path, *changed(3, "Spot weld 2", 45, 11, 80, 1600)))
    assert in_words(found) == ["spot_weld_2.co"]
    assert node(taken(stream, found), "spot_weld_2").ct == mine


def test_an_empty_cell_is_no_deletion(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    found = differing(stream, told(tmp_path, *changed(2, "Spot weld 1", None, 10, 100, 1100)))
    assert in_words(found) == []
    assert in_words(found, "empty") == ["spot_weld_1.ct"]


def test_what_the_sheet_does_not_speak_of_stays(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *DEMAND, *ROWS)
    found = differing(stream, told(tmp_path, ["Step", "C/T (s)"], ["Stamping", 2], ["Assembly", 62]))
    assert in_words(found, "changed") == ["stamping.ct"]
    assert in_words(found, "empty") == []
    assert found.proposed == {"stamping.ct"}
    assert {line.id for line in found.of("removed")} == {"spot_weld_1", "spot_weld_2"}


def test_stocks_demand_and_calendar_are_part_of_it(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *DEMAND, *ROWS)
    new = [["Customer demand", "20,000 pcs/month"], ["Shifts per day", 3], []]
    found = differing(stream, told(tmp_path, *new, *changed(1, "Stamping", 1, 60, 85, 5000)))
    assert set(in_words(found)) == {"@calendar.shifts_per_day", "inv_stamping.qty", "customer.demand"}
    after = taken(stream, found)
    assert value(after, "inv_stamping", "qty") == "5000 pc"
    assert value(after, "customer", "demand") == "20,000 pcs/month"
    assert after.calendar.shifts_per_day is not None
    assert after.calendar.shifts_per_day.value == 3


def test_a_calendar_of_the_state_is_changed_there(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *DEMAND, *ROWS)
    stream = stream.with_state(stream.state().evolve(calendar=stream.calendar))
    found = differing(stream, told(tmp_path, ["Shifts per day", 3], [], *ROWS))
    after = taken(stream, found)
    assert after.calendar == stream.calendar
    assert after.state().calendar is not None
    assert after.state().calendar.shifts_per_day.value == 3


def test_the_same_demand_for_another_period_is_unchanged(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *DEMAND, *ROWS)
    found = differing(stream, told(tmp_path, ["Customer demand", "920 pcs/day"], [], *ROWS))
    assert in_words(found) == []


def test_stock_that_was_controlled_meanwhile_is_the_same_stock(tmp_path: Path) -> None:
    from vsm_desktop.model.nodes import Supermarket

    stream = mapped(tmp_path, *ROWS)
    state = stream.state()
    shop = Supermarket(id="shop", name="Parts supermarket", qty=quantity(1200, "pc"))
    nodes = tuple(shop if n.id == "inv_assembly" else n for n in state.nodes)
    flows = tuple(
        f.evolve(
            source="shop" if f.source == "inv_assembly" else f.source,
            target="shop" if f.target == "inv_assembly" else f.target,
        )
        for f in state.flows
    )
    stream = stream.with_state(state.evolve(nodes=nodes, flows=flows))
    found = differing(stream, told(tmp_path, *changed(4, "Assembly", 62, None, 100, 900)))
    assert in_words(found) == ["shop.qty"]
    assert node(taken(stream, found), "shop").kind == "supermarket"


def test_pieces_by_variant_are_compared_with_their_sum(tmp_path: Path) -> None:
    head = ["Step", "C/T (s)", "Inventory L", "Inventory R"]
    stream = mapped(tmp_path, head, ["Stamping", 1, 4600, 2400], ["Assembly", 62, 1200, 640])
    whole = ["Step", "C/T (s)", "Inventory (pcs)"]
    same = differing(stream, told(tmp_path, whole, ["Stamping", 1, 7000], ["Assembly", 62, 1840]))
    assert in_words(same) == []
    other = differing(stream, told(tmp_path, whole, ["Stamping", 1, 7500], ["Assembly", 62, 1840]))
    assert in_words(other) == ["inv_stamping.qty"]
    after = taken(stream, other)
    assert value(after, "inv_stamping", "qty") == "7500 pc"
    assert node(after, "inv_stamping").qty_by_variant == ()
    back = differing(after, told(tmp_path, head, ["Stamping", 1, 4600, 2400], ["Assembly", 62, 1200, 640]))
    assert in_words(back) == ["inv_stamping.qty_by_variant"]
    assert node(taken(after, back), "inv_stamping").qty is None


def test_what_is_rejected_in_the_sheet_is_in_the_difference(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    found = differing(stream, told(tmp_path, *changed(2, "Spot weld 1", "soon", 10, 100, 1100)))
    assert [entry.cell for entry in found.rejected] == ["B3"]


def test_a_doubtful_value_says_so(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *DEMAND, *ROWS)
    found = differing(stream, told(tmp_path, ["Working days", 21], [], *ROWS))
    (one,) = found.of("changed")
    assert one.key == "@calendar.days_per_month"
    assert "no period is named" in one.doubt


def test_a_renamed_step_with_the_same_id_is_a_changed_name(tmp_path: Path) -> None:
    head = ["Id", *HEAD]
    ids = ["OP10", "OP20", "OP30", "OP40"]
    rows = [head, *([id_, *row] for id_, row in zip(ids, ROWS[1:], strict=True))]
    stream = mapped(tmp_path, *rows)
    rows[2] = ["OP20", "Laser weld", *rows[2][2:]]
    found = differing(stream, told(tmp_path, *rows))
    assert in_words(found) == ["OP20.name"]
    assert node(taken(stream, found), "OP20").name == "Laser weld"


def test_the_map_remembers_the_sheet_it_was_brought_up_to(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    assert stream.state().source is not None
    assert stream.state().source.file == str(tmp_path / "march.xlsx")
    assert (stream.state().source.sheet, stream.state().source.range) == ("Times", "A2:E5")
    found = differing(stream, told(tmp_path, *changed(1, "Stamping", 2, 60, 85, 4600)))
    assert taken(stream, found, frozenset()) is stream
    after = taken(stream, found).state().source
    assert after is not None
    assert after.file == str(tmp_path / "april.xlsx")


class TestReadAgain:
    """The sheet a map was made from, read again after somebody worked on the map."""

    def made(self, tmp_path, rows):
        path = save(tmp_path / "march.xlsx", {"Times": rows})
        return path, read_sheet(path).stream

    def test_what_was_changed_on_the_map_is_not_taken_back_unasked(self, tmp_path):
        rows = [["Id", "Step", "C/T (s)", "Inventory (pc)"], ["P1", "Cut", 30, 400], ["P2", "Weld", 50, 200]]
        path, stream = self.made(tmp_path, rows)
        state = stream.state()
        mine = tuple(
            one.evolve(ct=quantity(42, "s"))
            if one.id == "P1"
            else one.evolve(name="Weld 2")
            if one.id == "P2"
            else one
            for one in state.nodes
        )
        extra = Process(id="check", name="Check", ct=quantity(5, "s"))
        stream = stream.with_state(state.evolve(nodes=(*mine, extra)))
        rows[2][2] = 55
        save(path, {"Times": rows})
        told = read_again(stream, stream.state())
        found = compare(stream, stream.state(), told)
        ticks = {line.key: line.ticked for line in found.lines if line.can_be_taken}
        assert ticks == {"P1.ct": False, "P2.name": False, "P2.ct": True, "-check": False}
        doubts = {line.key: line.doubt for line in found.lines if line.can_be_taken}
        assert doubts["P1.ct"] == "changed on the map since it was read"
        assert doubts["-check"] == "added on the map"

    def test_what_was_taken_before_is_followed_again(self, tmp_path):
        rows = [["Step", "C/T (s)"], ["Cut", 30], ["Weld", 50]]
        path, stream = self.made(tmp_path, rows)
        for time in (55, 60):
            rows[2][1] = time
            save(path, {"Times": rows})
            found = compare(stream, stream.state(), read_again(stream, stream.state()))
            assert [(line.key, line.ticked) for line in found.of("changed")] == [("weld.ct", True)]
            stream = taken(stream, found)
