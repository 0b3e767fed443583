"""What the guard against sub-optimisation says, as rich text: what matters first, and bold."""

from __future__ import annotations

from html import escape

from vsm_desktop.canvas.paint import window_font


def guard_html(head: str, body: str) -> str:
    """A sentence of the guard."""
    return f"{bold(head)} {escape(body)}"


def bold(words: str) -> str:
    """Words in the bold face, which is a family of its own: a weight would only smear the other."""
    return f"<span style=\"font-family:'{window_font('bold', 12).families()[0]}'\">{escape(words)}</span>"
