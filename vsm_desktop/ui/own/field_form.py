"""One own field as a form: what it is called, what it holds, which symbols have it, and its formula, checked as one types."""

from __future__ import annotations

from typing import Any, get_args

from PySide6.QtCore import QPoint, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from vsm_desktop.assets import _
from vsm_desktop.metrics.own import MAP_NAMES, STEP_NAMES, names_for, numeric_fields
from vsm_desktop.model.own import OWN_KINDS, STEPS, Content, OwnField, key_from, key_trouble
from vsm_desktop.model.titles import title_of
from vsm_desktop.model.units import UNITS
from vsm_desktop.ui.own.drafts import Drafts
from vsm_desktop.ui.own.widgets import Line, Pick, add_row, rows

CONTENTS: dict[Content, str] = {
    "number": _("Number"),
    "text": _("Text"),
    "choice": _("Choice"),
    "date": _("Date"),
    "formula": _("Formula"),
}
_DIMENSIONS = {
    "x": _("Plain number"),
    "s": _("Time"),
    "%": _("Share in %"),
    "pc": _("Pieces"),
    "pc/day": _("Pieces a day"),
    "m": _("Distance"),
    "m2": _("Floor space"),
    "money": _("Money"),
}
_UNIT_TITLES = {
    "x": _("none"),
    "day": _("days"),
    "shift": _("shifts"),
    "week": _("weeks"),
    "month": _("months"),
    "money": _("money"),
    "pc/day": _("pc a day"),
    "pc/h": _("pc an hour"),
    "pc/shift": _("pc a shift"),
    "pc/week": _("pc a week"),
    "pc/month": _("pc a month"),
    "pc/year": _("pc a year"),
}


