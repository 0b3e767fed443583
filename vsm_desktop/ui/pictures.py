"""Pictures on the map: chosen from files, dropped or pasted, made small enough to travel in the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QImageReader, QImageWriter

from vsm_desktop.assets import _
from vsm_desktop.canvas.view import MapView
from vsm_desktop.edit.edits import add_node, chain, set_fields
from vsm_desktop.model.catalogue import new_node
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.pictures import as_text
from vsm_desktop.model.value import Point, Size
from vsm_desktop.tools.desk import Desk
from vsm_desktop.tools.select import Select

SUFFIXES = (".png", ".jpg", ".jpeg", ".svg", ".gif", ".bmp", ".webp")
_LARGEST = 1400  # pixels: sharp on a quarter of an A3 sheet
_DRAWN = 700  # pixels an outline is turned into
_ON_MAP = 180.0


def read_picture(path: Path) -> QImage:
    """The picture in a file, no larger than is of use; a null one if it cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()) in (b"svg", b"svgz") and size.isValid():
        reader.setScaledSize(size.scaled(QSize(_DRAWN, _DRAWN), Qt.AspectRatioMode.KeepAspectRatio))
    elif size.isValid() and max(size.width(), size.height()) > _LARGEST:
        reader.setScaledSize(size.scaled(QSize(_LARGEST, _LARGEST), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def picture_text(image: QImage) -> str:
    """The picture as the document keeps it: JPEG where nothing shows through and that is smaller, else PNG."""
    if max(image.width(), image.height()) > _LARGEST:
        image = image.scaled(
            _LARGEST, _LARGEST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    png = _encoded(image, "PNG")
    if image.hasAlphaChannel():
        return as_text(png, "png")
    jpeg = _encoded(image, "JPEG")
    return as_text(jpeg, "jpeg") if len(jpeg) < len(png) else as_text(png, "png")


def _encoded(image: QImage, form: Literal["PNG", "JPEG"]) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, form.encode())
    writer.setQuality(88 if form == "JPEG" else -1)
    writer.write(image)
    return bytes(buffer.data().data())


class Pictures:
    """What a window does with pictures; `say` shows a sentence for a moment."""

    def __init__(self, desk: Desk, view: MapView, say: Callable[[str], object]) -> None:
        self.desk, self.view, self.say = desk, view, say
        self._asked: set[str] = set()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {"choose_picture": self.choose, "no_picture": self.forget}

    def show_desk(self, desk: Desk) -> None:
        """A frame for a picture that was just put on the map asks which one it is to show."""
        if len(desk.selection) != 1 or not isinstance(desk.tool, Select) or not desk.history.steps:
            return
        (id_,) = desk.selection
        node = desk.frame.state.node(id_)
        new = node is not None and desk.history.steps[-1].before.state(desk.frame.state_id).node(id_) is None
        if (
            node is not None
            and new
            and node.kind == "picture"
            and not node.picture
            and id_ not in self._asked
        ):
            self._asked.add(id_)
            QTimer.singleShot(0, self.view, self.choose)

    def choose(self) -> None:
        """Ask for a file, and show its picture at what is selected."""
        from vsm_desktop.ui import asking

        if (path := asking.ask_picture(self.view.window(), SUFFIXES)) is not None:
            self.use(path)

    def use(self, path: Path) -> None:
        """Show the picture of a file at what is selected."""
        image = self._read(path)
        nodes = [node for node in self.desk.frame.state.nodes if node.id in self.desk.selection]
        if image is None or not nodes:
            return
        text = picture_text(image)
        edits = [
            set_fields(node.id, picture=text, **({} if node.kind != "picture" else {"size": _size(image)}))
            for node in nodes
        ]
        self.desk.commit(_("Picture"), chain(*edits))

    def forget(self) -> None:
        """Draw what is selected as usual again."""
        state = self.desk.frame.state
        edits = [set_fields(node.id, picture="") for node in state.nodes if node.id in self.desk.selection]
        self.desk.commit(_("Usual symbol"), chain(*edits))

    def drop(self, paths: Sequence[Path]) -> list[Path]:
        """Put dropped pictures on the map; the files that are something else."""
        wanted = [path for path in paths if path.suffix.lower() in SUFFIXES]
        for path in wanted:
            if (image := self._read(path)) is not None:
                self.add(image)
        return [path for path in paths if path not in wanted]

    def paste(self) -> bool:
        """Put the picture of the clipboard on the map; False if it holds none."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            return False
        self.add(image)
        return True

    def add(self, image: QImage) -> None:
        """A picture where the pointer is, else in the middle of what is seen."""
        view = self.view
        middle = view.to_map(view.viewport().rect().center().toPointF())
        x, y = view.hand.at or (middle.x(), middle.y())
        id_ = new_id("picture", self.desk.frame.stream.ids())
        node = new_node("picture", id_, Point(x=x, y=y)).evolve(
            picture=picture_text(image), size=_size(image)
        )
        self.desk.commit(_("Add picture"), add_node(node))
        self.desk.select(frozenset({id_}))

    def _read(self, path: Path) -> QImage | None:
        image = read_picture(path)
        if image.isNull():
            sentence = _("{name} holds no picture this program can show. Try PNG, JPEG or SVG.")
            self.say(sentence.format(name=path.name))
            return None
        return image


def _size(image: QImage) -> Size:
    """How large a picture is on the map at first."""
    scale = _ON_MAP / max(image.width(), image.height())
    return Size(width=max(18.0, image.width() * scale), height=max(18.0, image.height() * scale))
