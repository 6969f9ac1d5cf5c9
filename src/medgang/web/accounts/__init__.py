"""People, units and memberships; sign-in; who may open what; the access log."""
