"""The focus ring of buttons, fields and tabs: 2 pixels of accent, never by a change of hue alone, nothing moves."""

FOCUS_SHEET = """
QToolButton:focus {{ border: 2px solid {accent}; padding: 4px; }}
QToolButton#export:focus {{ border: 2px solid {accent}; padding: 4px 11px; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 13px; }}
QPushButton:default:focus {{ border: 2px solid {text}; }}
QPushButton#link, QPushButton#problem {{ border: 2px solid transparent; border-radius: 4px; }}
QPushButton#link {{ padding: 0 4px; margin-left: -6px; }}
QPushButton#problem {{ padding: 2px 4px; }}
QPushButton#link:focus, QPushButton#problem:focus {{ border: 2px solid {accent}; }}
QCheckBox {{ border: 2px solid transparent; border-radius: 4px; padding: 1px 2px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {accent}; }}
QMenuBar::item {{ border: 2px solid transparent; padding: 2px 7px; }}
QMenuBar::item:selected {{ border-color: {accent}; }}
"""
