"""The sentence that stands in place of a ladder that cannot be drawn: why, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vsm_desktop.assets import _
from vsm_desktop.drawing.ladder import Unladdered
from vsm_desktop.drawing.ops import Op, Part
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, wrap
from vsm_desktop.drawing.theme import NAME_SIZE
from vsm_desktop.metrics.ladder import NOT_ONE_RETURN
from vsm_desktop.metrics.report import Report

_LEAD = 18.0
_REMEDIES: Mapping[str, str] = MappingProxyType(
    {
        "shares_do_not_add": _("Enter shares that add to 100 %."),
        "never_finishes": _("Enter on the arrow that leads back how much of it is sent back."),
        "flow_not_nested": _("Draw the arrows so that ways that part join again, one inside the other."),
    }
)


def sentence_of(report: Report) -> str:
    """Why there is no ladder, with the words of the problem, and what to do about it."""
    why = report.metrics["critical_path"].reason
    problem = next((one for one in report.problems if one.message == why), None)
    if problem is None:
        problem = next((one for one in report.problems if one.code == "no_flow"), None)
    said = problem.message if problem is not None else why
    if not said:
        return _("There is no ladder yet: no step takes time.")
    remedy = _REMEDIES.get(problem.code, "") if problem is not None else ""
    if said == NOT_ONE_RETURN:
        remedy = _("Count rework until it is good.")
    return " ".join(filter(None, (_("There is no ladder."), said, remedy)))


def sentence_part(text: str, left: float, right: float, top: float, look: Look) -> Part:
    """The sentence where the ladder would begin, in as many lines as it needs."""
    ops: list[Op] = []
    for i, one in enumerate(wrap(text, right - left, NAME_SIZE, "medium", 6)):
        ops += line(0, _LEAD * i, one, NAME_SIZE, look["ink2"], "medium")
    return Part("@no_ladder", left, top, tuple(ops), shows=(Unladdered(text, right - left), look))
