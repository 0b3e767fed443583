"""VSM Desktop: draw, compute and plan value streams."""

import os

__version__ = "0.1.0"

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # searching for plugins costs 20 ms at every start
