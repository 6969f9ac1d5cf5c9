"""Today: what the ward sees when a shift begins, composed of the other apps."""
