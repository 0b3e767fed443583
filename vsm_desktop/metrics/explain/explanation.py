"""How one number came about, as a value."""

from __future__ import annotations

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.metrics.explain.formula import Formula
from vsm_desktop.metrics.report import Scalar

AT_LEAST = _("At least: what is missing counts as 0.")


class Explanation(Struct, frozen=True):
    """How one number came about.

    `value` None is not computable, `reason` says why. `terms` are what it was made from; inputs have none, and `typed`
    is what was entered, `source` where that comes from; `at_least` is
    what is known of a value that is not. `ids` are the symbols it belongs to and `where` what these are called, `conventions` the options
    of the map that it may depend on.
    """

    key: str
    title: str
    value: Scalar
    unit: str
    formula: str
    terms: tuple[Explanation, ...] = ()
    reason: str = ""
    ids: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    typed: str = ""
    source: str = ""
    at_least: float | None = None
    conventions: tuple[str, ...] = ()
    steps: Formula | None = None

    @property
    def is_input(self) -> bool:
        """Whether it was entered, or is to be entered, on the map."""
        return self.steps is None and not self.terms

    def added_again(self) -> float | None:
        """The number as it follows from the terms; None where one of them is unknown or there is no formula.

        In a total that says "at least" what is missing counts as 0.
        """
        if self.value is None or self.steps is None:
            return None
        numbers = [0.0 if term.value is None and self.reason else term.value for term in self.terms]
        known = [float(number) for number in numbers if isinstance(number, int | float)]
        if len(known) < len(numbers):
            return None
        try:
            return self.steps.value(known)
        except (ZeroDivisionError, OverflowError):  # with 0 for what is missing
            return None
