"""Findings beside the map: the page under it, the pins on it, and the lines in the properties."""
