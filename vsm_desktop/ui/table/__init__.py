"""The map as a table: a row for every step or arrow, a column for every field.

`columns`, `rows`, `cells`, `blocks` and `paste` know nothing of windows; `model` shows them to Qt.
"""
