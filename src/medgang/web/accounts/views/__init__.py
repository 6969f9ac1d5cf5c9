"""Pages about people, places and sign-in, one module per subject."""
