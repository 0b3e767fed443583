"""What a validation found, as a sentence with the place: state, element and field."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from vsm_desktop.assets import _

_TAGS = {"unknown", "material", "information"}


def complaint(error: ValidationError, data: dict[str, Any]) -> str:
    """The first fault in words and how many more there are."""
    faults = error.errors(include_url=False, include_input=False, include_context=False)
    first = faults[0]
    message = _message(first["type"], first["msg"])
    text = _("{where}: {message}.").format(where=_where(first["loc"], data), message=message)
    if len(faults) == 2:
        text += " " + _("One more fault follows.")
    elif len(faults) > 2:
        text += " " + _("{count} more faults follow.").format(count=len(faults) - 1)
    return text + " " + _("The file was not changed.")


def _message(kind: str, message: str) -> str:
    """The fault without the validator's own jargon."""
    words = {
        "extra_forbidden": _("this program knows no such field"),
        "missing": _("it is missing"),
        "finite_number": _("it is no finite number"),
        "model_type": _("it should be a group of fields"),
        "tuple_type": _("it should be a list"),
    }
    plain = message.removeprefix("Value error, ").replace("Input should", "it should").rstrip(".")
    return words.get(kind, plain)


def _where(location: tuple[int | str, ...], data: Any) -> str:
    """The path to a fault, elements named by their ids: states / current / nodes / weld2 / uptime."""
    names: list[str] = []
    here = data
    for step in location:
        if isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
            names.append(str(here.get("id", step + 1)) if isinstance(here, dict) else str(step + 1))
        elif isinstance(here, dict) and step in here:
            here = here[step]
            names.append(str(step))
        elif step not in _TAGS and not (isinstance(here, dict) and here.get("kind") == step):
            names.append(str(step))
    return " / ".join(names) or _("document")
