"""Bursts as lines of the kaizen list."""

from __future__ import annotations

from datetime import date

from vsm_desktop.edit.plan import set_objective
from vsm_desktop.insight.kaizens import items_of
from vsm_desktop.insight.plan import plan_rows
from vsm_desktop.model.kaizen import Kaizen
from vsm_desktop.model.plan import Objective, Plan, PlanLoop
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.ui.plan.kaizens import line_of
from vsm_desktop.ui.plan.lines import Filter, lines_of, owners_of, table_text

TODAY = date(2025, 4, 16)


def stream() -> ValueStream:
    bursts = (
        Kaizen(id="a", title="Changeover", owner="T. Weber", due="2025-04-04"),
        Kaizen(id="b", title="Cell", status="done", due="2025-01-10"),
        Kaizen(id="c", title="Kanban"),
        Kaizen(id="d", title="Not any more", status="dropped"),
    )
    rows = (
        Objective(id="one", text="Under ten minutes", bursts=("a",), done=0.4, phase="do"),
        Objective(id="two", text="Pull", owner="A. Kaya, L. Chen", bursts=("c",), end="2025-09-30"),
    )
    plan = Plan(start="2025-01-01", loops=(PlanLoop(id="loop", name="Stamping loop", objectives=rows),))
    return ValueStream(states=(State(id="s"),), bursts=bursts, plan=plan)


def test_each_burst_has_owner_date_phase_and_how_late_it_is():
    every = items_of(stream(), plan_rows(stream(), TODAY), TODAY)
    words = [line_of(item).words for item in every]
    assert [one[0] for one in words] == ["Changeover", "Cell", "Kanban"], (
        "what was dropped is not done any more"
    )
    assert words[0][3:] == ("Stamping loop", "T. Weber", "2025-04-04", "Do", "40", "▲ 12 d late")
    assert words[1][6:] == ("Act", "100", "Done")
    assert words[2][3:6] == ("Stamping loop", "A. Kaya, L. Chen", "2025-09-30")


def test_a_burst_is_at_risk_with_any_row_it_serves_and_done_as_far_as_all_are():
    plan = Plan(
        start="2025-01-01",
        loops=(
            PlanLoop(
                id="loop",
                objectives=(
                    Objective(
                        id="one", text="Cards", bursts=("a",), start="2025-04-01", end="2025-04-10", done=0.5
                    ),
                    Objective(id="two", text="Run", bursts=("a",), start="2025-06-01", end="2025-06-30"),
                ),
            ),
        ),
    )
    document = ValueStream(states=(State(id="s"),), bursts=(Kaizen(id="a", due="2025-06-30"),), plan=plan)
    (item,) = items_of(document, plan_rows(document, TODAY), TODAY)
    assert (item.standing, item.late_days) == ("risk", 0)
    assert item.done == 0.125, "5 of 40 days"
    assert "Cards: 6 d late" in line_of(item).tip


def test_rows_are_picked_by_owner_loop_and_standing():
    rows = plan_rows(stream(), TODAY)
    assert owners_of(rows[2]) == ("A. Kaya", "L. Chen")
    assert [line.id for line in lines_of(rows, Filter())] == ["loop", "one", "two"]
    assert [line.id for line in lines_of(rows, Filter(owner="L. Chen"))] == ["loop", "two"]
    assert [line.id for line in lines_of(rows, Filter(standing="late"))] == ["loop", "one"]
    assert not lines_of(rows, Filter(loop="other"))


def test_the_plan_is_a_table_for_a_sheet():
    rows = plan_rows(stream(), TODAY)
    text = table_text(lines_of(rows, Filter()), rows)
    head, one, two = [line.split("\t") for line in text.splitlines()]
    cells = dict(zip(head, one, strict=True))
    assert (cells["Loop"], cells["Objective"], cells["End"], cells["% done"]) == (
        "Stamping loop",
        "Under ten minutes",
        "2025-04-04",
        "40",
    )
    assert cells["Status"] == "Overdue, 12 d late"
    assert len(two) == len(head)


def test_what_a_row_waits_for_costs_and_brings_is_in_the_table_for_a_sheet():
    document = set_objective("two", after=("one",), cost=quantity(12_500, "money"), benefit="No air freight")(
        stream()
    )
    rows = plan_rows(document, TODAY)
    head, two = [
        line.split("\t") for line in table_text(lines_of(rows, Filter(owner="L. Chen")), rows).splitlines()
    ]
    cells = dict(zip(head, two, strict=True))
    assert (cells["Waits for"], cells["Cost"], cells["Benefit"]) == ("1", "12500", "No air freight")
