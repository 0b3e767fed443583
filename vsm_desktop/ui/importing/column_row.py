"""One column of the sheet on the page of columns: where it is, an example, what it is read as, and why."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.intake.columns_shown import ShownColumn
from vsm_desktop.intake.mapping import STOCK, Use, title_of
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.importing.picks import FieldPick, UnitPick, key_of, said_by
from vsm_desktop.ui.restyle import restyle

LETTER, HEADER, EXAMPLE, FIELD, UNIT = 32, 100, 90, 180, 84
_MARK = QSize(14, 14)


class Elided(QLabel):
    """A line of text that ends in dots where there is no room for it; the whole is in its tip."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(self.width(), 20)
        cut = QFontMetricsF(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if cut != self.text():
            self.setText(cut)


class ColumnRow(QFrame):
    """Shows one column and tells what a person makes of it."""

    changed = Signal(object)

    def __init__(self, model: QStandardItemModel, titles: dict[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import-column")
        self.shown: ShownColumn | None = None
        self.letter = QLabel()
        self.letter.setObjectName("letter")
        self.letter.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.letter.setMinimumWidth(26)
        self.header, self.example = Elided("column-header"), Elided("field")
        self.field, self.unit = FieldPick(model, titles, self), UnitPick(self)
        self.of = QLabel(_("of variant"), self)
        self.of.setObjectName("field")
        self.variant = QLineEdit(self)
        self.variant.setPlaceholderText(_("all of them"))
        self.mark, self.why = QLabel(), QLabel()
        self.why.setObjectName("why")
        self.why.setWordWrap(True)
        self.why.setMinimumWidth(120)
        self.right = QPushButton(_("That is right"), self)
        self.right.setObjectName("confirm")
        self.right.setAutoDefault(False)
        self._lay()
        self.field.picked.connect(self._pick_field)
        self.unit.picked.connect(self._pick_unit)
        self.variant.editingFinished.connect(self._name_variant)
        self.right.clicked.connect(lambda _on: self.changed.emit(self._use()))

    def _lay(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        top = Qt.AlignmentFlag.AlignTop
        for at, widget in enumerate((self.letter, self.header, self.example, self.field, self.unit)):
            grid.addWidget(widget, 0, at)
        share(grid)
        grid.setAlignment(self.letter, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.unit.setFixedWidth(UNIT)
        said = QHBoxLayout()
        said.setContentsMargins(2, 0, 0, 0)
        said.setSpacing(5)
        said.addWidget(self.mark, 0, top)
        said.addWidget(self.why, 1)
        said.addWidget(self.right, 0, top)
        which = QHBoxLayout()
        which.setContentsMargins(2, 0, 0, 0)
        which.setSpacing(8)
        which.addWidget(self.of)
        which.addWidget(self.variant, 1)
        grid.addLayout(which, 1, 3, 1, 2)
        grid.addLayout(said, 2, 3, 1, 2)

    def show_column(self, shown: ShownColumn, theme: ThemeName) -> None:
        """Show what is known of the column now."""
        self.shown = shown
        header = shown.header or _("no header")
        self.letter.setText(shown.place)
        self.header.show_text(header)
        self.example.show_text(shown.example or _("nothing"))
        self.field.show_key(key_of(shown.use))
        self.unit.offer(shown.use.field, shown.use.unit)
        self.why.setText(shown.why)
        self.mark.setVisible(bool(shown.doubt))
        self.right.setVisible(bool(shown.doubt) and not shown.use.sure and not shown.undecided)
        self.mark.setPixmap(icon("warning", theme, "wait").pixmap(_MARK))
        stock = shown.use.field == STOCK
        self.of.setVisible(stock)
        self.variant.setVisible(stock)
        if stock and self.variant.text() != shown.use.variant and not self.variant.hasFocus():
            self.variant.setText(shown.use.variant)
        self._name(header, shown)
        for widget in (self, self.field, self.unit, self.why):
            restyle(widget, "doubtful", bool(shown.doubt))
        restyle(self.header, "unused", not shown.used)

    def _name(self, header: str, shown: ShownColumn) -> None:
        place = _("Column {place}, {header}").format(place=shown.place, header=header)
        self.field.setAccessibleName(_("{column}: in the map").format(column=place))
        self.unit.setAccessibleName(_("{column}: unit").format(column=place))
        self.variant.setAccessibleName(_("{column}: of which variant").format(column=place))
        for widget in (self.field, self.unit):
            widget.setAccessibleDescription(shown.why)
            widget.setToolTip(shown.why)
        self.right.setAccessibleName(_("{column}: that is right").format(column=place))
        self.setAccessibleName(f"{place}: {title_of(shown.use)}")

    # a person says so

    def _use(self) -> Use:
        assert self.shown is not None
        return self.shown.use

    def _pick_field(self, key: str) -> None:
        field, place, reading = said_by(key)
        use = self._use()
        unit = use.unit if field == use.field else ""
        variant = use.variant if (field, reading) == (use.field, use.reading) else ""
        told = replace(use, field=field, place=place, unit=unit, variant=variant, reading=reading)
        self.changed.emit(told)

    def _pick_unit(self, unit: str) -> None:
        self.changed.emit(replace(self._use(), unit=unit))

    def _name_variant(self) -> None:
        name = " ".join(self.variant.text().split())
        if self.shown is not None and name != self._use().variant:
            self.changed.emit(replace(self._use(), variant=name))


def share(grid: QGridLayout) -> None:
    """The same columns for every row and the line above them."""
    for at, (width, stretch) in enumerate(((LETTER, 0), (HEADER, 3), (EXAMPLE, 3), (FIELD, 4), (UNIT, 0))):
        grid.setColumnMinimumWidth(at, width)
        grid.setColumnStretch(at, stretch)
