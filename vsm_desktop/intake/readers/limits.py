"""How much is read of a file, and how a reader says that it will not."""

from __future__ import annotations

MAX_FILE = 64 * 1024 * 1024
MAX_TEXT = 32 * 1024 * 1024
MAX_BYTES = 128 * 1024 * 1024
"""What the parts of an archive may inflate to, all together."""
MAX_PARTS = 200
MAX_ROWS = 131_072
MAX_COLUMNS = 500
MAX_CELLS = 1_200_000
"""Of one sheet; what lies beyond is told as cut off."""
MAX_BEYOND = 1_000
"""Rows with cells beyond those that are read: more of them are no stray cells but another kind of data."""
MAX_MERGED = 400_000
"""Rows and columns of all merged ranges of a sheet together."""
LONGEST = 32_767
"""Letters of a text, as in Excel."""
LAST_ROW = 1_048_576
MEMORY = 208 * 1024 * 1024
"""What the process that reads may take for the file, in bytes of address space."""
SECONDS = 90


class Refusal(Exception):
    """The file is not read; `key` is the reason, `values` what its sentence names."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


class Excess(Refusal):
    """More than any honest file holds."""

    def __init__(self) -> None:
        super().__init__("large")
