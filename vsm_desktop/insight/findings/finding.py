"""What a finding is, and what a rule that finds it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from vsm_desktop.insight.findings.plant import Plant

Fact = float | int | str | tuple[str, ...] | None


class Finding(Struct, frozen=True):
    """One thing to look at, never a verdict.

    `ids` are what it is about, the place first; its pin stands `at` these, where that is not all of them. `evidence` holds
    the numbers it rests on by their names in METRICS.md, in base units; `statement` and `facts` say the same in words,
    `question` is what to ask on the floor. `alert` is for what cannot meet the customer's demand.
    """

    code: str
    ids: tuple[str, ...]
    evidence: Mapping[str, Fact]
    statement: str
    facts: str
    question: str
    alert: bool = False
    at: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What was found, in one line."""
        return f"{self.statement}. {self.facts}"

    @property
    def places(self) -> tuple[str, ...]:
        """Where its pins stand."""
        return self.at or self.ids


class Rule(Struct, frozen=True):
    """One rule: what it is called, what it means, when it speaks and where that is from, and the function that looks."""

    code: str
    title: str
    meaning: str
    when: str
    source: str
    find: Callable[[Plant], Iterable[Finding]]
