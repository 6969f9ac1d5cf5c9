"""Clinical procedures as they are stored: versions, what a unit does differently, and what is in force where."""
