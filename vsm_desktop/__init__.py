"""VSM Desktop: draw, compute and plan value streams."""

import os
import sys
from types import ModuleType

__version__ = "0.1.0"

# Searching for plugins of pydantic costs 20 ms at every start, and importing what would search another 30.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
_no_plugins = ModuleType("pydantic.plugin._loader")
_no_plugins.__dict__["get_plugins"] = tuple
sys.modules.setdefault(_no_plugins.__name__, _no_plugins)
