"""Science and rules. No Django, no hidden I/O, no clock: time and data come in as arguments."""
