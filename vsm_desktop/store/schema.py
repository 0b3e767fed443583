"""The JSON schema of .vsm files, for other programs."""

from __future__ import annotations

from typing import Any

from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import FORMAT
from vsm_desktop.store.migrations import CURRENT


def schema() -> dict[str, Any]:
    """JSON schema (2020-12) of the present format, made from the document's own classes."""
    body = ValueStream.model_json_schema(mode="validation")
    body["properties"] = {
        "format": {"const": FORMAT, "type": "string"},
        "version": {"const": CURRENT, "type": "integer"},
        **body["properties"],
    }
    body["required"] = ["format", "version", *body.get("required", [])]
    body["title"] = "VSM Desktop value stream"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}
