"""Opening in an emergency, and looking afterwards at who has opened what."""
