"""What helps a step and not the stream, in plain sentences: the first one, and all of them on demand."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui.guard_words import bold, guard_html
from vsm_desktop.ui.icons import icon

Said = tuple[str, str]  # in a few words, and with the numbers
_MORE = "more"
_MOST = 16_777_215


class Guard(QScrollArea):
    """As high as its words while it is closed; open it takes what room it is given."""

    turned = Signal(bool)  # opened, or closed again

    def __init__(self) -> None:
        super().__init__()
        self._sentences: tuple[Said, ...] = ()
        self._brief = False
        self.open = False
        self._ink = tokens("light")["text"]
        self._sign = QLabel()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.words.linkActivated.connect(lambda _link: self._turn())
        body = QWidget()
        body.setObjectName("guard")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(body)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(body)

    def say(self, sentences: Sequence[Said], theme: ThemeName) -> None:
        """Show what is to be said, in the order of its weight; with nothing it is not there."""
        self._sign.setPixmap(icon("warning", theme, "wait").pixmap(QSize(18, 18)))
        self._ink = tokens(theme)["text"]
        self._sentences = tuple(sentences)
        if self.open and len(self._sentences) < 2:
            self._turn()
        self._show()

    def shorten(self, brief: bool) -> None:
        """Where there is little room, closed, it only names what there is."""
        if brief != self._brief:
            self._brief = brief
            self._show()

    def _turn(self) -> None:
        self.open = not self.open
        self._show()
        self.turned.emit(self.open)

    def _show(self) -> None:
        said = self._sentences
        if self.open:
            shown = [*(guard_html(*one) for one in said), self._link(_("Show less"))]
        elif self._brief and said:
            shown = [f"{bold(said[0][0])} {self._link(_('Show {n}').format(n=len(said)))}"]
        else:
            shown = [guard_html(*one) for one in said[:1]]
            if len(said) > 1:
                shown[0] += " " + self._link(_("And {n} more").format(n=len(said) - 1))
        self.words.setText("<br>".join(shown))
        self.words.setAccessibleName("\n".join(map(" ".join, said)))
        self.setHidden(not said)
        self._fit()

    def _link(self, words: str) -> str:
        return f'<a href="{_MORE}" style="color:{self._ink}">{escape(words)}</a>'

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Closed it takes the room of its words."""
        body = self.widget()
        high = max(0, body.heightForWidth(self.width())) if body is not None else 0
        self.setMinimumHeight(0 if self.open else high)
        self.setMaximumHeight(_MOST if self.open else high)
