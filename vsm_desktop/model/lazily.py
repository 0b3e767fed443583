"""A part of the document that few documents have: its classes are made when one is met, not when the program starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import SerializationInfo

if TYPE_CHECKING:
    from vsm_desktop.model.family import FamilyMatrix


def read_families(value: Any) -> FamilyMatrix | None:
    """The matrix of product families, from itself or from a file; none stays none.

    Raises pydantic's ValidationError, which pydantic tells as one fault of the document.
    """
    if value is None:
        return None
    from vsm_desktop.model.family import FamilyMatrix

    return FamilyMatrix.model_validate(value)


def write_families(value: FamilyMatrix | None, info: SerializationInfo) -> Any:
    """The matrix as data, with defaults left out where those of the document are."""
    if value is None:
        return None
    return value.model_dump(mode=info.mode, exclude_defaults=info.exclude_defaults)
