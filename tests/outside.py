"""Programs from outside that some tests compare with: found, or the test is skipped.

    from tests.outside import need

    def test_totals_in_libreoffice(tmp_path):
        subprocess.run([need("soffice"), "--headless", ...], check=True)

A test without its program is skipped; with VSM_NO_SKIP set, as in CI, it fails (conftest.py sees to that for every skip).
A new program is one more row of PROGRAMS, and one more package in `.ci/run`.
"""

from __future__ import annotations

import os
import shutil

import pytest

PROGRAMS: dict[str, tuple[str, ...]] = {
    "soffice": ("soffice", "libreoffice"),
    "pdftoppm": ("pdftoppm",),
    "pdftotext": ("pdftotext",),
    "pdffonts": ("pdffonts",),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "Xvfb": ("Xvfb",),
    "xvfb-run": ("xvfb-run",),
}


def find(name: str) -> str | None:
    """Where the program is, or nothing."""
    return next(filter(None, map(shutil.which, PROGRAMS[name])), None)


def need(name: str) -> str:
    """Where the program is; without it the test that asks is skipped."""
    return find(name) or pytest.skip(f"needs {name}, which is not installed")


def headless_chromium(profile: os.PathLike[str] | str) -> list[str]:
    """Chromium without a window, its guests and its telephone; the profile is a folder of the test's own."""
    quiet = "--disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update"
    return [
        need("chromium"),
        "--headless",
        "--no-sandbox",
        *quiet.split(),
        "--disable-sync",
        f"--user-data-dir={profile}",
    ]
