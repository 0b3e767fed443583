"""What a value stream is: immutable values, the field table, quantities as typed, changes as values.

Nothing here computes, draws or stores. Every data field is one row of `fields.py`; a value never changes, it gives
way to another by `evolve`. `model_copy(update=)` and caches on values are banned: the first skips validation, both
carry stale state into the copy.
"""
