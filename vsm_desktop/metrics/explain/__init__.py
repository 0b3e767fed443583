"""Where a number comes from: the calculation itself, run once more with numbers that remember how they were made.

`measure` keeps no trace (it runs on every move of the mouse). To explain a result the map's quantities are replaced by
`Traced` ones (`plant.py`), the same functions are called (`record.py`), and what the result remembers is put into words
(`tree.py`, `words.py`). There is no second description of a formula that could disagree with the first.
"""
