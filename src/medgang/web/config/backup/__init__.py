"""A copy of everything, taken while the site runs, sealed, and put back on an empty machine."""
