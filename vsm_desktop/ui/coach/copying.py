"""All answers as a table that pastes into a sheet or a letter."""

from __future__ import annotations

from collections.abc import Sequence

from vsm_desktop.assets import _
from vsm_desktop.insight.coach.answers import STATUS_WORDS, Answer


def rows_of(answers: Sequence[Answer]) -> list[tuple[str, ...]]:
    """A row for each question: number, question, status, reasoning, proposals."""
    rows: list[tuple[str, ...]] = [("", _("Question"), _("Status"), _("Reasoning"), _("Proposals"))]
    rows += [
        (
            str(one.number),
            one.question,
            STATUS_WORDS[one.status],
            " ".join(one.reasoning),
            " ".join(f"{each.title}. {each.sentence}" for each in one.proposals),
        )
        for one in answers
    ]
    return rows
