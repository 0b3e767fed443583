"""Charts beside the map, in the ops of the map: what the screen shows prints and exports.

A chart is drawn for a width and a height, in the colours of a theme. Numbers come from the report alone.
"""
