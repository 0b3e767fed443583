"""What can stop a reading: a file that cannot be read (or a reader who has seen enough, see `assets`)."""

from __future__ import annotations


class SheetError(Exception):
    """A file that cannot be read at all; the message is a sentence for the reader."""
