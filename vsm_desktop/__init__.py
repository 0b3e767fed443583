"""VSM Desktop: draw, compute and plan value streams."""

__version__ = "0.1.0"
