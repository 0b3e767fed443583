"""Properties: a few examples with every run of the tests, a thousand with `pytest -m slow`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import SearchStrategy

FEW, MANY = 25, 1000
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def for_all(*strategies: SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[[int], None]]:
    """A test that checks a property on random examples."""

    def decorate(check: Callable[..., None]) -> Callable[[int], None]:
        slow = pytest.param(MANY, marks=[pytest.mark.slow, pytest.mark.timeout(900)])

        @pytest.mark.parametrize("examples", [FEW, slow])
        def test(examples: int) -> None:
            settings(_PATIENT, max_examples=examples)(given(*strategies)(check))()

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        return test

    return decorate
