"""Exports are written whole or not at all; what goes wrong is told in a sentence."""

from __future__ import annotations

from pathlib import Path

from vsm_desktop import assets


class ExportError(Exception):
    """Why an export could not be made, as a sentence for the reader."""


def replace_file(path: Path, data: bytes) -> None:
    """Put a whole file in place of the old one. Raises ExportError; then the old one stands."""
    try:
        assets.replace_file(path, data)
    except OSError as error:
        raise ExportError(assets.why_not_written(path, error)) from error
