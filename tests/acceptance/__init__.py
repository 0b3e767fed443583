"""The acceptance cases: each becomes a drawn map, is saved, loaded and measured by the same `measure` as the window.

`python -m tests.acceptance DIR [--save OUT]`. There is no arithmetic here.
"""
