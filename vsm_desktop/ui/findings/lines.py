"""The findings about what is selected, a line for each at the end of its properties; a click opens the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.ui.bottom import BottomPanel
from vsm_desktop.ui.bridge import Bridge
from vsm_desktop.ui.line_button import LineButton
from vsm_desktop.ui.properties import Properties

if TYPE_CHECKING:
    from vsm_desktop.insight.findings.finding import Finding
    from vsm_desktop.ui.findings.page import FindingsPage

_MOST = 3


class FindingLines(QObject):
    """Keeps the lines of the page that is shown up with what is found and selected."""

    def __init__(self, properties: Properties, bottom: BottomPanel, bridge: Bridge) -> None:
        super().__init__(properties)
        self._properties, self._bottom = properties, bottom
        bottom.watch.changed.connect(self._show)
        bridge.changed.connect(self._show_desk)

    def _show_desk(self, _desk: object) -> None:
        self._show()

    def _show(self) -> None:
        page = self._properties.page
        ids = getattr(page, "ids", None)
        if page is None or ids is None:  # the properties of the map
            return
        about = [
            (number, one)
            for number, one in enumerate(self._bottom.watch.found, start=1)
            if len(ids) == 1 and ids[0] in one.ids
        ]
        about.sort(key=lambda pair: ids[0] not in pair[1].places)  # those that are pinned there come first
        box = page.findChild(_Lines)
        if box is None and about:
            box = _Lines()
            page.column.insertWidget(page.column.count() - 1, box)
        if box is not None:
            box.show_lines(about, self._open)

    def _open(self, finding: Finding) -> None:
        if self._bottom.open_page != "findings":
            self._bottom.toggle("findings")
        page = cast("FindingsPage", self._bottom.page("findings"))
        page.choose_finding(finding)
        page.take_focus()


class _Lines(QWidget):
    """A heading and a button for each finding."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[int, Finding]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 0)
        self._column.setSpacing(0)
        heading = QLabel(_("Findings"))
        heading.setObjectName("section")
        self._column.addWidget(heading)

    def show_lines(self, about: list[tuple[int, Finding]], go: Callable[[Finding], object]) -> None:
        """Show these, the first few; none hides the heading, too."""
        if about == self._shown and self.isHidden() != bool(about):
            return
        self._shown = about
        while self._column.count() > 1:
            if (item := self._column.takeAt(1)) and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()
        for number, one in about[:_MOST]:
            button = LineButton(f"{number}  ", one.statement)
            button.setToolTip(f"{one.facts}\n{one.question}")
            button.clicked.connect(partial(_call, go, one))
            self._column.addWidget(button)
        if len(about) > _MOST:
            more = QLabel(_("and {count} more").format(count=len(about) - _MOST))
            more.setObjectName("quiet")
            more.setAlignment(Qt.AlignmentFlag.AlignLeft)
            self._column.addWidget(more)
        self.setHidden(not about)


def _call(go: Callable[[Finding], object], one: Finding, _checked: bool = False) -> None:
    go(one)
