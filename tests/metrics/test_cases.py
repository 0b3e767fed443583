"""Every map of the acceptance cases, drawn, saved, loaded and measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.run import cases_in, checks_of

CASES = [case for case in cases_in(Path(__file__).parents[1] / "cases") if case["kind"] != "calc"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_map_gives_what_the_source_says(case: dict[str, Any]) -> None:
    checks = [check for check in checks_of(case) if not check.note.endswith("not supported yet")]

    assert checks
    assert [str(check) for check in checks if not check.passed] == []


def test_all_maps_are_there() -> None:
    assert len(CASES) == 18
