"""What is being typed counts before something is done with the document: before it is saved, exported, printed, undone or closed."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QAbstractSpinBox, QApplication, QLineEdit, QWidget


def take_typed(window: QWidget, *, closing: bool = False) -> None:
    """Let the field or cell with the keyboard give what stands in it to the document, as if it were left.

    The keyboard stays where it is; with `closing` the line open in a cell goes, too. A widget that needs more than that has
    a method `take_typed`, which is called with those of what it stands in.
    """
    for focus in {QApplication.focusWidget(), window.focusWidget()}:
        if focus is not None and _inside(focus, window):
            _take(focus, closing=closing)


def _inside(widget: QWidget, window: QWidget) -> bool:
    """Whether it belongs to a window, or to a dialog of it."""
    here: QWidget | None = widget
    while here is not None and here is not window:
        here = here.parentWidget()
    return here is window


def _take(widget: QWidget, *, closing: bool) -> None:
    view = widget.parentWidget()
    view = view.parentWidget() if view is not None else None
    if isinstance(view, QAbstractItemView) and widget.parentWidget() is view.viewport():
        view.commitData(widget)
        if closing:
            view.closeEditor(widget, view.itemDelegate().EndEditHint.NoHint)
    elif isinstance(widget, QLineEdit) and widget.isModified():
        widget.editingFinished.emit()
    elif isinstance(widget, QAbstractSpinBox):
        widget.interpretText()
    here: QWidget | None = widget
    while here is not None:
        take = getattr(here, "take_typed", None)
        if take is not None:
            take()
        here = here.parentWidget()
