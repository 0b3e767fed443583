"""What is answered to a why: the explanation, what an input counts in, and what other conventions would make of it.

Nothing here knows a widget, so that a thread may work it out.
"""

from __future__ import annotations

from msgspec import Struct

from vsm_desktop.drawing.frame import Frame
from vsm_desktop.insight.conventions import Choice, choices_for
from vsm_desktop.metrics.explain.explanation import Explanation
from vsm_desktop.metrics.explain.tree import Explainer, NoSuchKey


class Answer(Struct, frozen=True):
    """The answer about the numbers of some keys in a frame; `explainer` answers about more of the same frame."""

    frame: Frame
    keys: tuple[str, ...]
    one: Explanation
    uses: tuple[Explanation, ...]
    choices: tuple[Choice, ...]
    explainer: Explainer


def answer(frame: Frame, keys: tuple[str, ...], title: str, last: Answer | None) -> Answer | None:
    """The answer to a why; `title` is for what several keys add up to. None where nothing has such a key (any more)."""
    same = last is not None and last.frame.report is frame.report
    explainer = last.explainer if last is not None and same else Explainer(frame.stream, frame.state_id)
    try:
        one = explainer.explain(keys[0]) if len(keys) == 1 else explainer.total(title, keys)
    except NoSuchKey:
        return None
    uses = explainer.uses(one.key) if one.is_input else ()
    choices = choices_for(frame.stream, frame.state_id, one.key)
    return Answer(frame, keys, one, uses, choices, explainer)
