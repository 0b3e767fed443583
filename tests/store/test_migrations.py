"""Older formats are brought up step by step; the list of steps is the numbering."""

from __future__ import annotations

import json

import pytest

from vsm_desktop.store import migrations
from vsm_desktop.store.files import dumps, loads
from vsm_desktop.store.migrations import CURRENT, MIGRATIONS, NewerFile, Raw, upgrade


def test_the_list_is_the_numbering() -> None:
    assert len(MIGRATIONS) + 1 == CURRENT
    assert f'"version": {CURRENT},' in dumps(
        loads(json.dumps({"format": "vsm-desktop", "version": 1, "states": [{"id": "a"}]}))
    )


@pytest.fixture
def _three_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    def name_it(raw: Raw) -> Raw:
        raw["name"] = raw.pop("title")
        return raw

    def shout(raw: Raw) -> Raw:
        return raw | {"name": raw["name"].upper()}

    monkeypatch.setattr(migrations, "MIGRATIONS", (name_it, shout))
    monkeypatch.setattr(migrations, "CURRENT", 3)


@pytest.mark.usefixtures("_three_formats")
@pytest.mark.parametrize(
    "raw", [{"version": 1, "title": "a"}, {"version": 2, "name": "a"}, {"version": 3, "name": "A"}]
)
def test_every_step_from_the_files_version_on_is_made_once(raw: Raw) -> None:
    before = dict(raw)
    assert upgrade(raw) == {"version": 3, "name": "A"}
    assert raw == before


@pytest.mark.usefixtures("_three_formats")
def test_a_newer_file_is_refused() -> None:
    with pytest.raises(NewerFile, match=r"format 4; this program knows 3"):
        upgrade({"version": 4})
