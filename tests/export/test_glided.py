"""Which numbers of a glide path are drawn, and in which unit."""

from __future__ import annotations

from datetime import date

import pytest

from tests.insight.test_glide import with_actuals
from tests.insight.test_plan import objective, planned
from vsm_desktop.edit.deriving import settled
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.export.a3.matter import matter_of
from vsm_desktop.export.a3.pictures import glide_block
from vsm_desktop.export.glided import paths_of
from vsm_desktop.insight.glide import Glide, glide_path
from vsm_desktop.model.a3 import A3
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream

TODAY = date(2026, 5, 10)


def with_quality() -> ValueStream:
    """A plan whose maps have a %C&A, of which 0.88 was reached."""
    plain = planned(objective("a", end="2026-06-30", bursts=("b1", "b2")))
    stream = settled(plain, in_state("current", set_fields("weld", ca=quantity(90, "%")))(plain))
    return with_actuals(stream, ("2026-01-31", 88), key="rolled_ca")


def test_the_lead_time_is_drawn_and_what_else_is_expected() -> None:
    assert [one.key for one in paths_of(glide_path(planned(objective("a")), TODAY))] == ["lead_time_days"]
    lead, quality = paths_of(glide_path(with_quality(), TODAY))
    assert (lead.key, quality.key) == ("lead_time_days", "rolled_ca")
    first = quality.months[0]
    assert (first.name, first.expected, first.actual) == ("Jan 2026", pytest.approx(90), pytest.approx(88))
    assert quality.number.said(first.expected or 0.0) == "90"


def test_what_is_only_reached_stands_on_the_scoreboard() -> None:
    reached = with_actuals(planned(objective("a")), ("2026-01-31", 12), key="cost")
    assert [one.key for one in paths_of(glide_path(reached, TODAY))] == ["lead_time_days"]


def test_without_a_plan_nothing_is_drawn() -> None:
    assert paths_of(Glide()) == ()


def test_every_number_has_its_strip_on_the_sheet() -> None:
    words = []
    for stream in (planned(objective("a")), with_quality()):
        block = glide_block(matter_of(stream, TODAY), A3())
        drawn = block.draw(560.0, block.high(560.0, 1.0), 1.0)
        words.append([op.text for part in drawn for op in part.ops if hasattr(op, "text")])
    assert "Expected value stream %C&A" not in words[0]
    assert {"Expected lead time", "Expected value stream %C&A"} <= set(words[1])
