"""What all tests share: no screen, no silent skips in CI, golden files as text."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")  # how fast a machine is at the moment is no fault of what is tested

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["OPENPYXL_LXML"] = "False"  # it writes other bytes where lxml is, which the checker of PDFs brings
_PROFILE = tempfile.TemporaryDirectory(prefix="vsm-profile-", ignore_cleanup_errors=True)
os.environ["VSM_PROFILE"] = _PROFILE.name  # no test touches the profile of who runs it

GOLDEN = Path(__file__).parent / "golden"
NO_SKIP = bool(os.environ.get("VSM_NO_SKIP"))
MAY_SKIP = re.compile(
    r"Skipping benchmark|only on (Windows|macOS|Linux)|\broot\b"
)  # not for lack of a program


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew instead of comparing"
    )


def _no_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """With VSM_NO_SKIP a skip is a failure: a test that never runs proves nothing."""
    if not (NO_SKIP and report.skipped) or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if not MAY_SKIP.search(reason):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, which VSM_NO_SKIP forbids. {reason}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _no_skip(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _no_skip(report)
    return report


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name in tests/golden; `pytest --update-golden` writes it, CI never does."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden") and not os.environ.get("CI"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), (
            f"tests/golden/{name} is missing: look at the drawing, then pytest --update-golden"
        )
        assert text == path.read_text(encoding="utf-8"), f"differs from tests/golden/{name}"

    return compare
