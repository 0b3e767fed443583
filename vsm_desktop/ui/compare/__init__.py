"""Two states against each other in place of the map: as two sheets, as one, or as a table; beneath, what it does."""
