"""The dialog for gemba sheets: for which steps, and on paper or as a workbook."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QStatusBar,
    QVBoxLayout,
    QWidget,
)

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.jobs import Jobs, NoResult

_WIDE = 380
_KINDS = (
    (".pdf", _("PDF to print and write on")),
    (".xlsx", _("Workbook to type into; it is read back by Import")),
)


class GembaDialog(QDialog):
    """Asks and hands the work over to the window; the selected steps are offered where there are some."""

    def __init__(self, desk: Desk, name: Path, jobs: Jobs, status: QStatusBar, parent: QWidget) -> None:
        """`name` is what the file is called without its suffix."""
        super().__init__(parent)
        self.setObjectName("gemba-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Gemba sheets"))
        self.setAccessibleName(_("Gemba sheets"))
        self._desk, self._name, self._jobs, self._status = desk, name, jobs, status
        state = desk.recorded.state(desk.frame.state_id)
        self._all = [node.id for node in state.nodes if isinstance(node, Process)]
        self._selected = [id_ for id_ in self._all if id_ in desk.selection]
        words = QLabel(
            _(
                "One sheet for each step: what the map says now, and boxes for what you see where the work is done."
            )
        )
        words.setWordWrap(True)
        words.setMinimumWidth(_WIDE)
        words.setObjectName("field")
        self.every = QRadioButton(_all_of(len(self._all)))
        self.some = QRadioButton(_selected_of(len(self._selected)))
        self.some.setEnabled(bool(self._selected))
        (self.some if self._selected else self.every).setChecked(True)
        self.kinds = {suffix: QRadioButton(title) for suffix, title in _KINDS}
        self.kinds[".pdf"].setChecked(True)
        self.save = QPushButton(_("Save…"))
        self.save.setEnabled(bool(self._all))
        self.none = QLabel(_("This map has no steps yet. Put process boxes on it first."))
        self.none.setObjectName("wrong")
        self.none.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(words, buttons)
        self.save.setDefault(True)
        self.save.setFocus()

    def _lay_out(self, words: QLabel, buttons: QDialogButtonBox) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        column.addWidget(words)
        for title, radios in ((_("Steps"), (self.every, self.some)), (_("As"), tuple(self.kinds.values()))):
            heading = QLabel(title)
            heading.setObjectName("section")
            column.addSpacing(8)
            column.addWidget(heading)
            group = QButtonGroup(self)
            for radio in radios:
                group.addButton(radio)
                column.addWidget(radio)
        column.addSpacing(8)
        column.addWidget(self.none)
        self.none.setHidden(bool(self._all))
        column.addWidget(buttons)

    @property
    def suffix(self) -> str:
        """What kind of file is wanted."""
        return next(suffix for suffix, radio in self.kinds.items() if radio.isChecked())

    def accept(self) -> None:
        """Ask where to, and write the sheets in the background."""
        from vsm_desktop.ui import asking

        path = asking.ask_gemba(self, self._name, self.suffix)
        if path is None:
            return
        super().accept()
        steps = tuple(self._selected) if self.some.isChecked() else ()
        stream = self._desk.history.current
        state = stream.state(self._desk.frame.state_id)
        words = _("Writing {name}…").format(name=path.name)
        self._jobs.start(words, partial(_write, stream, state, path, steps), partial(self._written, path))

    def _written(self, path: Path, count: int) -> None:
        said = _("1 gemba sheet in {name}") if count == 1 else _("{n} gemba sheets in {name}")
        self._status.showMessage(said.format(n=count, name=path.name), 6_000)


def _write(stream: ValueStream, state: State, path: Path, steps: tuple[str, ...], progress: Progress) -> int:
    """Write them, on a thread. Raises NoResult, Cancelled."""
    from vsm_desktop.export.atomic import ExportError
    from vsm_desktop.export.gemba.book import write_gemba

    try:
        return write_gemba(stream, state, path, steps, watch=Watch(progress), day=date.today())
    except ExportError as error:
        raise NoResult(_("No gemba sheets were written"), str(error)) from error


def _all_of(count: int) -> str:
    return _("The only step") if count == 1 else _("All {n} steps").format(n=count)


def _selected_of(count: int) -> str:
    if not count:
        return _("The selected steps (none is selected)")
    return _("The selected step") if count == 1 else _("The {n} selected steps").format(n=count)
