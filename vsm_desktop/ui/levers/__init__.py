"""Levers: the strongest ones as a table, and sliders to try them with before the map is changed."""
