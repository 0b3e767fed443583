"""How data comes in: sheets now, drawings and event logs later.

Everything read is reported: taken, converted, doubtful or rejected, each with its place and reason. Nothing is
dropped in silence and nothing is guessed as 0. Intake returns an unplaced state; the caller lays it out.
"""
