"""Where a value stream is seen: a QGraphicsView kept stupid, one item per part.

No ItemIsMovable, no ItemIsSelectable, no itemChange, no mouse handlers on items, no scene hits, no scene.render:
items decide nothing.
"""
