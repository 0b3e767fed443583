"""How a value stream leaves."""
