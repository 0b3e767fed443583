"""What a change does to the system, in numbers now and then."""

from __future__ import annotations

import pytest

from vsm_desktop.assets import asset
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.insight.effect import Effect, effects, relative_words
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads


def acme() -> ValueStream:
    return loads(asset("resources/samples", "acme-current.vsm").read_text(encoding="utf-8"))


def told(before: ValueStream, after: ValueStream) -> dict[str, Effect]:
    pairs = [(stream.state(), measure(stream, stream.state().id)) for stream in (before, after)]
    return {effect.key: effect for effect in effects(pairs[0], pairs[1])}


def test_nothing_changes_where_nothing_is_changed() -> None:
    found = told(acme(), acme())
    assert [*found] == ["takt_s", "lead_time_days", "processing_time_s", "pce", "bottleneck"]
    assert not any(effect.changes for effect in found.values())


def test_less_lead_time_is_better_and_another_bottleneck_only_another() -> None:
    before = acme()
    after = in_state("current", set_fields("assy1", ct=quantity(30, "s")))(before)
    found = told(before, after)
    assert (found["processing_time_s"].now, found["processing_time_s"].then) == ("188 s", "156 s")
    assert found["processing_time_s"].sense == "better"
    assert found["bottleneck"].sense == "other"
    assert found["takt_s"].sense == "same"
    back = told(after, before)
    assert back["processing_time_s"].sense == "worse"


def test_what_becomes_unknown_says_why() -> None:
    before = acme()
    after = in_state("current", set_fields("state_street", demand=None, demand_by_variant=()))(before)
    takt = told(before, after)["takt_s"]
    assert (takt.then, takt.sense) == ("–", "other")
    assert takt.why


@pytest.mark.parametrize(
    ("before", "after", "better", "words"),
    [
        (23.6, 4.5, -1, "−81 %"),
        (890, 986, 1, "+11 %"),
        (0.014, 0.066, 1, "4.7 ×"),
        (10, 30, -1, "+200 %"),
        (0, 5, 1, ""),
        (1000, 999.6, -1, "−0.04 %"),
        (5, 5, 1, ""),
        (None, 5, 1, ""),
    ],
)
def test_a_change_is_said_in_few_words(before, after, better, words):
    assert relative_words(before, after, better) == words
