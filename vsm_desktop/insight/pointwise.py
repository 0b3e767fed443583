"""Measures that reward the speed of one point: why they should not stand on the scoreboard of a value stream.

Point velocity is how fast one process is, system velocity how fast value goes through; the system is never faster because
one point is (METRICS.md 12). A measure is told by its words and its unit, as there is nothing else to tell it by.
"""

from __future__ import annotations

import re

from vsm_desktop.assets import _

_UTILISATION = re.compile(
    r"\b(utili[sz]ation|utili[sz]ed|oee|machine load|capacity used|busy|up-?time|running time)\b", re.I
)
_EARNED = re.compile(r"\b(earned|standard|absorbed|absorption) (hours?|overhead|cost)\b|\babsorption\b", re.I)
_PEOPLE = re.compile(
    r"\b(efficiency|performance rate)\b"
    r"|\b(output|productivity|pieces|parts|units|pcs?) ?(/|per|an?) ?(operator|man|person|head|worker|employee)\b",
    re.I,
)
_RATE = re.compile(
    r"\b(pieces|parts|units|pcs?|strokes|tonnes|tons|cycles?|orders|lines|output)\s*(/|per|an?)\s*"
    r"(h(our)?|min(ute)?|shift|day|machine|d)\b",
    re.I,
)
_ONE_POINT = re.compile(
    r"\b(cell|machine|press|station|work ?cent(er|re)|workstation|robot|lathe|mill|furnace|operator)\b", re.I
)
_SPEED = re.compile(r"\b(productivity|output|speed|throughput|performance)\b", re.I)
_STREAM = re.compile(
    r"\b(stream|shipped|shipments?|delivered|customers?|system|end to end|door to door|energy|(process cycle|flow) efficiency)\b",
    re.I,
)


def rewards_a_point(name: str, unit: str = "", *, usual: bool = False) -> str:
    """Why a measure of this name and unit rewards one point and not the stream, and what to measure instead; "" where it does
    not seem to. A `usual` measure is one of the stream unless its name tells of one point."""
    words = " ".join(name.split())
    if _STREAM.search(words) or (usual and not _ONE_POINT.search(words)):
        return ""
    if _UTILISATION.search(words):
        return _(
            "It rewards keeping a machine busy: a stock grows before the next step, and nothing ships sooner. "
            "Measure the lead time instead, or whether the step keeps the takt."
        )
    if _EARNED.search(words):
        return _(
            "It rewards making what nobody has ordered: hours are earned on stock as well. "
            "Measure what is shipped on time instead, or the cost per piece shipped."
        )
    if _PEOPLE.search(words) or _PEOPLE.search(f"{words} {unit}"):
        return _(
            "It rewards the speed of people at one step: the stream is not faster because one point is. "
            "Measure the pieces shipped per hour of all people of the stream instead."
        )
    at_one_point = _ONE_POINT.search(words) and _SPEED.search(words)
    if at_one_point or _RATE.search(words) or _RATE.search(f"{words} {unit}") or _RATE.search(unit):
        return _(
            "It rewards the speed of one point: the stream is not faster because one point is. "
            "Measure the lead time instead, or the pieces shipped a day."
        )
    return ""
