"""The card on an empty map: nothing of it is cut, however low the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from vsm_desktop.edit.edits import delete
from vsm_desktop.edit.states import add_state
from vsm_desktop.ui.documents import sample_stream


def cut(window) -> list[str]:
    """The words that have less room than they need."""
    card = window.empty
    assert card is not None
    assert card.isVisible()
    parts = [*card.findChildren(QLabel), *card.findChildren(QPushButton)]
    return [one.text() for one in parts if one.isVisible() and one.height() < needed(one)]


def needed(part) -> int:
    return part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.sizeHint().height()


@pytest.mark.parametrize("size", [(1500, 950), (1024, 680)])
def test_a_state_beside_others(make_window, size):
    window = make_window(sample_stream("acme-current.vsm"))
    window.resize(*size)
    window.bottom.toggle("bursts")
    window.desk.commit_stream("Add", add_state("current"))
    window.desk.show_state("future")
    QApplication.processEvents()
    assert not cut(window)


def test_all_deleted_and_alone(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    window.bottom.toggle("bursts")
    ids = frozenset(one.id for one in window.desk.frame.state.nodes)
    window.desk.commit("Delete", delete(ids))
    QApplication.processEvents()
    assert not cut(window)
    QTest.keyClick(window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.empty.isHidden()
