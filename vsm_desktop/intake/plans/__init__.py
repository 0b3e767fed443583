"""A workbook of a plan and a scoreboard that was changed: what it says, what differs, and what is taken of it."""
