"""What is taken of a difference: steps go into the flow and out of it, parts compose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.updating.maps import (
    DEMAND,
    HEAD,
    ROWS,
    differing,
    in_words,
    line,
    mapped,
    node,
    taken,
    told,
)
from vsm_desktop.intake.updating.applying import Outdated
from vsm_desktop.model.stream import ValueStream

PAINT = ["Paint", 30, 5, 90, 700]


def places(stream: ValueStream) -> dict[str, tuple[float, float]]:
    return {one.id: (one.at.x, one.at.y) for one in stream.state().nodes}


def test_a_new_step_goes_between_its_neighbours(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *DEMAND, *ROWS)
    found = differing(stream, told(tmp_path, *DEMAND, *ROWS[:4], PAINT, *ROWS[4:]))
    assert in_words(found) == ["+paint"]
    (added,) = found.of("added")
    assert [item.id for item in added.items] == ["inv_paint", "paint"]
    after = taken(stream, found)
    assert line(after.state(), "inv_stamping") == [
        *("inv_stamping", "stamping", "inv_spot_weld_1", "spot_weld_1", "inv_spot_weld_2", "spot_weld_2"),
        *("inv_paint", "paint", "inv_assembly", "assembly", "customer"),
    ]
    assert node(after, "paint").name == "Paint"
    assert node(after, "inv_paint").name == "Before Paint"
    before_x, now = places(stream), places(after)
    assert now["spot_weld_2"][0] < now["inv_paint"][0] < now["paint"][0] < now["inv_assembly"][0]
    assert now["paint"][1] == now["assembly"][1]
    left = ("inv_stamping", "stamping", "inv_spot_weld_1", "spot_weld_1", "inv_spot_weld_2", "spot_weld_2")
    assert all(now[id_] == before_x[id_] for id_ in left)
    assert in_words(differing(after, told(tmp_path, *DEMAND, *ROWS[:4], PAINT, *ROWS[4:]))) == []


def test_a_new_first_step_and_a_new_last_one(tmp_path: Path) -> None:
    head, old = ["Step", "C/T (s)"], [["Saw", 1], ["Drill", 2]]
    stream = mapped(tmp_path, head, *old)
    after = taken(stream, differing(stream, told(tmp_path, head, ["Cut", 3], *old, ["Pack", 4])))
    assert line(after.state(), "cut") == ["cut", "saw", "drill", "pack", "customer"]
    kinds = [flow.kind for flow in after.state().flows]
    assert sorted(kinds) == ["push", "push", "push", "shipment"]


def test_a_removed_step_heals_the_flow(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    found = differing(stream, told(tmp_path, *ROWS[:2], *ROWS[3:], name="march.xlsx"))
    (removed,) = found.of("removed")
    assert removed.ticked  # the sheet the map was made from holds every step
    assert removed.gone == ("spot_weld_1", "inv_spot_weld_1")
    after = taken(stream, found)
    assert line(after.state(), "inv_stamping") == [
        *(
            "inv_stamping",
            "stamping",
            "inv_spot_weld_2",
            "spot_weld_2",
            "inv_assembly",
            "assembly",
            "customer",
        )
    ]


def test_another_sheet_removes_nothing_unasked(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    found = differing(stream, told(tmp_path, *ROWS[:2]))
    assert len(found.of("removed")) == 3
    assert found.proposed == frozenset()
    assert len(taken(stream, found, found.everything).state().nodes) == 3  # step, stock, customer


def test_parts_taken_one_after_the_other_give_the_whole(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *DEMAND, *ROWS)
    new = [HEAD, ["Stamping", 2, 60, 85, 5000], ROWS[2], PAINT, ["Assembly", 60, 5, 99, 1200]]
    sheet = told(tmp_path, ["Shifts per day", 3], [], *new)
    whole = differing(stream, sheet)
    at_once = taken(stream, whole, whole.everything)
    piecewise = stream
    for key in sorted(whole.everything):
        piecewise = taken(piecewise, differing(piecewise, sheet), frozenset({key}))
        left = differing(piecewise, sheet)
        assert key not in left.everything
    assert {**dict(at_once), "states": ()} == {**dict(piecewise), "states": ()}
    values = {one.id: one.evolve(at=node(at_once, one.id).at) for one in piecewise.state().nodes}
    assert values == {one.id: one for one in at_once.state().nodes}
    assert line(piecewise.state(), "inv_stamping") == line(at_once.state(), "inv_stamping")


def test_a_map_that_was_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    found = differing(stream, told(tmp_path, HEAD, ["Stamping", 2, 60, 85, 4600]))
    state = stream.state()
    nodes = tuple(n.evolve(ct=None) if n.id == "stamping" else n for n in state.nodes)
    with pytest.raises(Outdated, match=r"stamping\.ct"):
        taken(stream.with_state(state.evolve(nodes=nodes)), found)


def test_an_id_of_another_state_is_kept_and_one_of_this_state_is_not_taken_twice(tmp_path: Path) -> None:
    head = ["Step", "C/T (s)"]
    stream = mapped(tmp_path, head, ["Saw", 1], ["Pack", 2])
    state = stream.state()
    named = tuple(n.evolve(id="drill", name="Something else") if n.id == "pack" else n for n in state.nodes)
    flows = tuple(
        f.evolve(
            source="drill" if f.source == "pack" else f.source,
            target="drill" if f.target == "pack" else f.target,
        )
        for f in state.flows
    )
    stream = stream.with_state(state.evolve(nodes=named, flows=flows))
    sheet = told(tmp_path, head, ["Saw", 1], ["Drill", 5])
    (guess,) = differing(stream, sheet).guesses
    found = differing(stream, sheet, {guess.item: "new"})
    after = taken(stream, found)
    assert {one.name for one in after.state().nodes} == {"Saw", "Drill", "Something else", "Customer"}


def test_a_new_supplier_stands_at_its_usual_place(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    found = differing(stream, told(tmp_path, ["Supplier", "Michigan Steel"], [], *ROWS))
    assert in_words(found) == ["+supplier"]
    after = taken(stream, found)
    (supplier,) = [one for one in after.state().nodes if one.kind == "supplier"]
    assert supplier.name == "Michigan Steel"
    assert any(f.source == supplier.id and f.target == "inv_stamping" for f in after.state().flows)
