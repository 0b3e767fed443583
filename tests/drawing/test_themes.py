"""The colours of every theme: text that can be read, and nothing that is told by colour alone."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from tests.builders import a_stream, customer, process, stock
from vsm_desktop.drawing.charts.chart import ADDED, ALERT, MISSING, NECESSARY, WAIT, WASTE, WORK, area
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.drawing.ops import Path, Text
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.theme import THEME_NAMES, tokens

MAP = [
    *product(("ink", "ink2"), ("page", "box", "band", "wait_t", "work_t", "alert_t")),
    *product(("info", "wait", "work", "alert"), ("page", "box")),
    *(("wait", "wait_t"), ("work", "work_t"), ("alert", "alert_t"), ("page", "wait"), ("burst_ink", "burst")),
]
WINDOW = [
    *product(("text", "text2", "text3"), ("window", "panel", "sunken")),
    *product(("text", "text2"), ("accent_t", "raised", "canvas")),
    *product(("accent", "alert", "ok"), ("panel",)),
    *(("accent", "accent_t"), ("on_accent", "accent"), ("ok", "ok_t"), ("text", "alert_t")),
]
STROKES = [*product(("ink", "info", "wait", "work", "alert"), ("page", "box")), ("strong", "panel")]
EYES = {  # Machado, Oliveira and Fernandes 2009, severity 1
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}
FAR_APART = 30  # CIE 1976
Triple = tuple[float, ...]


def linear(color: str) -> Triple:
    channels = (value / 255 for value in bytes.fromhex(color[1:]))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def times(row: Triple, color: Triple) -> float:
    return sum(k * c for k, c in zip(row, color, strict=True))


def contrast(one: str, other: str) -> float:
    """As WCAG 2.1 counts it."""
    lights = sorted(times((0.2126, 0.7152, 0.0722), linear(color)) for color in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def lab(color: Triple) -> Triple:
    x = times((0.4124, 0.3576, 0.1805), color) / 0.9505
    y = times((0.2126, 0.7152, 0.0722), color)
    z = times((0.0193, 0.1192, 0.9505), color) / 1.089
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def apart(one: str, other: str, eyes: str = "") -> float:
    """How different two colours are to some eyes."""
    seen = []
    for color in (linear(one), linear(other)):
        rows = EYES.get(eyes)
        seen.append(lab(tuple(min(1.0, max(0.0, times(row, color))) for row in rows) if rows else color))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_all_text_can_be_read_on_its_ground(theme: str) -> None:
    colors = tokens(theme)
    pairs = MAP if theme in ("print", "mono") else MAP + WINDOW
    faint = {(a, b): round(contrast(colors[a], colors[b]), 2) for a, b in pairs}
    assert not {pair: found for pair, found in faint.items() if found < 4.5}
    assert not [(a, b) for a, b in STROKES if contrast(colors[a], colors[b]) < 3]


@pytest.mark.parametrize("theme", [theme for theme in THEME_NAMES if theme != "mono"])
@pytest.mark.parametrize("eyes", ["", *EYES])
def test_waiting_and_working_are_two_colours_to_any_eyes(theme: str, eyes: str) -> None:
    """What is alarming or well is not: that has a sign beside it, always."""
    colors = tokens(theme)
    assert apart(colors["wait"], colors["work"], eyes) >= FAR_APART


def test_the_eyes_are_worth_something() -> None:
    assert apart("#FF0000", "#FF0000") == 0
    assert apart("#B3261E", "#1C6B3A") > 2 * apart("#B3261E", "#1C6B3A", "deutan")


def test_black_and_white_is_without_colour() -> None:
    used = {"ink", "ink2", "rule", "hatch", "band", "box", "page", "info", "burst", "burst_ink"}
    used |= {name + tail for name in ("wait", "work", "alert", "ok") for tail in ("", "_t")}
    assert all(
        len({color[1:3], color[3:5], color[5:7]}) == 1
        for name, color in tokens("mono").items()
        if name in used
    )


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_bars_are_told_apart_without_their_colours(theme: str) -> None:
    """In grey: by their lines, by how light they are, or by a dashed edge."""

    def drawn(ink) -> tuple[object, ...]:
        return tuple(
            (op.segments, op.pen and op.pen.dash, op.fill and light(op.fill))
            for op in area(0, 0, 60, 60, ink, look_of(theme))
            if isinstance(op, Path)
        )

    def light(color: str) -> int:
        return round(10 * times((0.2126, 0.7152, 0.0722), linear(color)))

    together = [(WORK, ADDED, NECESSARY, MISSING), (WAIT, WASTE, MISSING)]
    if theme == "mono":
        together += [(WORK, WAIT), (WORK, ALERT), (WORK, WASTE), (ADDED, WASTE), (NECESSARY, WASTE)]
    for inks in together:
        for one, other in combinations(inks, 2):
            assert drawn(one) != drawn(other), (one, other)


@pytest.mark.parametrize("theme", ["print", "mono"])
def test_what_is_over_takt_has_a_sign_and_not_only_a_colour(theme: str) -> None:
    stream = a_stream(stock("coils", qty="100 pc"), process("slow", ct=90), customer("500/d"))
    frame = frame_of(stream, theme=theme)
    assert any("slow" in problem.ids for problem in frame.report.problems if problem.code == "over_takt")
    part = next(part for part in frame.drawing.parts if part.id == "slow")
    texts = [op.text for op in part.ops if isinstance(op, Text)]
    alert = tokens(theme)["alert"]
    triangles = [
        op
        for op in part.ops
        if isinstance(op, Path) and op.fill == alert and [s[0] for s in op.segments] == ["M", "L", "L", "Z"]
    ]
    assert "90" in texts
    assert len(triangles) == 1
