"""The JSON schema of .vsm files, for other programs."""

from __future__ import annotations

from typing import Any

from vsm_desktop.model.a3 import A3
from vsm_desktop.model.element import Record
from vsm_desktop.model.family import FamilyMatrix
from vsm_desktop.model.fields import EVERY_FLOW
from vsm_desktop.model.flows import InformationFlow, KanbanFlow, MaterialFlow, UnknownFlow
from vsm_desktop.model.kaizen import Kaizen
from vsm_desktop.model.nodes import NODE_CLASSES, Unknown
from vsm_desktop.model.plan import Plan
from vsm_desktop.model.scoreboard import Scoreboard
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.model.value import Value
from vsm_desktop.store.files import FORMAT
from vsm_desktop.store.migrations import CURRENT


def schema() -> dict[str, Any]:
    """JSON schema (2020-12) of the present format, made from the document's own classes."""
    body = ValueStream.model_json_schema(mode="validation")
    _tell_kinds_apart(body["$defs"])
    parts = (("families", FamilyMatrix), ("plan", Plan), ("scoreboard", Scoreboard), ("a3", A3))
    for key, cls in parts:
        _tell_part(body, key, cls)
    _tell_bursts(body)
    body["properties"] = {
        "format": {"const": FORMAT, "type": "string"},
        "version": {"const": CURRENT, "type": "integer"},
        **body["properties"],
    }
    body["required"] = ["format", "version", *body.get("required", [])]
    body["title"] = "VSM Desktop value stream"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}


def _tell_kinds_apart(classes: dict[str, Any]) -> None:
    """Every element names its kind, and what is unknown has none of the known ones."""
    known: tuple[type[Record], ...] = (
        *dict.fromkeys(NODE_CLASSES.values()),
        MaterialFlow,
        InformationFlow,
        KanbanFlow,
    )
    for cls in known:
        part = classes[cls.__name__]
        part["required"] = ["kind", *part.get("required", [])]
    classes[Unknown.__name__]["properties"]["kind"]["not"] = {"enum": [*NODE_CLASSES]}
    classes[UnknownFlow.__name__]["properties"]["kind"]["not"] = {"enum": [*EVERY_FLOW]}


def _tell_part(body: dict[str, Any], key: str, cls: type[Value]) -> None:
    """A part of the document that its own class knows only by what reads it."""
    part = cls.model_json_schema(mode="validation")
    body["$defs"] = part.pop("$defs", {}) | body["$defs"] | {cls.__name__: part}
    whole = {"$ref": f"#/$defs/{cls.__name__}"}
    body["properties"][key] = {"anyOf": [whole, {"type": "null"}], "default": None, "title": key.title()}


def _tell_bursts(body: dict[str, Any]) -> None:
    """The bursts, whose class the document's own knows only by what reads it."""
    burst = Kaizen.model_json_schema(mode="validation")
    body["$defs"] = burst.pop("$defs") | body["$defs"] | {Kaizen.__name__: burst}
    body["properties"]["bursts"] = {
        "default": [],
        "items": {"$ref": f"#/$defs/{Kaizen.__name__}"},
        "title": "Bursts",
        "type": "array",
    }
