"""Large sheets to measure with."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from openpyxl import Workbook

HEADER = [
    "Step", "C/T (s)", "C/O (min)", "Uptime (%)", "Operators", "Inventory before (pcs)", "Scrap (%)", "Batch", "Machine",
    "Remarks",
]  # fmt: skip


def rows(number: int) -> list[list[Any]]:
    """A header and so many rows of ten cells, texts and numbers of all sorts, always the same."""
    chance = random.Random(1)
    return [
        HEADER,
        *(
            [
                f"Step {n}", round(chance.uniform(5, 90), 1), chance.randrange(60), chance.randrange(70, 100),
                chance.randrange(1, 4), chance.randrange(5_000), round(5 * chance.random(), 1), chance.randrange(1, 100),
                f"M{n % 50}", "ok",
            ]
            for n in range(number)
        ),
    ]  # fmt: skip


def long_sheet(path: Path, number: int) -> Path:
    """A workbook with these rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Timing")
    for row in rows(number):
        sheet.append(row)
    book.save(path)
    return path
