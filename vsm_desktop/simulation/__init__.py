"""How a value stream behaves over time.

Nothing stands here yet but the charter: it may use model and metrics, and gives the same result bit for bit for the
same map, seed and version.
"""
