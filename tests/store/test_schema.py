"""The published schema accepts our files and refuses wrong ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from tests.model.strategies import runs, streams
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import dumps
from vsm_desktop.store.schema import schema

TESTS = Path(__file__).parents[1]
FILES = [TESTS / "data/formats/v1.vsm", *sorted((TESTS.parent / "resources/samples").glob("*.vsm"))]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def test_the_schema_is_plain_json() -> None:
    assert json.loads(json.dumps(schema())) == schema()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_our_files_are_valid(validator: Draft202012Validator, path: Path) -> None:
    validator.validate(json.loads(path.read_text(encoding="utf-8")))


def test_whatever_we_write_is_valid(validator: Draft202012Validator) -> None:
    @given(streams())
    @runs(5)
    def check(stream: ValueStream) -> None:
        validator.validate(json.loads(dumps(stream)))

    check()


def changed(*path: Any, to: Any) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = to

    return change


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("format"),
        lambda data: data.pop("version"),
        lambda data: data.pop("states"),
        changed("format", to="drawio"),
        changed("version", to=2),
        changed("colour", to="red"),
        changed("states", 0, "paper", to="B7"),
        changed("states", 0, "nodes", 0, "colour", to="red"),
        changed("states", 0, "nodes", 0, "ct", to="fast"),
        changed("states", 0, "nodes", 0, "ct", "value", to="fast"),
        changed("states", 0, "nodes", 0, "id", to=""),
        changed("states", 0, "flows", 0, "source", to=5),
        changed("states", 0, "options", "day_base", to="lunar"),
    ],
)
def test_wrong_files_are_not(validator: Draft202012Validator, spoil: Callable[[Any], None]) -> None:
    data = json.loads(FILES[0].read_text(encoding="utf-8"))
    spoil(data)
    assert not validator.is_valid(data)
