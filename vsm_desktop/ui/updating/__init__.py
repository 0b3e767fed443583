"""A map brought up to date with a sheet: every difference to be ticked, and what it does to the system."""
