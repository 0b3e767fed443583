"""The two choices of a column: what it is read as, searchable and in groups, and its unit."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QSizePolicy, QWidget

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import Place
from vsm_desktop.intake.mapping import STOCK, WORD_TITLES, Use, readable, title_of, units_for
from vsm_desktop.model.units import UNITS

_READING = "reading "
_READ = ("ct", "pt", "wait", "co")
_TIMES = ("ct", "pt", "lt", "wait", "co", "epe", "va_time", "nnva_time")
_QUALITY = ("uptime", "oee", "scrap", "ca", "fpy")
_SAME = {"1": _("share"), "": _("in cell")}
_WORD = Qt.ItemDataRole.UserRole


def groups() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """What a column can be read as: in groups, each entry with its key and title."""
    titles = {field.key: field.title for field in readable()}
    rest = tuple(key for key in titles if key not in (*_TIMES, *_QUALITY))
    return (
        ("", (("", _("Do not import")),)),
        (_("The step"), tuple((key, WORD_TITLES[key]) for key in ("name", "id"))),
        (_("Times"), tuple((key, titles[key]) for key in _TIMES if key in titles)),
        (
            _("One of several readings"),
            tuple(
                (f"{_READING}{key}", title_of(Use(1, field=key, reading=True)))
                for key in _READ
                if key in titles
            ),
        ),
        (_("Availability and quality"), tuple((key, titles[key]) for key in _QUALITY if key in titles)),
        (_("People, machines and lots"), tuple((key, titles[key]) for key in rest)),
        (
            _("Inventory"),
            tuple(
                (f"{STOCK} {place}".strip(), title_of(Use(1, field=STOCK, place=place))) for place in _PLACES
            ),
        ),
        (
            _("Where the values come from"),
            tuple((key, WORD_TITLES[key]) for key in ("by", "date", "n", "turn", "note")),
        ),
    )


_PLACES: tuple[Place, ...] = ("before", "after", "")


def key_of(use: Use) -> str:
    """The entry that says what a column is read as."""
    return f"{_READING}{use.field}" if use.reading else f"{use.field} {use.place}".strip()


def said_by(key: str) -> tuple[str, Place, bool]:
    """What an entry says: a field, where stock stands, and whether it is one of several readings."""
    if key.startswith(_READING):
        return key.removeprefix(_READING), "", True
    field, _space, place = key.partition(" ")
    return field, next((one for one in _PLACES if one == place), ""), False


class _Quiet(QComboBox):
    """A choice in a list that is scrolled: the wheel goes on to the list."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FieldPick(_Quiet):
    """What a column is read as; typing a part of a name finds it."""

    picked = Signal(str)

    def __init__(self, model: QStandardItemModel, titles: dict[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import-field")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setModel(model)
        self.setMaxVisibleItems(18)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._titles = titles
        self._key = ""
        completer = QCompleter(QStringListModel(list(titles.values()), self), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._complete)
        self.setCompleter(completer)
        self.activated.connect(self._activate)
        line = self.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._settle)

    def show_key(self, key: str) -> None:
        """Show what the column is read as now."""
        self._key = key
        at = self.findData(key, _WORD)
        with QSignalBlocker(self):
            self.setCurrentIndex(at)
            self.setEditText(self._titles.get(key, key))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            line = self.lineEdit()
            if line is not None:
                line.selectAll()

    def _activate(self, at: int) -> None:
        key = self.itemData(at, _WORD)
        if isinstance(key, str):
            self._take(key)

    def _complete(self, title: str) -> None:
        self._take(next((key for key, one in self._titles.items() if one == title), self._key))

    def _settle(self) -> None:
        """What is typed counts if it is a name, or the beginning of only one; else what was there stays."""
        typed = self.currentText().strip().casefold()
        exact = [key for key, title in self._titles.items() if title.casefold() == typed]
        close = [key for key, title in self._titles.items() if typed and typed in title.casefold()]
        found = exact or (close if len(close) == 1 else [])
        self._take(found[0] if found else self._key)

    def _take(self, key: str) -> None:
        changed = key != self._key
        self.show_key(key)
        if changed:
            self.picked.emit(key)


class UnitPick(_Quiet):
    """The unit of a column, or that it stands in the cells."""

    picked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import-unit")
        self.activated.connect(lambda at: self.picked.emit(str(self.itemData(at))))

    def offer(self, field: str, unit: str) -> None:
        """Offer the units that go with a field; nothing where there is only one."""
        units = units_for(field)
        listed = ["", *units, *([unit] if unit and unit not in units else [])]
        with QSignalBlocker(self):
            if [self.itemData(i) for i in range(self.count())] != listed:
                self.clear()
                for one in listed:
                    self.addItem(unit_title(one), one)
            self.setCurrentIndex(self.findData(unit))
        self.setVisible(bool(units))


def unit_title(unit: str) -> str:
    """A unit as it is shown."""
    if unit in _SAME:
        return _SAME[unit]
    return UNITS[unit].shown if unit in UNITS and unit != "pc" else unit


def field_model(parent: QWidget) -> tuple[QStandardItemModel, dict[str, str]]:
    """The entries with headings that cannot be chosen, and the title of each; shared by all columns."""
    model, titles = QStandardItemModel(parent), {}
    for heading, entries in groups():
        if heading:
            item = QStandardItem(heading)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            font = item.font()
            font.setPixelSize(11)
            item.setFont(font)
            model.appendRow(item)
        for key, title in entries:
            item = QStandardItem(title)
            item.setData(key, _WORD)
            model.appendRow(item)
            titles[key] = title
    return model, titles
