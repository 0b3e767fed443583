"""The parts of automatic layout: what leads where, which lane and row it takes, where notes go with it."""
