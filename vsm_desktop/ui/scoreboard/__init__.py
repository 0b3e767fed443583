"""The scoreboard under the map: measures with baseline, target and what was reached, as a table, as run charts, from sheets."""
