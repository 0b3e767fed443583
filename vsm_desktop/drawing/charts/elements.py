"""The work elements of a process as stacks, one for each operator, to be held against C/T and takt (METRICS.md 8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import NECESSARY, WASTE, WORK, Ink
from vsm_desktop.drawing.charts.column import Piece, Stack
from vsm_desktop.drawing.charts.times import exact_time, time_text
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.model.work import ValueClass, WorkElement, by_operator, seconds

INKS: Mapping[ValueClass, Ink] = {"VA": WORK, "NNVA": NECESSARY, "NVA": WASTE}
_EQUAL = 0.005  # of the cycle time
_MOST = 12  # elements said one by one


def element_stacks(
    elements: Sequence[WorkElement], stations: float, takt: float | None, times: TimeUnit | None
) -> tuple[Stack, ...]:
    """A stack for each operator, in the time between two pieces: stations side by side share it."""
    shares = by_operator(elements)
    return tuple(
        Stack(
            tuple(
                Piece(one.time.base / stations, INKS[one.va], _words(one, times), _time(one, times))
                for one in share
            ),
            operator or ("" if len(shares) == 1 else "–"),
            takt is not None and seconds(share) / stations > takt * (1 + 1e-9),
        )
        for operator, share in shares.items()
    )


def elements_said(
    elements: Sequence[WorkElement], ct_s: float | None, times: TimeUnit | None
) -> Iterator[str]:
    """Their sum, by operator where there are several, against the C/T of one station; then each of them."""
    shares = {operator: seconds(share) for operator, share in by_operator(elements).items()}
    yield _("{n} work elements, {time}").format(n=len(elements), time=exact_time(seconds(elements), times))
    if len(shares) > 1:
        yield ", ".join(f"{operator or '–'} {exact_time(time, times)}" for operator, time in shares.items())
    if ct_s is not None:
        yield _against(max(shares.values()), ct_s, times, several=len(shares) > 1)
    for one in elements[:_MOST]:
        said = [
            f"{one.name or _('unnamed')} {exact_time(one.time.base, times)}",
            one.va,
            one.operator.strip(),
        ]
        yield " · ".join(filter(None, said))
    if len(elements) > _MOST:
        yield _("and {n} more").format(n=len(elements) - _MOST)


def _against(longest: float, ct_s: float, times: TimeUnit | None, *, several: bool) -> str:
    """What the elements say of the C/T: with several operators the one who has most to do sets it."""
    who = _("the most of one operator") if several else _("their sum")
    if abs(longest - ct_s) <= _EQUAL * ct_s:
        return _("{who} is the C/T").format(who=who)
    sentence = _("{who} is {time} below the C/T") if longest < ct_s else _("{who} is {time} above the C/T")
    return sentence.format(who=who, time=exact_time(abs(longest - ct_s), times))


def _words(element: WorkElement, times: TimeUnit | None) -> str:
    return f"{element.name} {_time(element, times)}".strip()


def _time(element: WorkElement, times: TimeUnit | None) -> str:
    return time_text(element.time.base, times)
