"""The gym: the week, one group session with its roster and clock, what was done and what it gave."""
