"""The keys of a gemba sheet: what is printed in small type beside its boxes, and what the import reads them by.

In a workbook they stand in the first column, each in the row of its boxes. A key is one of these, the key of a field of
a process, `own:` with that of an own field, or `before:` and `after:` with the id of the stock there, nothing behind
them where the map has none.
"""

from __future__ import annotations

MARK = "VSM Desktop gemba sheet 1"
"""Stands in the first cell of every sheet; the number is that of this plan."""
STEP, STATE, STREAM = "@step", "@state", "@stream"
DATE, BY, SHIFT = "@date", "@by", "@shift"
CHECKED, SCRAPPED, RIGHT = "@checked", "@scrapped", "@right"
PROBLEMS, SAID = "@problems", "@said"
BEFORE, AFTER, OWN = "before:", "after:", "own:"

OBSERVED = {"ct": 10, "co": 5}
"""The times that are taken several times, and how many boxes there are for them."""

KEY_COLUMN, FIRST_BOX, TITLE_BOX, BOX, UNIT_COLUMN = 1, 2, 4, 8, 12
"""Columns of the workbook, from 1: keys, the first of ten boxes, boxes of the title block, boxes of fields, units."""
