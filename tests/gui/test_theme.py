"""Light, dark and high contrast: one choice for all windows, kept; readable, and the same size all the time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from installer.build_controls import marks
from vsm_desktop.assets import asset_folder
from vsm_desktop.drawing.theme import ThemeName, tokens
from vsm_desktop.ui import theming as theming_module
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.profile import remembered
from vsm_desktop.ui.style import apply_style, mixed, style_sheet
from vsm_desktop.ui.theming import Theming, theming

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")  # the screen of the tests
ACME = "acme-current.vsm"
WINDOW_THEMES: tuple[ThemeName, ...] = ("light", "dark", "light-contrast", "dark-contrast")
GROUNDS = {  # what stands on what
    "text": "window panel sunken raised accent_t alert_t",
    "text2": "window panel sunken raised",
    "text3": "window panel",
    "accent": "window panel",
    "on_accent": "accent",
    "alert": "window panel alert_t page box",
    "ink": "page box band alert_t wait_t work_t",
    "ink2": "page box",
    "wait": "page box wait_t panel",
    "work": "page box work_t panel",
    "ok": "page panel ok_t",
    "info": "page",
    "burst_ink": "burst",
}


def luminance(color: str) -> float:
    parts = [byte / 255 for byte in bytes.fromhex(color[1:])]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", WINDOW_THEMES)
def test_all_text_can_be_read(theme):
    colors = tokens(theme)
    least = 7.0 if theme.endswith("-contrast") else 4.5
    weak = [
        f"{ink} on {ground}: {found:.2f}"
        for ink, grounds in GROUNDS.items()
        for ground in grounds.split()
        if (found := contrast(colors[ink], colors[ground])) < least
    ]
    assert not weak


@pytest.mark.parametrize("theme", ["light-contrast", "dark-contrast"])
def test_high_contrast_draws_every_edge_in_the_colour_of_text(theme):
    colors = tokens(theme)
    assert {colors[name] for name in ("hair", "control", "strong")} == {colors["text"]}
    assert all(contrast(colors[name], colors["box"]) >= 4.5 for name in ("ink", "rule", "hatch"))
    assert f"border: 1px solid {colors['accent']}" in style_sheet(theme), "what is chosen has an edge too"


@pytest.mark.parametrize("theme", WINDOW_THEMES)
def test_the_ring_of_focus_can_be_seen(theme):
    colors = tokens(theme)
    assert all(contrast(colors["accent"], colors[ground]) >= 3 for ground in ("window", "panel", "sunken"))


def test_the_marks_of_controls_have_the_colours_of_their_theme():
    folder = asset_folder("resources/controls")
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == marks()


def test_mixing():
    assert mixed("#000000", "#ffffff", 0.42) == "#949494"
    assert mixed("#102030", "#ffffff", 1) == "#102030"


# the choice


def choose(window, name: str) -> None:
    window.actions_by_name[name].trigger()


def page(window) -> str:
    """The ground of the window as it is painted, and that of its map."""
    corner = window.grab().toImage().pixelColor(QPoint(3, window.height() - 3)).name()
    return f"{corner.upper()} {window.desk.frame.drawing.page.upper()}"


def expected(theme: ThemeName) -> str:
    return f"{tokens(theme)['window']} {tokens(theme)['page']}".upper()


def test_all_windows_change_together_and_the_choice_is_kept(make_window):
    first, second = make_window(sample_stream(ACME)), make_window(None)
    choose(first, "theme_dark")
    assert [page(one) for one in (first, second)] == [expected("dark")] * 2
    assert remembered("theme", "") == "dark"
    assert [one.actions_by_name["theme_dark"].isChecked() for one in (first, second)] == [True, True]
    assert not second.actions_by_name["theme_system"].isChecked()
    choose(second, "theme_light")
    assert [page(one) for one in (first, second)] == [expected("light")] * 2
    assert Theming().choice == "light", "next time too"


def test_the_system_is_followed_while_it_is_chosen(make_window, monkeypatch):
    window = make_window(sample_stream(ACME))
    choose(window, "theme_system")
    for dark, theme in ((True, "dark"), (False, "light")):
        monkeypatch.setattr(theming_module, "system_is_dark", lambda dark=dark: dark)
        theming_module.style_hints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
        assert page(window) == expected(theme)
    choose(window, "theme_light")
    monkeypatch.setattr(theming_module, "system_is_dark", lambda: True)
    theming_module.style_hints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert page(window) == expected("light"), "what was chosen stays"


def test_high_contrast_comes_from_the_system_or_by_hand(make_window, monkeypatch):
    window = make_window(sample_stream(ACME))
    choose(window, "theme_dark")
    choose(window, "contrast")
    assert page(window) == expected("dark-contrast")
    assert window.actions_by_name["contrast"].isChecked()
    choose(window, "contrast")
    assert page(window) == expected("dark")
    monkeypatch.setattr(theming_module, "system_wants_contrast", lambda: True)
    theming().follow()
    assert page(window) == expected("dark-contrast")


def test_a_new_window_has_the_theme_of_the_old_one(make_window, qtbot):
    from vsm_desktop.ui.window import windows

    window = make_window(sample_stream(ACME))
    choose(window, "theme_dark")
    window.filing.open_sample(ACME)
    other = windows[-1]
    assert page(other) == expected("dark")
    other.close()


def test_switching_polishes_nothing_twice(make_window, qapp, monkeypatch):
    """From sheet to sheet everything is polished twice; by way of none it takes a third of the time."""
    window, sheets = make_window(sample_stream(ACME)), []
    put = qapp.setStyleSheet
    monkeypatch.setattr(
        type(qapp), "setStyleSheet", lambda _app, sheet: (sheets.append(len(sheet)), put(sheet))
    )
    choose(window, "theme_dark")
    choose(window, "theme_dark")
    assert len(sheets) == 2
    assert sheets[0] == 0
    assert window.updatesEnabled()


# controls


def controls() -> list[QWidget]:
    tabs, names, boxes = QTabBar(), QListWidget(), QComboBox()
    for name in ("Current state", "Future state"):
        tabs.addTab(name)
    names.addItems(["One", "Two"])
    names.setCurrentRow(0)
    boxes.addItems(["Left", "Right"])
    tool, main = QToolButton(), QPushButton("Place it")
    tool.setText("Fit")
    tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    main.setDefault(True)
    return [
        QPushButton("Plain"),
        main,
        QLineEdit("62 s"),
        boxes,
        QSpinBox(),
        QCheckBox("Off"),
        QRadioButton("A"),
        tabs,
        names,
        tool,
    ]


@pytest.mark.parametrize("theme", WINDOW_THEMES)
def test_focus_is_a_ring_of_two_pixels_and_moves_nothing(qtbot, qapp, theme):
    apply_style(qapp, theme)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = controls()
    for one in made:
        column.addWidget(one)
    window.show()
    window.activateWindow()
    qapp.processEvents()
    rests = {one: one.geometry() for one in made}
    accent, text = QColor(tokens(theme)["accent"]), QColor(tokens(theme)["text"])
    for before, one in pairwise([*made, made[0]]):
        before.setFocus(Qt.FocusReason.TabFocusReason)
        qapp.processEvents()
        assert {other: other.geometry() for other in made} == rests
        picture = before.grab().toImage()
        ring = text if isinstance(before, QPushButton) and before.isDefault() else accent
        middle = 14 if isinstance(before, QListWidget) else before.height() // 2
        columns = [picture.pixelColor(x, middle).name() for x in range(8)]
        assert columns.count(ring.name()) >= 2, f"{type(before).__name__} {columns}"
        one.setFocus(Qt.FocusReason.TabFocusReason)


def test_an_icon_that_cannot_be_used_is_paler(qapp):
    def strongest(mode: QIcon.Mode) -> int:
        picture = QPixmap(icon("select", "light").pixmap(18, 18, mode)).toImage()
        return max(picture.pixelColor(x, y).alpha() for x in range(18) for y in range(18))

    assert strongest(QIcon.Mode.Disabled) == pytest.approx(0.42 * strongest(QIcon.Mode.Normal), abs=3)
