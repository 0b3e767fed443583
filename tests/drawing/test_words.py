"""The room that words and vehicles at arrows need."""

from __future__ import annotations

from tests.model.maps import arrow
from vsm_desktop.drawing.words import arrow_words
from vsm_desktop.model.flows import flow_of_kind
from vsm_desktop.model.quantity import quantity


def test_what_an_arrow_says_and_what_drives_on_it_takes_room() -> None:
    assert arrow_words(arrow("a", "b")) == 0
    said = arrow_words(arrow("a", "b", label="Weekly schedule"))
    assert said > arrow_words(arrow("a", "b", share=quantity(40, "%"))) > 0
    assert arrow_words(arrow("a", "b", "shipment", vehicle="truck")) > 40
    assert arrow_words(flow_of_kind("manual", id="i", source="a", target="b", note="Weekly schedule")) == said
