"""Fields, formulas and totals of the user's own: the dialog that defines them, and their cells on the number strip."""
