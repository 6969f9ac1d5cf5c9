"""The patient's own pages, and those of treningskontakt, sponsor and alumnus."""