class FieldForm(QWidget):
    """Shows one draft and changes it as one types; `changed` says that it did."""

    changed = Signal()

    def __init__(self, drafts: Drafts) -> None:
        super().__init__()
        self.drafts, self.at = drafts, -1
        self.label = Line(_("Label"), "label", self._label_typed)
        self.key = Line(_("Name in formulas"), "key", self._key_typed)
        self.title = Line(_("Full name"), "title", lambda text: self._put(title=text))
        self.content = Pick(_("Holds"), "content", self._content_picked)
        self.unit = Pick(_("Unit"), "unit", lambda: self._put(unit=self.unit.value))
        self.choices = Line(_("Choices"), "choices", self._choices_typed)
        self.names = QPushButton(_("Insert a name…"))
        self.formula = Line(_("Formula"), "formula", lambda text: self._put(formula=text), self.names)
        self.kinds = {kind: QCheckBox(title_of(kind)) for kind in OWN_KINDS}
        self.in_box = QCheckBox(_("Shown on the map"))
        self.key.line.editingFinished.connect(self._key_finished)
        self.choices.line.setPlaceholderText(_("such as A; B; C"))
        self.formula.line.setPlaceholderText(_("such as ct * operators / uptime"))
        self.title.line.setPlaceholderText(_("optional"))
        self._form = rows()
        self._build()

    def _build(self) -> None:
        self.names.setObjectName("link")
        self.names.setAutoDefault(False)
        self.names.clicked.connect(self._offer_names)
        self.in_box.setObjectName("own-in_box")
        self.in_box.clicked.connect(lambda on: self._put(in_box=on))
        kinds = QWidget()
        grid = QGridLayout(kinds)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        for i, (kind, box) in enumerate(self.kinds.items()):
            box.setObjectName(f"own-kind-{kind}")
            box.clicked.connect(self._kinds_ticked)
            grid.addWidget(box, i // 3, i % 3)
        for title, widget in (
            (_("Label"), self.label),
            (_("Full name"), self.title),
            (_("Holds"), self.content),
            (_("Unit"), self.unit),
            (_("Choices"), self.choices),
            (_("Formula"), self.formula),
            (_("Name in formulas"), self.key),
            (_("Symbols"), kinds),
            ("", self.in_box),
        ):
            add_row(self._form, title, widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._form)
        column.addStretch(1)

    # showing

    def show_draft(self, at: int) -> None:
        """Show the field at a place; what was typed and could not stand is given up."""
        self.at = at
        self.setEnabled(at >= 0)
        if at >= 0:
            self.key.show_text(self._field.key)
            self._show()

    @property
    def _field(self) -> OwnField:
        return self.drafts.fields[self.at]

    def _show(self) -> None:
        field = self._field
        self.label.show_text(field.label)
        self.title.show_text(field.title)
        self.choices.show_text("; ".join(field.choices)) if not self.choices.line.hasFocus() else None
        self.formula.show_text(field.formula)
        self.content.offer(CONTENTS.items(), field.content)
        self.unit.offer(_units(field), field.unit)
        for kind, box in self.kinds.items():
            may = field.content != "formula" or kind in STEPS
            box.setEnabled(may)
            with QSignalBlocker(box):
                box.setChecked(may and kind in field.kinds)
        with QSignalBlocker(self.in_box):
            self.in_box.setChecked(field.in_box)
        self._form.setRowVisible(self.unit, field.content in ("number", "formula"))
        self._form.setRowVisible(self.choices, field.content == "choice")
        self._form.setRowVisible(self.formula, field.content == "formula")
        self._say()

    def _say(self) -> None:
        """What is wrong, each at its field; at the formula also what it comes to."""
        field = self._field
        self.label.say("" if field.label.strip() else _("A field needs a label."))
        missing = field.content == "choice" and not field.choices
        self.choices.say(_("Type the choices, parted by semicolons.") if missing else "")
        typed = self.key.line.text()
        self.key.say(key_trouble(typed, self.drafts.keys(self.at)))
        if field.content == "formula":
            said, wrong = self.drafts.formula_says(self.at)
            self.formula.say(said, wrong and bool(field.formula.strip()))

    def typed_key_fault(self) -> str:
        """Why the name typed into the form cannot stand; "" if it can."""
        return key_trouble(self.key.line.text(), self.drafts.keys(self.at)) if self.at >= 0 else ""

    # changing

    def _put(self, **values: Any) -> None:
        self.drafts.put_field(self.at, self._field.evolve(**values))
        self._show()
        self.changed.emit()

    def _label_typed(self, text: str) -> None:
        """The name in formulas follows the label of a new field, until it has one of its own."""
        field, others = self._field, self.drafts.keys(self.at)
        follows = not self.drafts.origins[self.at] and field.key == key_from(field.label, others)
        key = key_from(text, others) if follows else field.key
        if follows:
            self.key.show_text(key)
        self._put(label=text, key=key)

    def _key_typed(self, _text: str) -> None:
        self._say()

    def _key_finished(self) -> None:
        """A name that can stand counts when typing ends, so that formulas follow it once."""
        key = self.key.line.text()
        if self.at >= 0 and key != self._field.key and not self.typed_key_fault():
            self._put(key=key)

    def _content_picked(self) -> None:
        content: Any = self.content.value
        field = self._field
        if content not in get_args(Content):
            return
        unit = field.unit if content == "number" or field.unit in _DIMENSIONS else _base(field.unit)
        steps = tuple(kind for kind in field.kinds if kind in STEPS)
        kinds = (steps or ("process",)) if content == "formula" else field.kinds
        self._put(content=content, unit=unit, kinds=kinds)

    def _choices_typed(self, text: str) -> None:
        parts = dict.fromkeys(part.strip() for part in text.replace("\n", ";").split(";"))
        self._put(choices=tuple(part for part in parts if part))

    def _kinds_ticked(self) -> None:
        strange = tuple(kind for kind in self._field.kinds if kind not in self.kinds)
        ticked = tuple(kind for kind, box in self.kinds.items() if box.isChecked())
        self._put(kinds=(*ticked, *strange))

    # names

    def name_menu(self) -> QMenu:
        """Every name the formula may use, with what it stands for; choosing one puts it where the cursor is."""
        menu = QMenu(self)
        fields = tuple(field for i, field in enumerate(self.drafts.fields) if i != self.at)
        known = names_for(self._field.kinds, fields)
        built_in = numeric_fields(self._field.kinds)
        own = [
            name
            for name in known
            if name not in built_in and name not in STEP_NAMES and name not in MAP_NAMES
        ]
        groups = (
            (_("Fields"), [name for name in known if name in built_in]),
            (_("Own fields"), own),
            (_("Results of the step"), list(STEP_NAMES)),
            (_("Of the map"), list(MAP_NAMES)),
        )
        for title, names in groups:
            if names:
                inner = menu.addMenu(title)
                for name in names:
                    action = inner.addAction(f"{name}  –  {known[name]}")
                    action.triggered.connect(lambda _checked=False, name=name: self._insert(name))
        return menu

    def _offer_names(self) -> None:
        menu = self.name_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.names.mapToGlobal(QPoint(0, self.names.height())))

    def _insert(self, name: str) -> None:
        line = self.formula.line
        line.setFocus()
        line.insert(name)
        self._put(formula=line.text())


def _base(unit: str) -> str:
    """The unit that stands for a dimension, where results have no other."""
    return next((one for one in _DIMENSIONS if UNITS[one].dimension == UNITS[unit].dimension), "x")


def _units(field: OwnField) -> list[tuple[str, str]]:
    """The units a field may have; of a formula one for each dimension."""
    if field.content == "formula":
        titles = dict(_DIMENSIONS)
        return list(titles.items()) if field.unit in titles else [*titles.items(), (field.unit, field.unit)]
    return [
        (unit, _UNIT_TITLES.get(unit, shown.shown or unit)) for unit, shown in UNITS.items() if unit != "1"
    ]
