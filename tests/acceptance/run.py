"""Running cases: draw, save, load, measure, compare with what is expected."""

from __future__ import annotations

import json
import math
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.acceptance.sketch import stream_of
from vsm_desktop.metrics.calc import CALCULATIONS
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store import files

RELATIVE, ABSOLUTE = 1e-9, 1e-12


@dataclass(frozen=True)
class Check:
    """One expectation and what came of it."""

    name: str
    expected: Any
    found: Any = None
    note: str = ""

    @property
    def passed(self) -> bool:
        """Whether the product returned what was expected."""
        return not self.note and agrees(self.found, self.expected)

    def __str__(self) -> str:
        """What was expected and what was found, in one line."""
        found = self.note or f"found {self.found!r}"
        return f"{self.name}: expected {self.expected!r}, {found}"


def cases_in(folder: Path) -> list[dict[str, Any]]:
    """The cases of a folder, by name; other JSON files are none."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    return [case for case in found if case.get("kind") in ("map", "map-set", "calc")]


def maps_of(case: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The maps of a case with the names they are saved under."""
    if case["kind"] == "map-set":
        return [(f"{case['id']}--{i}", one) for i, one in enumerate(case["maps"], 1)]
    return [(case["id"], case)] if case["kind"] == "map" else []


def checks_of(case: dict[str, Any], save_to: Path | None = None) -> Iterator[Check]:
    """Every expectation of a case."""
    for name, one in maps_of(case):
        yield from _checks_of_map(name, one, save_to)
    for calc in case.get("calcs", []):
        yield from _checks_of_calc(case["id"], calc)


def _checks_of_map(name: str, case: dict[str, Any], save_to: Path | None) -> Iterator[Check]:
    settings = [("", {}, case["expected"])]
    for variant in case.get("variants", []):
        shown = ", ".join(f"{key} {value}" for key, value in variant["options"].items())
        settings.append((f" ({shown})", variant["options"], variant["expected"]))
    for suffix, options, expected in settings:
        try:
            report = measure(_saved(stream_of(case, options), name, None if suffix else save_to))
        except Exception as error:
            note = f"{type(error).__name__}: {' '.join(str(error).split())}"
            yield from (
                Check(f"{name}{suffix} {key}", value["value"], note=note) for key, value in expected.items()
            )
            continue
        for key, value in expected.items():
            yield Check(f"{name}{suffix} {key}", value["value"], value_of(report, key))


def _checks_of_calc(case_id: str, calc: dict[str, Any]) -> Iterator[Check]:
    name, found, note = f"{case_id} {calc['name']}", dict[str, Any](), ""
    try:
        found = CALCULATIONS[calc["metric"]](**calc["inputs"])
    except Exception as error:
        note = f"{type(error).__name__}: {' '.join(str(error).split())}"
    for key, value in calc["expected"].items():
        yield Check(f"{name} {key}", value["value"], _inside(found, key), note)


def _inside(found: Any, key: str) -> Any:
    """A result by its name, of a part behind a dot; a reason counts as none."""
    rest = key
    while isinstance(found, dict):
        if rest in found:
            return _figure(found[rest])
        first, _dot, rest = rest.partition(".")
        found = found.get(first)
    return f"no such result: {key}"


def _figure(value: Any) -> Any:
    if isinstance(value, list):
        return [_figure(part) for part in value]
    return None if isinstance(value, Why) else value


def _saved(stream: ValueStream, name: str, folder: Path | None) -> ValueStream:
    """The stream as it comes back from its file."""
    with tempfile.TemporaryDirectory() as scratch:
        path = (folder or Path(scratch)) / f"{name}{files.SUFFIX}"
        files.save(stream, path)
        return files.load(path)


def value_of(report: Report, key: str) -> Any:
    """A result by its name in the cases: of the map, or of a step behind a dot."""
    if key in report.metrics:
        return _plain(report.metrics[key].value)
    metric, _dot, id_ = key.partition(".")
    step = report.step(id_)
    if step is None or metric not in step.metrics:
        return f"no such result: {key}"
    return _plain(step.metrics[metric].value)


def _plain(value: Any) -> Any:
    """Lists as in the cases; a step passed once more goes by the id of the step."""
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return re.sub(r"~\d+$", "", value) if isinstance(value, str) else value


def agrees(found: Any, expected: Any) -> bool:
    """Numbers within the tolerance, all else exactly."""
    if isinstance(expected, list) and isinstance(found, list):
        return len(found) == len(expected) and all(map(agrees, found, expected))
    numbers = (int, float)
    if isinstance(found, numbers) and isinstance(expected, numbers) and not isinstance(expected, bool):
        return math.isclose(found, expected, rel_tol=RELATIVE, abs_tol=ABSOLUTE)
    return bool(found == expected)
