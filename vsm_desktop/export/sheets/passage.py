"""One passage through a step as formulas over its row: processing, waiting, value (METRICS.md 2, 3.5, 4, 5.1, 6.1)."""

from __future__ import annotations

from vsm_desktop.export.sheets.keys import Keys
from vsm_desktop.export.sheets.live import (
    MISSING,
    Live,
    at_least_zero,
    choose,
    equals,
    given,
    live,
)
from vsm_desktop.export.sheets.rows import Row
from vsm_desktop.model.options import Options


def work_of(row: Row, options: Options, keys: Keys) -> Live:
    """Processing in seconds: P/T, else C/T; C/T of one piece where the batch is counted."""
    if row.kind != "process":
        return live(0)
    pt, ct = row.seconds("pt", keys.day_s), row.seconds("ct", keys.day_s)
    work = ct or MISSING
    if pt is not None and not by_batch(row, options):
        work = choose(given(row.filled("pt")), pt, work)
    if row.has("pt") or row.has("ct"):
        return work
    split = [
        part for key in ("va_time", "nnva_time") if row.has(key) and (part := row.seconds(key, keys.day_s))
    ]
    return split[0] + split[1] if len(split) > 1 else split[0] if split else work


def wait_of(row: Row, work: Live, options: Options, keys: Keys) -> Live:
    """Waiting of a process or a transport in seconds."""
    if row.kind == "transport":
        return _transit(row, options, keys)
    lt, wait = row.seconds("lt", keys.day_s), row.seconds("wait", keys.day_s)
    own = live(0) if wait is None else choose(given(row.filled("wait")), wait, live(0))
    if by_batch(row, options):
        return own + batch_wait(row, keys)
    own = choose(given(work), own)  # a process without times waits nobody knows how long
    if lt is None:
        return own
    left = at_least_zero(lt - work.or_zero)
    return choose(given(row.filled("lt")), left, own)


def va_of(row: Row, work: Live, keys: Keys) -> Live:
    """The part of the processing that adds value; what is not classified does."""
    if row.kind != "process":
        return live(0)
    if row.has("va_time") or row.has("nnva_time"):
        return (row.seconds("va_time", keys.day_s) if row.has("va_time") else None) or live(0)
    value = row.entered.get("va")
    if value is None:
        return work
    return choose(equals(value, "NVA"), live(0), choose(equals(value, "NNVA"), live(0), work))


def nnva_of(row: Row, work: Live, keys: Keys) -> Live:
    """The part of the processing that is necessary and adds no value."""
    if row.kind != "process":
        return live(0)
    if row.has("va_time") or row.has("nnva_time"):
        return (row.seconds("nnva_time", keys.day_s) if row.has("nnva_time") else None) or live(0)
    value = row.entered.get("va")
    return live(0) if value is None else choose(equals(value, "NNVA"), work, live(0))


def by_batch(row: Row, options: Options) -> bool:
    """Whether the whole batch counts at this process (3.5)."""
    whole = options.batch_mode == "whole_batch"
    return whole and row.has("ct") and row.has("batch") and not row.has("lt")


def batch_wait(row: Row, keys: Keys) -> Live:
    """What a piece waits for its batch: the changeover and the other pieces (3.4)."""
    ct, co = row.seconds("ct", keys.day_s) or MISSING, row.seconds("co", keys.day_s)
    others = (row.entered["batch"] - 1) * ct
    return others if co is None else others + choose(given(row.filled("co")), co, live(0))


def _transit(row: Row, options: Options, keys: Keys) -> Live:
    time, interval = row.seconds("time", keys.day_s), row.seconds("interval", keys.day_s)
    if time is None or not options.dispatch_wait or interval is None:
        return time or MISSING
    return time + choose(given(row.filled("interval")), interval / 2, live(0))
