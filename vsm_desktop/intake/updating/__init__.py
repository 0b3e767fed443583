"""A sheet beside a map that is there already: what it says, which step is which, what differs, and what is taken of it."""
