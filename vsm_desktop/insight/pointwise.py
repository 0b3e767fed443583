"""Measures that reward the speed of one point: why they should not stand on the scoreboard of a value stream.

Point velocity is how fast one process is, system velocity how fast value goes through; the system is never faster because
one point is (METRICS.md 12). A measure is told by its words and its unit, as there is nothing else to tell it by.
"""

from __future__ import annotations

import re

from vsm_desktop.assets import _

_UTILISATION = re.compile(
    r"\b(utili[sz]ation|utili[sz]ed|oee|machine load|capacity used|busy|up-?time)\b", re.I
)
_EARNED = re.compile(r"\b(earned|standard|absorbed|absorption) (hours?|overhead|cost)\b|\babsorption\b", re.I)
_EFFICIENCY = re.compile(r"\b(efficiency|performance rate|output per (operator|man|person|head))\b", re.I)
_RATE = re.compile(
    r"\b(pieces|parts|units|pcs?|strokes|tonnes|tons|cycles?|orders|lines)\s*(/|per|an?)\s*(h(our)?|min(ute)?|shift|day|machine|d)\b",
    re.I,
)
_STREAM = re.compile(r"\b(stream|shipped|delivered|customer|system|end to end|door to door)\b", re.I)


def rewards_a_point(name: str, unit: str = "") -> str:
    """Why a measure of this name and unit rewards one point and not the stream, in a sentence; "" where it does not seem to."""
    words = " ".join(name.split())
    if _STREAM.search(words):
        return ""
    if _UTILISATION.search(words):
        return _(
            "It rewards keeping a machine busy: a stock grows before the next step, and nothing ships sooner."
        )
    if _EARNED.search(words):
        return _("It rewards making what nobody has ordered: hours are earned on stock as well.")
    if _EFFICIENCY.search(words):
        return _("It rewards the speed of people at one step: the stream is not faster because one point is.")
    if _RATE.search(words) or _RATE.search(f"{words} {unit}") or _RATE.search(unit):
        return _("It rewards the speed of one point: the stream is not faster because one point is.")
    return ""
