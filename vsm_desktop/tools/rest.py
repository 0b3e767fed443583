"""The tool a gesture ends in. Gestures and the select tool lead to each other; here is the one place that knows both."""

from __future__ import annotations

from vsm_desktop.tools.bench import Tool


def at_rest() -> Tool:
    """The select tool with nothing under way."""
    from vsm_desktop.tools.select import Select

    return Select()
