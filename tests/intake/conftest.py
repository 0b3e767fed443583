"""What the tests of sheets share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.intake.books import here
from vsm_desktop.intake.readers import opening


@pytest.fixture(scope="module")
def read_here() -> Iterator[None]:
    """Files are read in this process: thousands of small ones are quicker so, and what the reader raises is seen."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "messages", here)
        yield
