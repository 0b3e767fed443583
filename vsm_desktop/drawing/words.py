"""How wide the words and the vehicle at an arrow are: layout leaves room for them."""

from __future__ import annotations

from vsm_desktop.drawing.text import measure
from vsm_desktop.drawing.theme import DATA_SIZE
from vsm_desktop.model.display import shown
from vsm_desktop.model.flows import Flow, MaterialFlow

_VEHICLE = 52.0


def arrow_words(flow: Flow) -> float:
    """The width of what an arrow says and what drives on it, in map units; 0 if that is nothing."""
    wide = _VEHICLE if isinstance(flow, MaterialFlow) and flow.vehicle is not None else 0.0
    texts = [flow.label, flow.note]
    if isinstance(flow, MaterialFlow):
        numbers = (flow.share, flow.supply_share, flow.repeat, flow.pieces_per_unit)
        texts += [f"× {shown(number)}" for number in numbers if number is not None]
    return max([wide, *(measure(text, DATA_SIZE, "medium") for text in texts if text)])
