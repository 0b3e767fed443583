"""Edits of the A3: sections switched, sized and moved, everything else left as it is."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tests.model.maps import a_state, a_stream
from vsm_desktop.edit.a3 import place_section, set_a3, set_section, step_section
from vsm_desktop.model.a3 import A3, LEAST_SIZE, MOST_SIZE, Section, SectionKey, a3_of
from vsm_desktop.model.plan import Plan
from vsm_desktop.model.stream import ValueStream


def order(stream: ValueStream) -> list[str]:
    return [one.key for one in a3_of(stream).laid]


def section(stream: ValueStream, key: SectionKey) -> Section:
    return next(one for one in a3_of(stream).laid if one.key == key)


def test_a_section_is_switched_moved_and_sized() -> None:
    stream = set_section("why", shown=False, column="right", size=0.8)(a_stream())
    assert section(stream, "why") == Section(key="why", shown=False, column="right", size=0.8)
    assert order(stream) == order(a_stream())


@pytest.mark.parametrize(("wished", "kept"), [(0.01, LEAST_SIZE), (99.0, MOST_SIZE), (1.2345, 1.23)])
def test_sizes_stay_within_what_there_may_be(wished: float, kept: float) -> None:
    assert section(set_section("plan", size=wished)(a_stream()), "plan").size == kept


def test_a_section_goes_before_another_one_or_to_the_end() -> None:
    before = order(a_stream())
    first = place_section("plan", "why")(a_stream())
    assert order(first) == ["plan", *(key for key in before if key != "plan")]
    last = place_section("why", None, "wide")(a_stream())
    assert order(last) == [*(key for key in before if key != "why"), "why"]
    assert section(last, "why").column == "wide"


def test_what_changes_nothing_is_the_same_document() -> None:
    stream = set_a3(paper="A2")(a_stream())
    assert place_section("plan", "plan")(stream) is stream
    assert set_a3(paper="A2")(stream) is stream
    assert step_section("why", -1)(stream) is stream
    assert step_section("targets", 1)(stream) is stream


def test_a_step_passes_one_section_of_the_same_column() -> None:
    stream = set_section("future", column="right")(a_stream().evolve(plan=Plan()))
    down = step_section("why", 1)(stream)
    assert order(down)[:2] == ["current", "why"]
    assert order(step_section("why", -1)(down)) == order(stream)
    end = step_section("findings", 1)(stream)
    left = [one.key for one in a3_of(end).laid if one.column == "left"]
    assert left == ["why", "current", "targets", "findings"]


def test_another_template_brings_its_sections_and_keeps_the_rest() -> None:
    stream = set_section("why", shown=False)(set_a3(title="Ours", paper="A2")(a_stream()))
    other = set_a3(template="status")(stream)
    laid = a3_of(stream).sections
    assert a3_of(other) == A3(template="status", title="Ours", paper="A2", kept=laid)
    assert a3_of(set_a3(template="proposal")(stream)) == a3_of(stream)


def test_each_template_keeps_its_own_order_and_sizes() -> None:
    own = place_section("plan", "why")(set_section("current", size=1.3)(a_stream()))
    status = set_section("scoreboard", size=0.8)(set_a3(template="status")(own))
    back = set_a3(template="proposal")(status)
    assert a3_of(back).laid == a3_of(own).laid
    assert section(set_a3(template="status")(back), "scoreboard").size == 0.8


def test_one_map_without_a_plan_has_the_whole_width_as_long_as_nothing_else_is_said() -> None:
    assert section(a_stream(), "current").column == "wide"
    future = a_stream(a_state(kind="future"))
    assert section(future, "future").column == "wide"
    assert section(future, "current").column == "left"
    assert section(a_stream().evolve(plan=Plan()), "current").column == "left"
    moved = place_section("current", "findings", "left")(a_stream())
    assert section(moved, "current").column == "left"
    assert a3_of(set_a3(paper="A2")(a_stream())).laid == a3_of(a_stream()).laid


def test_what_makes_no_sheet_is_refused() -> None:
    with pytest.raises(ValidationError):
        set_a3(paper="A5")(a_stream())
