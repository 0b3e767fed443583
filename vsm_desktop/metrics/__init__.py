"""What a value stream means: the numbers of METRICS.md, as pure functions over the state as a graph.

`measure(stream, state_id)` never raises: what cannot be known is unknown with a reason, never 0. networkx serves
structure and tests; the hot path is plain dicts and lists.
"""
