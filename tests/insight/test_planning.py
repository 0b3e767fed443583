"""A plan proposed from the future state."""

from __future__ import annotations

from datetime import date

from vsm_desktop.assets import asset
from vsm_desktop.edit.states import copy_state
from vsm_desktop.insight.planning import proposed_plan
from vsm_desktop.model.kaizen import Kaizen
from vsm_desktop.model.stream import new_stream
from vsm_desktop.store.files import loads

TODAY = date(2025, 4, 16)


def test_acme_is_planned_by_its_loops_the_pacemaker_first():
    plan = proposed_plan(
        loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8")), TODAY
    )
    assert (plan.base, plan.goal) == ("current", "future")
    assert [loop.name for loop in plan.loops] == ["Pacemaker loop", "Stamping loop", "Supplier loop"]
    assert plan.loops[0].outline == "pacemaker"
    assert [one.text for one in plan.loops[0].objectives] == [
        "Weld uptime",
        "Weld changeover",
        "Pitch 20 min",
    ]
    assert [one.goal.metric for one in plan.loops[1].objectives] == ["days_of_supply.inv_stamp"]
    assert [(one.start, one.end) for one in plan.loops[0].objectives] == [
        ("2025-04-01", "2025-06-30"),
        ("2025-07-01", "2025-12-31"),
        ("2025-11-01", "2025-12-31"),
    ]
    assert all(one.bursts and not one.owner for one in plan.objectives), "owners are those of the bursts"


def test_a_document_without_a_future_state_gets_a_plan_for_its_bursts():
    stream = new_stream("Brackets").evolve(
        bursts=(
            Kaizen(id="a", title="Faster", status="done"),
            Kaizen(id="b", title="Not any more", status="dropped"),
        )
    )
    plan = proposed_plan(stream, TODAY)
    assert [(loop.name, [one.text for one in loop.objectives]) for loop in plan.loops] == [
        ("Whole stream", ["Faster"])
    ]
    assert plan.objectives[0].done == 1
    assert plan.objectives[0].phase == "act"
    assert not plan.objectives[0].end


def test_the_year_reaches_to_the_last_due_date():
    stream = copy_state("current", "future")(new_stream("Brackets"))
    stream = stream.evolve(bursts=(Kaizen(id="a", due="2027-02-10"),))
    plan = proposed_plan(stream, TODAY)
    assert (plan.start, plan.months) == ("2025-04-01", 23)
