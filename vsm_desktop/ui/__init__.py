"""What stands around the map: window, palette, properties, number strip, dialogs.

Panels show frames and write through the desk; colours come from the tokens of `theme.json`.
"""
