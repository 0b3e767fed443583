"""What a finding means, when its rule speaks and where that is from; switched off, and on again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.ui.reach import Reach

if TYPE_CHECKING:
    from vsm_desktop.insight.findings.finding import Rule

WIDE = 296


class Help(QScrollArea):
    """Beside the list: the rule of the chosen finding, and the rules that are switched off."""

    def __init__(self, switch: Callable[[str, bool], object]) -> None:
        super().__init__()
        self._switch = switch
        self.rule: Rule | None = None
        self._muted: tuple[str, ...] | None = None
        self.setObjectName("finding-help")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDE)
        inside = QWidget()
        inside.setObjectName("panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        self.heading, self.meaning, self.when, self.source = (_label(name) for name in _NAMES)
        for label in (self.heading, self.meaning, self.when, self.source):
            column.addWidget(label)
        self.off = QPushButton(_("Switch this rule off"))
        self.off.setObjectName("link")
        self.off.clicked.connect(self._switch_off)
        column.addWidget(self.off, 0, Qt.AlignmentFlag.AlignLeft)
        self.muted_title = _label("section")
        self.muted_title.setText(_("Switched off"))
        column.addWidget(self.muted_title)
        self._muted_rows = QVBoxLayout()
        self._muted_rows.setSpacing(2)
        column.addLayout(self._muted_rows)
        column.addStretch(1)
        self.setWidget(inside)
        Reach(self, _("What is this?"))
        self.show_rule(None)
        self.show_muted(())

    def show_rule(self, rule: Rule | None) -> None:
        """Explain a rule; none says what will stand here."""
        self.rule = rule
        self.heading.setText(rule.title if rule else _("What is this?"))
        self.meaning.setText(rule.meaning if rule else _("Choose a finding to read what it means."))
        self.when.setText(_("It speaks when: {when}").format(when=rule.when) if rule else "")
        self.source.setText(_("Source: {source}.").format(source=rule.source) if rule else "")
        for widget in (self.when, self.source, self.off):
            widget.setHidden(rule is None)

    def show_muted(self, codes: tuple[str, ...]) -> None:
        """List the rules that are switched off in this document, each with the way back."""
        if codes == self._muted:
            return
        from vsm_desktop.insight.findings.rules import title_of

        self._muted = codes
        while item := self._muted_rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for code in codes:
            button = QPushButton(_("Switch on: {title}").format(title=title_of(code)))
            button.setObjectName("link")
            button.clicked.connect(partial(self._switch_on, code))
            self._muted_rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.muted_title.setHidden(not codes)

    def _switch_off(self) -> None:
        if self.rule is not None:
            self._switch(self.rule.code, False)

    def _switch_on(self, code: str, _checked: bool = False) -> None:
        self._switch(code, True)


_NAMES = ("title", "help", "quiet", "quiet")


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
