"""House rules a machine can keep: what is banned where, and how long things may grow."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "vsm_desktop"
SOURCES = sorted([*PACKAGE.rglob("*.py"), *(ROOT / "installer").glob("*.py")])
FILE_LINES = 400
FUNCTION_LINES = 60


def code(path: Path) -> str:
    """The code of a file with its comments and texts taken out, so that a charter may name what it bans."""
    silent = {tokenize.COMMENT, tokenize.STRING}
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    return " ".join(token.string for token in tokens if token.type not in silent)


def offenders(folder: Path, pattern: str) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted(folder.rglob("*.py"))
        for match in found.finditer(code(path))
    ]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_items_on_the_canvas_decide_nothing() -> None:
    """QGraphicsView's temptations: Qt must not move, select or print by itself."""
    assert not offenders(
        PACKAGE / "canvas", r"\bitemChange\b|\bItemIsMovable\b|\bItemIsSelectable\b|\. render \("
    )


def test_documents_are_changed_by_evolve_and_keep_no_caches() -> None:
    """pydantic's model_copy(update=) skips validation, and both carry stale values into the copy."""
    found = offenders(PACKAGE, r"\bmodel_copy \( update\b|\bmodel_construct\b")
    # the explanations calculate once with numbers that validation would turn into plain ones; they keep no document
    assert {one.partition(":")[0] for one in found} <= {"vsm_desktop/metrics/explain/plant.py"}
    assert not offenders(PACKAGE, r"\bcached_property\b")


def test_nobody_opens_shipped_files_by_path() -> None:
    """`assets` alone knows where a wheel and a checkout keep them."""
    found = [line for line in offenders(PACKAGE, r"\b__file__\b") if "assets.py" not in line]
    assert not found, "\n".join(found)


def test_files_stay_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in SOURCES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    ]
    assert not long, "\n".join(long)


def test_functions_stay_short() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {name} has {lines} lines"
        for path in SOURCES
        for name, lines in functions(path)
        if lines > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ("item.setFlag(Flag.ItemIsMovable)", True),
        ("scene.render(painter)", True),
        ("renderer = scene.renderer()", False),
        ('"""No ItemIsMovable, no scene.render(x)."""', False),
        ("x = 1  # never itemChange", False),
    ],
)
def test_the_bans_look_at_code_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, caught: bool
) -> None:
    monkeypatch.setattr("tests.test_limits.ROOT", tmp_path)
    (tmp_path / "probe.py").write_text(line + "\n", encoding="utf-8")
    assert bool(offenders(tmp_path, r"\bitemChange\b|\bItemIsMovable\b|\. render \(")) is caught
