"""How the card of a review is put together: what is looked at, what is asked of it, and the way on, which stays in sight."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

_WIDE, _SIDE, _LOW, _BESIDE = 760, 520, 300, 980


class ReviewCard(QWidget):
    """`where` and `told` are read; `asked` are the marks or the value, `wanted` is what is still missing, `said` the remark and by whom, then the way on."""

    def __init__(
        self,
        where: Iterable[QWidget],
        told: Iterable[QWidget],
        asked: Iterable[QWidget],
        wanted: QWidget,
        said: tuple[QWidget, QWidget],
        way: tuple[QWidget, QWidget, QWidget],
    ) -> None:
        super().__init__()
        content = QWidget()
        content.setObjectName("panel")
        self._content = column = QVBoxLayout(content)
        column.setContentsMargins(24, 12, 24, 8)
        column.setSpacing(8)
        column.addLayout(_row(where, spacing=12))
        for label in told:
            column.addWidget(label)
        column.addStretch(1)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        remark, by = said
        words = QHBoxLayout()
        words.addWidget(remark, 1, Qt.AlignmentFlag.AlignTop)
        words.addWidget(by, 0, Qt.AlignmentFlag.AlignTop)
        words.addStretch(0)
        first, *rest = way
        end = QHBoxLayout()
        end.addWidget(first)
        end.addStretch(1)
        for one in rest:
            end.addWidget(one)
        self._asking = asking = QWidget()
        asking.setMaximumWidth(_WIDE)
        foot = QVBoxLayout(asking)
        foot.setContentsMargins(24, 4, 24, 12)
        foot.setSpacing(8)
        foot.addLayout(_row(asked))
        foot.addWidget(wanted)
        for line in (words, end):
            foot.addLayout(line)
        foot.addStretch(1)
        self._whole = whole = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(asking)
        whole.addStretch(0)

    def fit(self, wide: int, high: int) -> int:
        """What is asked stands right below what is said; in a low panel beside it, so that both are seen. How much of the
        width that takes, in pixels.
        """
        beside = high < _LOW and wide >= _BESIDE
        way = QBoxLayout.Direction
        self._whole.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._asking.setMinimumWidth(_SIDE if beside else 0)
        needed = self._content.totalHeightForWidth(wide) + 4
        self._area.setMaximumHeight(16_777_215 if beside else needed)
        return _SIDE if beside else 0


def _row(widgets: Iterable[QWidget], spacing: int | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    if spacing is not None:
        row.setSpacing(spacing)
    for one in widgets:
        row.addWidget(one)
    row.addStretch(1)
    return row
