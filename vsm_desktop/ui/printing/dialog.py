"""The print preview: the pages shown are the pages of the PDF that is saved, and those that are printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Box
from vsm_desktop.edit.edits import set_state
from vsm_desktop.export.page import on_paper, spread_of
from vsm_desktop.export.raster import Pixels
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.printing.form import PrintForm, print_words
from vsm_desktop.ui.printing.guard import GuardPanel
from vsm_desktop.ui.printing.pages import Thumbs, words_of
from vsm_desktop.ui.printing.preview import PreviewDialog
from vsm_desktop.ui.printing.work import Offer, Printed, Wish, make_pixels, make_print

_BATCH = 6  # small pictures made in one go


class PrintDialog(PreviewDialog):
    """The maps on their sheets: one is shown large, all of them small below it."""

    def __init__(self, desk: Desk, name: str, folder: Path | None, parent: QWidget) -> None:
        """`name` is what a PDF is called at first, `folder` where it goes."""
        super().__init__(desk, _("Print"), name, folder, lambda: self.printed, parent)
        self.setObjectName("print-dialog")
        self.printed = Printed()
        self._shown_for: tuple[object, ...] = ()
        self._missing: list[int] = []
        self._large: Wish | None = None
        self._pointed: tuple[int, tuple[Box, ...]] = (0, ())
        self.form, self.guard, self.thumbs = PrintForm(), GuardPanel(), Thumbs()
        self.lay_out(self.form, self.guard, self.thumbs)
        self._connect()
        self.open_at(1120, 760)
        self.show_desk(desk)

    def _connect(self) -> None:
        self.form.changed.connect(self._change)
        self.form.scope_changed.connect(lambda: self.show_desk(self.desk))
        self.guard.chosen.connect(self._mend)
        self.guard.pointed.connect(self._point)
        self.thumbs.currentRowChanged.connect(lambda _row: self._turn())
        self.page.wanted.connect(self._ask_pixels)
        self.on_keys(QKeySequence(Qt.Key.Key_PageDown), partial(self._step, 1))
        self.on_keys(QKeySequence(Qt.Key.Key_PageUp), partial(self._step, -1))

    # showing

    def show_desk(self, desk: Desk) -> None:
        """Follow the document; the pages are made anew if something about them has changed."""
        state = desk.frame.state
        spread = spread_of(desk.frame.drawing)
        said = print_words(state.print, state.paper, spread.tiles, spread.scale)
        self.form.show_state(state, len(desk.frame.stream.states) == 1, said)
        self.show_theme()
        wanted = (desk.history.current, desk.frame.state_id, self.form.all.isChecked())
        if len(self._shown_for) == len(wanted) and all(
            a is b for a, b in zip(wanted, self._shown_for, strict=True)
        ):
            return
        self._shown_for = wanted
        stream, ids = desk.history.current, [desk.frame.state_id]
        if self.form.all.isChecked():
            ids = [one.id for one in stream.states]
        self.ready(False)
        words = _("Drawing the pages")
        self.errands.instead(words, partial(make_print, stream, ids), self._show_printed)

    def _show_printed(self, printed: Printed) -> None:
        self.printed, self._pointed = printed, (0, ())
        self.guard.show_readings(printed.readings)
        self.warn(self.guard.warning)
        self.thumbs.show_sheets(printed.sheets)
        self._missing = list(range(len(printed.sheets)))
        self._large = None
        self.ready(bool(printed.sheets))
        self.rest()
        if printed.refused:
            self.title.say("")
            self.page.say(printed.refused)
            return
        self._turn()

    def _turn(self) -> None:
        """Show the chosen page large."""
        at = self.thumbs.currentRow()
        if not 0 <= at < len(self.printed.sheets):
            return
        words = words_of(self.printed.sheets, at)
        self.title.say(words)
        page = self.printed.sheets[at].leaf.page
        self.page.show_page((page.width, page.height), words)
        self.page.mark(self._marked(at))
        self._ask_pixels()

    def _point(self, map_: int, boxes: tuple[Box, ...]) -> None:
        """Mark texts on the page, and turn to one that shows some of them if this one does not."""
        self._pointed = (map_, boxes)
        at = self.thumbs.currentRow()
        if not self._marked(at):
            at = next((other for other in range(len(self.printed.sheets)) if self._marked(other)), at)
        if at == self.thumbs.currentRow():
            self.page.mark(self._marked(at))
        else:
            self.thumbs.setCurrentRow(at)

    def _marked(self, at: int) -> list[Box]:
        """The texts pointed at that are seen on a page, in points."""
        map_, boxes = self._pointed
        if not 0 <= at < len(self.printed.sheets) or self.printed.sheets[at].map != map_:
            return []
        return [placed for box in boxes if (placed := on_paper(self.printed.sheets[at].leaf, box))]

    def _step(self, by: int) -> None:
        at = self.thumbs.currentRow() + by
        if 0 <= at < self.thumbs.count():
            self.thumbs.setCurrentRow(at)

    # pixels

    def _ask_pixels(self) -> None:
        """Have the next pictures made: first the large one, as large as it is shown."""
        if not self.printed.pdf or self.errands.busy:
            return
        ratio = self.devicePixelRatioF()
        large = Wish(max(self.thumbs.currentRow(), 0), self.page.scale * ratio)
        wishes = [large] if large != self._large else []
        if not wishes and self._missing:
            batch, self._missing = self._missing[:_BATCH], self._missing[_BATCH:]
            wishes = [Wish(at, self.thumbs.scale_of(at) * ratio) for at in batch]
        if wishes:
            done = partial(self._show_pixels, self.printed.pdf, large if large in wishes else None)
            self.errands.start(_("Drawing a page"), partial(make_pixels, self.printed.pdf, wishes), done)

    def _show_pixels(self, pdf: bytes, large: Wish | None, made: list[tuple[Wish, Pixels]]) -> None:
        if pdf is not self.printed.pdf:
            return
        self.rest()
        for wish, pixels in made:
            if wish is not large:
                self.thumbs.show_picture(wish.at, pixels)
            elif wish.at == self.thumbs.currentRow():
                self._large = wish
                self.page.show_picture(pixels)
        self._ask_pixels()

    # doing

    def _change(self, words: str, values: dict[str, Any]) -> None:
        """A choice was made: a step of the map's that can be undone."""
        self.desk.commit(words, set_state(**values), merge=f"print:{words}")
        self.show_desk(self.desk)

    def _mend(self, offer: Offer) -> None:
        self.desk.commit_stream(_("Make the print legible"), offer.edit)
        self.show_desk(self.desk)
        self.form.paper.setFocus()
