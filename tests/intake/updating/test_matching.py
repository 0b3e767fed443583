"""Which step is which: one to one, and nothing that is only alike without asking."""

from __future__ import annotations

from pathlib import Path

from tests.intake.updating.maps import DEMAND, HEAD, ROWS, differing, in_words, mapped, node, taken, told
from vsm_desktop.model.nodes import Customer

OTHER = [HEAD, *([name, *row[1:]] for name, row in zip(
    ["Stamping", "Spotweld 1", "Spot welding 2", "Final assembly"], ROWS[1:], strict=True
))]  # fmt: skip


def test_names_that_are_only_alike_are_asked_about(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    found = differing(stream, told(tmp_path, *OTHER))
    assert {(guess.there, guess.here) for guess in found.guesses} == {
        ("Spotweld 1", "Spot weld 1"),
        ("Spot welding 2", "Spot weld 2"),
        ("Final assembly", "Assembly"),
    }
    assert all(0.6 <= guess.score < 1 for guess in found.guesses)
    assert in_words(found) == []  # neither new nor gone nor changed until somebody says so
    assert found.open_guesses == found.guesses


def test_a_confirmed_guess_is_the_same_step_by_another_name(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    sheet = told(tmp_path, *OTHER)
    item = next(g.item for g in differing(stream, sheet).guesses if g.there == "Final assembly")
    found = differing(stream, sheet, {item: "same"})
    assert in_words(found) == ["assembly.name"]
    assert node(taken(stream, found), "assembly").name == "Final assembly"
    assert "inv_assembly.qty" in in_words(found, "unchanged")


def test_a_denied_guess_is_a_new_step(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    sheet = told(tmp_path, *OTHER)
    item = next(g.item for g in differing(stream, sheet).guesses if g.there == "Final assembly")
    found = differing(stream, sheet, {item: "new"})
    assert set(in_words(found)) == {"+final_assembly", "-assembly"}


def test_numbers_tell_steps_apart(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS[:3])
    found = differing(stream, told(tmp_path, *ROWS[:2], ["Spot weld 2", 46, 10, 80, 1600]))
    assert found.guesses == ()
    assert set(in_words(found)) == {"+spot_weld_2", "-spot_weld_1"}


def test_capitals_accents_and_spaces_make_no_other_name(tmp_path: Path) -> None:
    stream = mapped(tmp_path, HEAD, ["Prüfen", 1, None, None, 5], ["Säge 1", 2, None, None, 6])
    found = differing(
        stream, told(tmp_path, HEAD, ["pruefen", 1, None, None, 5], ["SÄGE  1", 2, None, None, 6])
    )
    assert in_words(found) == []
    assert found.guesses == ()


def test_steps_of_one_name_are_told_by_their_neighbours(tmp_path: Path) -> None:
    head = ["Step", "C/T (s)"]
    stream = mapped(tmp_path, head, ["Saw", 1], ["Wash", 2], ["Drill", 3], ["Wash", 4], ["Pack", 5])
    new = [head, ["Saw", 1], ["Drill", 3], ["Wash", 4.5], ["Pack", 5]]
    found = differing(stream, told(tmp_path, *new))
    assert in_words(found) == ["-wash", "wash_2.ct"]


def test_a_step_renamed_on_the_map_is_asked_about_by_the_name_it_was_imported_by(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *ROWS)
    state = stream.state()
    nodes = tuple(n.evolve(name="Endmontage") if n.id == "assembly" else n for n in state.nodes)
    stream = stream.with_state(state.evolve(nodes=nodes))
    (guess,) = differing(stream, told(tmp_path, *ROWS)).guesses
    assert (guess.there, guess.here) == ("Assembly", "Endmontage")
    assert "imported" in guess.why


def test_demand_of_nobody_in_particular_is_left_out_where_there_are_several_customers(tmp_path: Path) -> None:
    stream = mapped(tmp_path, *DEMAND, *ROWS)
    state = stream.state()
    stream = stream.with_state(state.evolve(nodes=(*state.nodes, Customer(id="export", name="Export"))))
    found = differing(stream, told(tmp_path, ["Customer demand", "20,000 pcs/month"], [], *ROWS))
    assert in_words(found) == []
    assert [entry.cell for entry in found.rejected] == ["B1"]
    assert "more than one customer" in found.rejected[0].reason
    named = told(tmp_path, ["Customer", "export"], ["Customer demand", "20,000 pcs/month"], [], *ROWS)
    assert in_words(differing(stream, named)) == ["export.demand"]
