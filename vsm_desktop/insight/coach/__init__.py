"""The eight questions of a future state (Rother & Shook, Learning to See, 1999, part III), answered from a map.

Each question is open, answered or not applicable, with its reasoning in numbers and with proposals that are edits.
"""
