"""How a value stream is kept: one readable JSON file, written atomically, one number for the format."""
