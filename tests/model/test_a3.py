"""How the A3 is laid out, as the document keeps it."""

from __future__ import annotations

import json

import jsonschema
import pytest
from pydantic import ValidationError

from tests.model.maps import a_stream
from vsm_desktop.model.a3 import A3, SECTIONS, Section
from vsm_desktop.store.files import dumps, loads
from vsm_desktop.store.schema import schema


@pytest.mark.parametrize("template", ["proposal", "status"])
def test_a_template_names_every_section_once(template: str) -> None:
    laid = A3.model_validate({"template": template}).laid
    assert sorted(one.key for one in laid) == sorted(key for key, _title in SECTIONS)
    assert any(one.shown for one in laid)


def test_sections_a_document_does_not_name_are_not_printed() -> None:
    laid = A3(sections=(Section(key="plan", column="wide", size=1.5),)).laid
    assert laid[0] == Section(key="plan", column="wide", size=1.5)
    assert len(laid) == len(SECTIONS)
    assert not any(one.shown for one in laid[1:])


def test_it_survives_the_file_and_its_schema() -> None:
    stream = a_stream(a3=A3(paper="A2", sections=(Section(key="why", shown=False),), signers=("Boss",)))
    text = dumps(stream)
    assert loads(text).a3 == stream.a3
    jsonschema.validate(json.loads(text), schema())
    assert '"a3"' not in dumps(a_stream())


@pytest.mark.parametrize(
    "wrong",
    [
        {"sections": [{"key": "why"}, {"key": "why"}]},
        {"sections": [{"key": "why", "size": 9}]},
        {"paper": "A5"},
    ],
)
def test_what_makes_no_sheet_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        A3.model_validate(wrong)
