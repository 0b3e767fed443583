"""How a value stream changes: edits as functions from state to state, rules asked beforehand, one history.

No inverse is ever written: the history keeps before and after.
"""
