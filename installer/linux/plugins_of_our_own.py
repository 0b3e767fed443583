"""Runs before the built program on Linux: Qt takes its plugins from our folder, whatever another Qt left in the environment."""

import os
import sys

os.environ["QT_PLUGIN_PATH"] = os.path.join(sys._MEIPASS, "PySide6", "Qt", "plugins")  # type: ignore[attr-defined]  # noqa: SLF001
