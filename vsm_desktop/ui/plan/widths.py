"""How wide the columns of the plan are: what they hold is to be read, and the months have what they need."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from vsm_desktop.drawing.text import measure
from vsm_desktop.ui.plan.lines import COLUMNS, MARK, MONTHS, Line

PAD = 8  # pixels at both sides of a cell
_FIXED = {"number": 36, MARK: 60}
_LEAST = {"text": 170, "goal": 180, "now": 60, "target": 64, "bursts": 110, "owner": 100, "people": 110}
_MOST = {"text": 420, "goal": 380, "now": 110, "target": 110, "bursts": 240, "owner": 200, "people": 240}
_FIRST_TO_GO = ("people", "bursts", "goal", "now", "target", "owner")
_GROWING = (("now", "target"), ("owner",), ("text", "goal"), ("people", "bursts"))
_WRAPPED = (("now", "target"), ("text",), ("owner",), ("people", "bursts"))  # an owner may have two lines
_TOGETHER = (("now", "target"), ("owner", "text", "goal"), ("people", "bursts"))
_ROOMY = 224  # pixels of an objective beside which there is room for another column
_NARROW = 800  # below, all have too little
_READ = ("text", "goal", "now", "target", "owner")
_MONTH, _AIRY = 34, 38  # pixels of a month that is named, and of one that leaves room for more columns
_MONTHS, _SHARE, _LESS = (
    216,
    0.4,
    0.32,
)  # months have so many pixels at least, and many of them no more than a share
_ADDED = ("people", "bursts")


def widths(
    lines: Sequence[Line],
    wide: int,
    months: int,
    *,
    two_lines: bool,
    picked: Collection[str] | None = None,
    own: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Pixels by column, in their order, which come to `wide`; those least needed have gone where there is no room.

    With `two_lines` the goal stands under the objective, and has no column. Where some are `picked`, those are shown, and
    come to more than `wide` where they must; `own` are widths that stay as they are.
    """
    own = own or {}
    keys = [key for key in COLUMNS if not (two_lines and key == "goal")]
    wanted = {key: own.get(key) or needed(lines, key, two_lines=two_lines) for key in keys if key in _MOST}
    if picked is not None:
        keys = [key for key in keys if key in picked or key not in _FIRST_TO_GO]
        month = _MONTH
    else:
        keys, month = _as_there_is_room(keys, wanted, wide, months)
    found = {key: own.get(key) or _least(key, wide, months, month) for key in keys}
    return _grown(found, wanted, wide, _MONTHS if picked is not None else 40, two_lines=two_lines)


def _as_there_is_room(
    keys: list[str], wanted: Mapping[str, int], wide: int, months: int
) -> tuple[list[str], int]:
    """The columns there is room for, and how wide a month is beside them."""
    month = _AIRY
    for gone in _FIRST_TO_GO:
        if not any(key in keys for key in _ADDED):
            month = _MONTH
        full = gone in _ADDED  # these are there only where the others can be read
        taken = [wanted[key] if full and key in _READ else _least(key, wide, months, month) for key in keys]
        if gone in keys and sum(taken) + _ROOMY - _LEAST["text"] > wide:
            keys.remove(gone)
    return keys, month if any(key in keys for key in _ADDED) else _MONTH


def _grown(
    found: dict[str, int], wanted: Mapping[str, int], wide: int, least: int, *, two_lines: bool
) -> dict[str, int]:
    """Columns as wide as what they hold, as far as there is room, and the months with what is left, `least` at least."""
    keys = list(found)
    free = wide - sum(found.values())
    for group in _WRAPPED if two_lines else _GROWING if wide >= _NARROW else _TOGETHER:
        short = {key: max(0, wanted[key] - found[key]) for key in group if key in keys}
        share = min(1.0, max(0, free) / max(1, sum(short.values())))
        for key, more in short.items():
            found[key] += int(share * more)
            free -= int(share * more)
    found[MONTHS] = max(least, found[MONTHS] + free)
    return found


def _least(key: str, wide: int, months: int, month: int) -> int:
    if key == MONTHS:
        share = _SHARE if wide >= _NARROW else _LESS
        return max(_MONTHS, min(month * months, round(share * wide)))
    return _FIXED.get(key) or _LEAST[key]


def needed(lines: Sequence[Line], key: str, *, two_lines: bool) -> int:
    """What the longest words of a column need, within bounds."""
    weight = _WEIGHTS.get(key, "body")
    sizes = [measure(COLUMNS[key], 12, "medium")]
    for line in lines:
        if not line.loop:
            sizes.append(measure(line.words[key], 13, weight))
            if two_lines and key == "text":
                sizes.append(measure(line.words["goal"], 12, "body"))
    return max(_LEAST[key], min(_MOST[key], round(max(sizes)) + 2 * PAD + 2))


_WEIGHTS: Mapping[str, str] = {"text": "medium", "target": "bold"}
