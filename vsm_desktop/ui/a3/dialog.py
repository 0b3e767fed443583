"""The preview of the A3: the page shown is the page of the PDF that is saved, and the one that is printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from vsm_desktop.assets import _
from vsm_desktop.edit.a3 import StreamEdit, place_section, set_a3, set_section, step_section
from vsm_desktop.export.raster import Pixels
from vsm_desktop.model.a3 import MAPS, a3_of
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.a3.form import A3Form
from vsm_desktop.ui.a3.overlay import SectionHand
from vsm_desktop.ui.a3.work import Made, make_a3
from vsm_desktop.ui.printing.preview import PreviewDialog
from vsm_desktop.ui.printing.work import Wish, make_pixels


class A3Dialog(PreviewDialog):
    """The sheet with its sections, which are carried, sized and switched on it and beside it."""

    def __init__(
        self, desk: Desk, name: str, folder: Path | None, today: Callable[[], date], parent: QWidget
    ) -> None:
        """`name` is what a PDF is called at first, `folder` where it goes; `today` tells the day a plan is seen from."""
        super().__init__(desk, _("A3 plan"), name, folder, lambda: self.made, parent)
        self.setObjectName("a3-dialog")
        self._today = today
        self.made = Made()
        self._shown_for: object = None
        self._large: Wish | None = None
        self.form, self.hand, self.guard = A3Form(), SectionHand(self.page), QLabel()
        self.guard.setObjectName("quiet")
        self.guard.setWordWrap(True)
        self.lay_out(self.form, self.guard)
        self._connect()
        self.open_at(1240, 800)
        self.show_desk(desk)

    def _connect(self) -> None:
        self.form.changed.connect(lambda words, values: self._commit(words, set_a3(**values)))
        self.form.section_changed.connect(
            lambda words, key, values: self._commit(words, set_section(key, **values), f"{key}:{[*values]}")
        )
        self.form.chosen.connect(self._choose)
        self.form.sections.carried.connect(
            lambda key, before: self._commit(_("Move a section"), place_section(key, before or None))
        )
        self.hand.chosen.connect(self._choose)
        self.hand.carried.connect(self._carry)
        self.hand.stepped.connect(lambda key, by: self._commit(_("Move a section"), step_section(key, by)))
        self.hand.sized.connect(self._size)
        self.hand.pulled.connect(self._pull)
        self.hand.switched.connect(self._leave_out)
        self.page.wanted.connect(self._ask_pixels)

    # showing

    def show_desk(self, desk: Desk) -> None:
        """Follow the document; the page is made anew if it has changed."""
        self.show_theme()
        stream = desk.history.current
        self.form.show_a3(a3_of(stream), self.made.title, self.hand.key)
        if stream is self._shown_for:
            return
        self._shown_for = stream
        self.ready(False)
        words = _("Drawing the A3")
        self.errands.instead(words, partial(make_a3, stream, self._today()), self._show_made)

    def _show_made(self, made: Made) -> None:
        self.made, self._large = made, None
        page = made.sheets[0].leaf.page
        self.title.say(made.title)
        self.page.show_page((page.width, page.height), made.title)
        self.hand.show_places(made.places)
        self.guard.setText("\n".join(made.said) or _("Everything can be read at arm's length."))
        self.warn(made.said[0] if made.said else "", "\n".join(made.said))
        self.form.show_a3(a3_of(self.desk.history.current), made.title, self.hand.key)
        self.rest()
        self.ready(True)
        self._ask_pixels()

    def _ask_pixels(self) -> None:
        """Have the picture of the page made as large as it is shown."""
        if not self.made.pdf or self.errands.busy:
            return
        wish = Wish(0, self.page.scale * self.devicePixelRatioF())
        if wish != self._large:
            self._large = wish
            done = partial(self._show_pixels, self.made.pdf)
            self.errands.start(_("Drawing a page"), partial(make_pixels, self.made.pdf, [wish]), done)

    def _show_pixels(self, pdf: bytes, made: list[tuple[Wish, Pixels]]) -> None:
        self.rest()
        if pdf is self.made.pdf:
            self.page.show_picture(made[0][1])
        self._ask_pixels()

    # doing

    def _choose(self, key: str) -> None:
        self.hand.choose(key)
        self.form.show_a3(a3_of(self.desk.history.current), self.made.title, key)

    def _commit(self, words: str, edit: StreamEdit, merge: str = "") -> None:
        """A choice was made: a step that can be undone."""
        before = self.desk.history.current
        if edit(before) is before:
            return
        self.desk.commit_stream(words, edit, merge=f"a3:{words}:{merge}" if merge else None)
        self.show_desk(self.desk)

    def _carry(self, key: Any, before: Any, column: Any) -> None:
        self._commit(_("Move a section"), place_section(key, before or None, column))

    def _size(self, key: Any, factor: float) -> None:
        """A section larger or smaller by a factor."""
        self._put(key, self._now(key) * factor)

    def _pull(self, key: Any, high: float) -> None:
        """A section whose lower edge was let go so many points under its upper one."""
        place = next(one for one in self.made.places if one.key == key)
        if place.natural:
            self._put(key, (high - place.head) / place.natural)
        else:
            self._size(key, high / place.height)

    def _now(self, key: Any) -> float:
        return next(one.size for one in a3_of(self.desk.history.current).laid if one.key == key)

    def _put(self, key: Any, size: float) -> None:
        if key in MAPS and size > 1.0:
            self.say(
                _("The map is as wide as its place. Over the whole width it becomes larger."), wrong=False
            )
            size = 1.0
        self._commit(_("Size of a section"), set_section(key, size=size), str(key))

    def _leave_out(self, key: Any) -> None:
        self._commit(_("Leave a section out"), set_section(key, shown=False))

    def file_name(self) -> str:
        return _("{name} A3").format(name=self._name) + ".pdf"
