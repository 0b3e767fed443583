"""The text of the window's style sheet, with the names of colour tokens in braces.

Focus is a ring of 2 pixels everywhere. So that nothing moves when it comes, a control without an edge has a clear one of
that width all the time, and one with an edge of 1 gives a pixel of its padding.

There is no rule for every widget: text and face come from the palette and the font of the program, and a change of
theme costs by the number of widgets that have a rule.
"""

from __future__ import annotations

SHEET = """
QMainWindow, QDialog, QMessageBox {{ background: {window}; }}

QDialogButtonBox, QMessageBox {{ dialogbuttonbox-buttons-have-icons: 0; }}

QMenuBar {{ background: {window}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 3px 8px; border: 1px solid transparent; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {accent_t}; border-color: {accent}; }}
QMenuBar::item:pressed {{ background: {pressed}; }}
QMenu {{ background: {panel}; border: 1px solid {control}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 10px; border-radius: 4px; border: 1px solid transparent; }}
QMenu::item:selected {{ background: {accent_t}; {chosen} }}
QMenu::item:disabled {{ color: {off}; }}
QMenu::separator {{ height: 1px; background: {hair}; margin: 4px 8px; }}
QMenu::icon {{ margin-left: 4px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }}
QMenu::icon:checked {{ background: {accent_t}; border-color: {accent}; }}
QMenu::indicator {{ width: 12px; height: 12px; left: 6px; }}
QMenu::indicator:checked {{ image: url("{marks}-tick.svg"); }}
QMenu::right-arrow {{ image: url("{marks}-right.svg"); width: 12px; height: 12px; right: 6px; }}
QToolTip {{ background: {panel}; color: {text}; border: 1px solid {control}; padding: 4px 6px; font-size: 12px; }}

QToolBar {{ background: {window}; border: none; border-bottom: 1px solid {hair}; padding: 5px 8px; spacing: 2px; }}
QToolBar::separator {{ width: 1px; background: {hair}; margin: 5px 6px; }}
QToolButton {{ border: 2px solid transparent; border-radius: 6px; padding: 4px; background: transparent; }}
QToolButton:hover {{ background: {sunken}; {hovered} }}
QToolButton:pressed {{ background: {pressed}; }}
QToolButton:checked {{ background: {accent_t}; {chosen} }}
QToolButton:focus {{ border: 2px solid {accent}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton#compare {{ padding: 4px 10px; }}
QToolButton#compare:checked {{ color: {accent}; }}
QToolButton#export {{ border: 1px solid {control}; background: {panel}; padding: 5px 12px; }}
QToolButton#export:hover {{ background: {sunken}; }}
QToolButton#export:pressed {{ background: {pressed}; }}
QToolButton#export:focus {{ border: 2px solid {accent}; padding: 4px 11px; }}

QStatusBar {{ background: {window}; border-top: 1px solid {hair}; color: {text2}; font-size: 12px; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {text2}; font-size: 12px; padding: 0 8px; }}
QStatusBar QToolButton {{ color: {text2}; font-size: 12px; padding: 0 1px; border-radius: 4px; }}

QDockWidget {{ titlebar-close-icon: none; titlebar-normal-icon: none; }}
QDockWidget > QWidget, #panel {{ background: {panel}; }}
QMainWindow::separator {{ background: {hair}; width: 1px; height: 1px; }}
QSplitter::handle {{ background: {hair}; }}
QSplitter::handle:hover, QSplitter::handle:pressed {{ background: {accent}; }}
QScrollArea {{ background: {panel}; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
QScrollBar::handle {{ background: {control}; border-radius: 4px; min-height: 24px; min-width: 24px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {strong}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QLabel#title {{ font-size: 15px; font-weight: 600; }}
QLabel#section {{ font-weight: 600; }}
QLabel#figure {{ font-size: 21px; font-weight: 700; }}
QLabel#quiet {{ color: {text3}; font-size: 12px; }}
QLabel#field {{ color: {text2}; }}
QLabel#wrong {{ color: {alert}; font-size: 12px; }}
QLabel#result {{ font-weight: 600; }}
QLabel#alert {{ color: {alert}; font-weight: 600; }}

QLineEdit, QComboBox, QAbstractSpinBox {{ background: {panel}; border: 1px solid {control}; border-radius: 6px;
    padding: 3px 8px; min-height: 18px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QAbstractSpinBox:focus {{ border: 2px solid {accent}; padding: 2px 7px; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ background: {window}; }}
QLineEdit[wrong="true"] {{ border: 1px solid {alert}; background: {alert_t}; }}
QLineEdit[wrong="true"]:focus {{ border: 2px solid {alert}; }}
QLineEdit#result-line {{ background: {window}; font-weight: 600; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QTextEdit, QPlainTextEdit {{ background: {panel}; border: 1px solid {control}; border-radius: 6px; padding: 3px;
    selection-background-color: {accent}; selection-color: {on_accent}; }}
QTextEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {accent}; padding: 2px; }}
QComboBox {{ padding: 3px 0 3px 10px; }}
QComboBox:focus, QComboBox:on {{ border: 2px solid {accent}; padding: 2px 0 2px 9px; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url("{marks}-down.svg"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {panel}; border: 1px solid {control}; padding: 4px; outline: none;
    selection-background-color: {accent_t}; selection-color: {text}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 18px; background: transparent; }}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {sunken}; border-radius: 4px; }}
QAbstractSpinBox::up-arrow {{ image: url("{marks}-up.svg"); width: 10px; height: 10px; }}
QAbstractSpinBox::down-arrow {{ image: url("{marks}-down.svg"); width: 10px; height: 10px; }}

QCheckBox, QRadioButton {{ spacing: 8px; border: 2px solid transparent; border-radius: 6px; padding: 1px 4px 1px 2px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {accent}; }}
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTreeView::indicator {{ width: 14px; height: 14px;
    border: 1px solid {strong}; background: {panel}; }}
QCheckBox::indicator, QListView::indicator, QTreeView::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ background: {sunken}; }}
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {{ background: {accent};
    border-color: {accent}; image: url("{marks}-check.svg"); }}
QCheckBox::indicator:indeterminate, QTreeView::indicator:indeterminate {{ background: {accent}; border-color: {accent};
    image: url("{marks}-dash.svg"); }}
QRadioButton::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{marks}-dot.svg"); }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ background: {window}; border-color: {off}; }}

QPushButton {{ background: {panel}; border: 1px solid {control}; border-radius: 6px; padding: 5px 14px; min-height: 18px; }}
QPushButton:hover {{ background: {sunken}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:default {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton:default:hover, QPushButton:default:pressed {{ background: {accent_p}; border-color: {accent_p}; }}
QPushButton:default:disabled {{ background: {sunken}; color: {off}; border-color: {control}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 13px; }}
QPushButton:default:focus {{ border: 2px solid {text}; }}
QPushButton#small {{ padding: 2px 10px; min-height: 16px; }}
QPushButton#small:focus {{ padding: 1px 9px; }}
QPushButton#picks {{ padding: 3px 24px 3px 8px; text-align: left; }}
QPushButton#picks:focus {{ padding: 2px 23px 2px 7px; }}
QPushButton#picks::menu-indicator {{ image: url("{marks}-down.svg"); width: 12px; height: 12px; right: 6px;
    subcontrol-position: right center; }}
QPushButton#review-mark:checked {{ background: {accent_t}; border: 2px solid {accent}; padding: 4px 13px; font-weight: 600; }}
QPushButton#link {{ border: 2px solid transparent; background: transparent; color: {accent}; padding: 0; text-align: left; }}
QPushButton#link:hover {{ text-decoration: underline; }}
QPushButton#problem {{ border: 2px solid transparent; background: transparent; text-align: left; padding: 2px 0;
    font-weight: 400; }}
QPushButton#problem:hover {{ color: {accent}; }}
QPushButton#link:focus, QPushButton#problem:focus {{ border-color: {accent}; }}

QTabBar {{ background: {sunken}; border-radius: 8px; qproperty-drawBase: 0; }}
QTabBar::tab {{ padding: 3px 12px; margin: 2px; border: 2px solid transparent; border-radius: 6px; color: {text2}; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:selected {{ background: {raised}; color: {text}; font-weight: 600; border: 1px solid {control};
    padding: 4px 13px; }}
QTabBar::tab:selected:focus {{ border: 2px solid {accent}; padding: 3px 12px; }}

QProgressBar {{ background: {sunken}; border: {edge}; border-radius: 2px; text-align: center; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 2px; }}
QSlider::groove:horizontal {{ height: 2px; background: {control}; border-radius: 1px; }}
QSlider::sub-page:horizontal {{ background: {strong}; border-radius: 1px; }}
QSlider::handle:horizontal {{ width: 10px; height: 10px; margin: -5px 0; border: 1px solid {strong}; border-radius: 6px;
    background: {panel}; }}
QSlider::handle:horizontal:hover {{ background: {sunken}; }}
QSlider::handle:horizontal:pressed {{ background: {pressed}; }}
QSlider::handle:horizontal:focus {{ border: 2px solid {accent}; width: 8px; height: 8px; }}

QListView, QTreeView, QTableView {{ background: {panel}; border: none; outline: none; gridline-color: {hair};
    selection-background-color: {accent_t}; selection-color: {text}; }}
QListView::item, QTreeView::item {{ border: 2px solid transparent; border-radius: 6px; padding: 2px 6px; min-height: 20px; }}
QListView::item:hover, QTreeView::item:hover {{ background: {sunken}; }}
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected {{ background: {accent_t}; color: {text};
    {chosen} }}
QTableView::item {{ border: 2px solid transparent; padding: 0 4px; }}
QListView::item:focus, QTreeView::item:focus, QTableView::item:focus {{ border: 2px solid {accent}; }}
QHeaderView {{ background: {panel}; border: none; }}
QHeaderView::section {{ background: {panel}; color: {text2}; border: none; border-bottom: 1px solid {hair};
    padding: 4px 6px; font-size: 12px; font-weight: 500; }}
#paths QHeaderView::section, #names-list QHeaderView::section, #compare-lower QHeaderView::section,
#compare-table QHeaderView::section, #levers QHeaderView::section {{ padding: 4px 9px; }}
QTableCornerButton::section {{ background: {panel}; border: none; border-bottom: 1px solid {hair}; }}

#card {{ background: {panel}; border: 1px solid {control}; border-radius: 10px; }}
#busy {{ background: {panel}; border: none; border-bottom: 1px solid {control}; }}
#strip {{ background: {panel}; border-bottom: 1px solid {hair}; }}
QToolButton#chip {{ border: 1px solid {control}; padding: 2px 8px; }}
QToolButton#chip:checked {{ border-color: {accent}; }}
QToolButton#chip:focus {{ border: 2px solid {accent}; padding: 1px 7px; }}
#query-row {{ border-bottom: 1px solid {hair}; }}
QLineEdit#query, QLineEdit#query:focus {{ border: none; background: transparent; padding: 0; font-size: 15px; min-height: 22px; }}
#card > QLineEdit#query {{ font-size: 13px; }}
QListView#commands {{ background: transparent; border: none; outline: none; }}
QLabel#unit {{ color: {text3}; background: transparent; }}
#bottom QListView#chooser {{ border: none; border-right: 1px solid {hair}; padding: 4px; }}
#bottom, #bottom QTableView, #bottom QHeaderView, #problems, #paths, #findings,
#levers {{ background: {panel}; border: none; }}
#tabs {{ background: {window}; border-top: 1px solid {hair}; }}
QToolButton#segment {{ padding: 3px 10px; font-size: 12px; color: {text2}; }}
QToolButton#segment:checked {{ color: {text}; }}
QLineEdit#cell, QComboBox#cell {{ border: 2px solid {accent}; border-radius: 0; padding: 0 6px; background: {panel}; }}
#message {{ background: {alert_t}; border-bottom: 1px solid {hair}; }}
#bubble {{ background: {panel}; color: {alert}; border: 1px solid {alert}; border-radius: 4px; padding: 4px 8px; font-size: 12px; }}
#still-edge {{ background: {control}; border: none; }}

#compare-ground {{ background: {canvas}; }}
#compare-card, #compare-titles {{ background: {page}; }}
#compare-lower, #compare-lower QTableView, #compare-lower QTreeView, #compare-table, #compare-table QTableView {{
    background: {panel}; border: none; }}
#compare-head {{ background: {panel}; border-bottom: 1px solid {hair}; }}
QToolButton#side {{ font-weight: 600; padding: 3px 6px; }}
#alike {{ background: {wait_t}; }}
#guard {{ background: {wait_t}; border-radius: 8px; }}
#compare-lower QScrollArea {{ background: transparent; }}

#states {{ background: {sunken}; border-radius: 8px; }}
#states QTabBar {{ background: transparent; }}
#states QTabBar::tab {{ margin: 0; padding: 3px 11px; border: 2px solid transparent; border-radius: 6px; color: {text2}; }}
#states QTabBar::tab:hover {{ color: {text}; }}
#states QTabBar::tab:selected {{ background: {raised}; color: {text}; font-weight: 600; border: 1px solid {control};
    padding: 4px 12px; }}
#states QTabBar::tab:selected:focus {{ border: 2px solid {accent}; padding: 3px 11px; }}
#states QTabBar::tear {{ width: 0; border: none; }}
#states QToolButton {{ padding: 3px; }}
#states QToolButton:hover {{ background: {raised}; }}
#wrong-card {{ background: {panel}; color: {alert}; border: 1px solid {alert}; border-radius: 6px; padding: 4px 8px; font-size: 12px; }}

QDialogButtonBox {{ button-layout: 3; }}
#notice {{ background: {accent_t}; border-bottom: 1px solid {hair}; }}
#notice[tone="alert"] {{ background: {alert_t}; }}
#notice QPushButton {{ padding: 2px 11px; }}
#notice QPushButton:focus {{ border: 2px solid {accent}; padding: 1px 10px; }}
#notice QPushButton[main="true"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
#notice QPushButton:pressed {{ background: {pressed}; }}
#notice QPushButton[main="true"]:hover, #notice QPushButton[main="true"]:pressed {{ background: {accent_p}; }}
#notice QPushButton[main="true"]:focus {{ border: 2px solid {text}; }}
#notice QPushButton#close-notice {{ border: none; background: transparent; padding: 2px 8px; color: {text}; font-size: 18px; }}
#notice QPushButton#close-notice:focus {{ border: 2px solid {accent}; padding: 0 6px; border-radius: 6px; }}
#start, #start #panel {{ background: {panel}; }}
#greeting {{ font-size: 24px; font-weight: 600; padding-left: 11px; }}
#question {{ font-size: 15px; color: {text2}; padding-left: 12px; }}
#heading, #left-heading {{ font-weight: 600; padding: 2px 0; }}
#aside, #left-aside {{ color: {text3}; font-size: 12px; }}
#left-heading, #left-aside {{ padding-left: 12px; }}
QPushButton#choice {{ border: 2px solid transparent; background: transparent; text-align: left; padding: 0; }}
QPushButton#recent {{ border: 1px solid transparent; border-top-color: {hair}; border-radius: 0; background: transparent; }}
QPushButton#sample {{ border: 1px solid {hair}; border-radius: 8px; background: {panel}; text-align: left; padding: 0; }}
QPushButton#choice:hover, QPushButton#recent:hover, QPushButton#sample:hover {{ background: {accent_t}; }}
QPushButton#choice:pressed, QPushButton#recent:pressed, QPushButton#sample:pressed {{ background: {pressed}; }}
QPushButton#choice:focus, QPushButton#recent:focus, QPushButton#sample:focus {{ border: 2px solid {accent}; background: {accent_t}; }}
#choice-title {{ font-weight: 500; }}
#sample #choice-title {{ font-weight: 600; }}
#choice-words, #choice-note {{ color: {text2}; font-size: 12px; }}
#print-thumbs {{ background: {window}; border-top: 1px solid {hair}; padding: 6px; }}
#print-small {{ border: 1px solid {hair}; border-radius: 6px; }}
#print-page {{ border: none; border-top: 1px solid {hair}; }}
#thumb {{ background: {page}; border-right: 1px solid {hair}; border-top-left-radius: 7px; border-bottom-left-radius: 7px; }}
#import-head {{ background: {panel}; border-bottom: 1px solid {hair}; }}
#import-foot {{ background: {panel}; border-top: 1px solid {hair}; }}
#import-pane {{ background: {window}; }}
#import-sheet {{ background: {page}; border: 1px solid {control}; }}
#import-drop {{ background: {panel}; border: 2px dashed {control}; border-radius: 10px; }}
QPushButton#import-recent {{ border: 1px solid transparent; border-top-color: {hair}; border-radius: 0; background: transparent;
    text-align: left; padding: 6px 8px; }}
QPushButton#import-recent:hover {{ background: {accent_t}; }}
QPushButton#import-recent:focus {{ border: 2px solid {accent}; padding: 5px 7px; background: {accent_t}; }}
#import-heads {{ border: none; border-bottom: 1px solid {hair}; }}
#import-column {{ border: none; border-bottom: 1px solid {hair}; }}
#import-column QLabel#letter {{ background: {sunken}; color: {text2}; border-radius: 4px; padding: 1px 6px; font-size: 12px; }}
QLabel#column-header {{ font-weight: 600; }}
QLabel#column-header[unused="true"] {{ font-weight: 400; color: {text3}; }}
QLabel#why {{ color: {text3}; font-size: 11px; }}
QPushButton#confirm {{ border: 2px solid transparent; background: transparent; color: {accent}; padding: 0 2px; font-size: 11px;
    min-height: 14px; }}
QPushButton#confirm:hover {{ text-decoration: underline; }}
QPushButton#confirm:focus {{ border-color: {accent}; }}
QLabel#why[doubtful="true"] {{ color: {wait}; }}
QComboBox#import-field[doubtful="true"], QComboBox#import-unit[doubtful="true"] {{ border: 2px solid {wait}; padding: 2px 0 2px 9px; }}
QComboBox#import-field[doubtful="true"]:focus, QComboBox#import-unit[doubtful="true"]:focus {{ border-color: {accent}; }}
QToolButton#import-chip {{ border: 1px solid {control}; padding: 2px 3px; font-size: 12px; }}
QToolButton#import-chip:checked {{ border-color: {accent}; }}
QToolButton#import-chip:focus {{ border: 2px solid {accent}; padding: 1px 2px; }}
#import-note {{ background: {accent_t}; border-radius: 6px; }}
#import-note[tone="alert"] {{ background: {alert_t}; }}
#import-outcomes {{ border: 1px solid {control}; border-radius: 8px; background: {panel}; padding: 3px; }}
#import-grid {{ border-top: 1px solid {hair}; }}
#import-sheets {{ border: 1px solid {control}; border-radius: 6px; padding: 4px; }}
#page-title {{ font-size: 18px; font-weight: 600; }}
#update-dialog {{ background: {panel}; }}
#notice[tone="record"] {{ background: {alert_t}; }}
#guard {{ background: {wait_t}; color: {text}; border-radius: 8px; padding: 8px 10px; }}
QScrollArea#side {{ border: none; border-left: 1px solid {hair}; }}
QToolButton#take-out {{ padding: 0 5px; font-size: 15px; color: {text2}; }}
#change {{ color: {text3}; }}
#change[sense="better"] {{ color: {ok}; font-weight: 600; }}
#change[sense="worse"] {{ color: {alert}; font-weight: 600; }}
#change[sense="other"] {{ color: {text}; font-weight: 600; }}
#effects {{ background: {window}; border-left: 1px solid {hair}; border-top: 1px solid {hair}; border-bottom: 1px solid {hair}; }}
#effect {{ font-size: 15px; color: {text2}; }}
#effect[sense="better"], #effect[sense="worse"], #effect[sense="other"] {{ font-weight: 600; color: {text}; }}
#effect[sense="better"] {{ color: {ok}; }}
#effect[sense="worse"] {{ color: {alert}; }}
#differences {{ border-top: 1px solid {hair}; border-bottom: 1px solid {hair}; }}
#differences QHeaderView::section {{ padding: 4px 7px; }}
#differences QHeaderView::section:first {{ padding-left: 24px; }}
#differences::item, #differences::item:focus, #differences::item:hover {{ border: none; border-radius: 0; padding: 0 5px;
    background: transparent; }}
#what-if-column {{ background: {panel}; border-left: 1px solid {hair}; }}
#what-if {{ font-weight: 600; }}
#what-if-change {{ font-size: 12px; color: {text2}; }}
#what-if[sense="better"], #what-if-change[sense="better"] {{ color: {ok}; }}
#what-if[sense="worse"], #what-if-change[sense="worse"] {{ color: {alert}; }}
QScrollArea#words {{ background: transparent; border: 2px solid transparent; border-radius: 4px; }}
QScrollArea#words:focus {{ border-color: {accent}; }}
QListWidget#told {{ background: transparent; font-size: 12px; color: {text2}; }}
QListWidget#told::item {{ padding: 0 6px; min-height: 0; }}
#deviations {{ border: 1px solid {control}; background: {panel}; }}
QLabel#guard {{ background: {wait_t}; border-radius: 6px; padding: 6px 8px; font-size: 12px; }}
#guesses {{ border: 1px solid {wait}; border-radius: 8px; background: {panel}; }}
#guesses QScrollArea, #guesses QScrollArea > QWidget > QWidget {{ background: transparent; }}
QPushButton#coach-question {{ border: 2px solid transparent; border-top: 1px solid {hair}; border-radius: 0; background: transparent;
    text-align: left; padding: 0; }}
QPushButton#coach-question:hover {{ background: {sunken}; }}
QPushButton#coach-question:checked {{ background: {accent_t}; {chosen} }}
QPushButton#coach-question:focus {{ border: 2px solid {accent}; }}
#coach-words {{ font-weight: 600; }}
#coach-number {{ color: {text2}; font-weight: 600; }}
#coach-status {{ color: {text2}; font-size: 12px; }}
#coach-status[status="open"] {{ color: {wait}; font-weight: 600; }}
#coach-status[status="answered"] {{ color: {ok}; font-weight: 600; }}
#preview-tag {{ background: {accent}; color: {on_accent}; font-weight: 600; border-radius: 6px; padding: 5px 12px; }}
#coach-note {{ background: {accent_t}; color: {text}; font-size: 12px; padding: 8px 16px; }}
#coach-said {{ color: {text}; font-size: 12px; }}
#coach-warning {{ background: {wait_t}; color: {text}; font-size: 12px; border-radius: 6px; padding: 5px 8px; }}
#coach-gain {{ font-size: 12px; font-weight: 600; }}
#coach-gain[sense="better"] {{ color: {ok}; }}
#coach-gain[sense="worse"] {{ color: {alert}; }}
#proposal {{ border: 1px solid {control}; border-radius: 8px; background: {panel}; }}
#proposal:hover {{ border-color: {accent}; }}
"""
