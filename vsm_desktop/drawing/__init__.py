"""What a value stream looks like: one display list of paths and texts, described once, played by three players.

Map units are points (1/72 inch), y down. Colours are final: the theme is applied here. Text is measured here, once.
"""
