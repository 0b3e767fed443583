"""The choices beside the preview of the A3: what it is, on which paper, what it says, and its sections."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.model.a3 import A3, COLUMNS, LEAST_SIZE, MAPS, MOST_SIZE, SHEETS, SIGNERS, TEMPLATES
from vsm_desktop.ui.a3.sections import SectionList
from vsm_desktop.ui.floating import ShortChoice
from vsm_desktop.ui.printing.form import paper_words, settle

_LABELS = 65


class A3Form(QWidget):
    """Shows what the document says of its A3; what is chosen is told as a signal."""

    changed = Signal(str, dict)  # in words, and the values of the sheet
    section_changed = Signal(str, str, dict)  # in words, of which section, and its values
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._a3 = A3()
        self._key = ""
        self.template = _pick(_("Template"), list(TEMPLATES))
        self.paper = _pick(_("Paper"), [(name, paper_words(name)) for name in SHEETS])
        self.title, self.version = _line(_("Title")), _line(_("Version"))
        self.signers = _line(_("Who signs, parted by commas"))
        self.signers.setPlaceholderText(", ".join(SIGNERS))
        self.sections = SectionList()
        self.column = _pick(_("Place of the section"), list(COLUMNS))
        self.percent = QSpinBox()
        self.percent.setAccessibleName(_("Size of the section in percent"))
        self.percent.setRange(round(100 * LEAST_SIZE), round(100 * MOST_SIZE))
        self.percent.setSingleStep(10)
        self.percent.setSuffix(" %")
        settle(self.percent)
        self.percent.setToolTip(
            _(
                "Pictures become higher, words larger, as far as there is room. A map becomes larger over the whole width."
            )
        )
        self._lay()
        self._connect()

    def show_a3(self, a3: A3, title: str, key: str) -> None:
        """Show what the document says; `title` is the one made from its numbers."""
        self._a3, self._key = a3, key
        _choose(self.template, a3.template)
        _choose(self.paper, a3.paper)
        self.title.setPlaceholderText(title)
        for field, text in (
            (self.title, a3.title),
            (self.version, a3.version),
            (self.signers, ", ".join(a3.signers)),
        ):
            if field.text() != text and not field.isModified():
                field.setText(text)
        self.sections.show_sections(a3.laid, key)
        section = next((one for one in a3.laid if one.key == key), None)
        there = section is not None and section.shown
        self.column.setEnabled(there)
        self.percent.setEnabled(there)
        _choose(self.column, section.column if section else None)
        with QSignalBlocker(self.percent):
            # a map is as wide as its column: larger, it would only have white above and below
            self.percent.setMaximum(round(100 * (1.0 if key in MAPS else MOST_SIZE)))
            self.percent.setValue(round(100 * section.size) if section else 100)

    def _lay(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, _LABELS)
        fields: tuple[tuple[str, QWidget], ...] = (
            (_("Template"), self.template),
            (_("Paper"), self.paper),
            (_("Title"), self.title),
            (_("Version"), self.version),
            (_("Who signs"), self.signers),
        )
        for row, (words, widget) in enumerate(fields):
            grid.addWidget(_label(words, widget), row, 0)
            grid.addWidget(widget, row, 1)
        heading = QLabel(_("Sections"))
        heading.setObjectName("section")
        of_section = QGridLayout()
        of_section.setHorizontalSpacing(12)
        of_section.setVerticalSpacing(8)
        of_section.setColumnStretch(1, 1)
        of_section.setColumnMinimumWidth(0, _LABELS)
        of_it: tuple[tuple[str, QWidget], ...] = ((_("Place"), self.column), (_("Size"), self.percent))
        for row, (words, widget) in enumerate(of_it):
            of_section.addWidget(_label(words, widget), row, 0)
            of_section.addWidget(widget, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(grid)
        column.addWidget(heading)
        column.addWidget(self.sections)
        column.addLayout(of_section)

    def _connect(self) -> None:
        self.template.activated.connect(
            lambda _at: self.changed.emit(_("Template of the A3"), {"template": self.template.currentData()})
        )
        self.paper.activated.connect(
            lambda _at: self.changed.emit(_("Paper of the A3"), {"paper": self.paper.currentData()})
        )
        self.title.editingFinished.connect(lambda: self._typed(self.title, _("Title of the A3"), "title"))
        self.version.editingFinished.connect(
            lambda: self._typed(self.version, _("Version of the A3"), "version")
        )
        self.signers.editingFinished.connect(lambda: self._typed(self.signers, _("Who signs"), "signers"))
        self.sections.chosen.connect(self.chosen)
        self.sections.switched.connect(
            lambda key, shown: self.section_changed.emit(_("Sections of the A3"), key, {"shown": shown})
        )
        self.column.activated.connect(
            lambda _at: self._of_section(_("Place of a section"), column=self.column.currentData())
        )
        self.percent.valueChanged.connect(
            lambda value: self._of_section(_("Size of a section"), size=value / 100)
        )

    def _typed(self, field: QLineEdit, words: str, key: str) -> None:
        if not field.isModified():
            return
        field.setModified(False)
        text = field.text().strip()
        value: Any = text
        if key == "signers":
            value = tuple(part.strip() for part in text.split(",") if part.strip())
        self.changed.emit(words, {key: value})

    def _of_section(self, words: str, **values: Any) -> None:
        if self._key:
            self.section_changed.emit(words, self._key, values)


def _pick(name: str, choices: list[tuple[Any, str]]) -> QComboBox:
    box = ShortChoice()
    box.setAccessibleName(name)
    for value, title in choices:
        box.addItem(title, value)
    return box


def _choose(box: QComboBox, value: object) -> None:
    with QSignalBlocker(box):
        box.setCurrentIndex(box.findData(value))


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    return line


def _label(title: str, widget: QWidget) -> QLabel:
    label = QLabel(title)
    label.setObjectName("field")
    label.setBuddy(widget)
    return label
