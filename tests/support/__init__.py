"""What the tests share: the profile, the databases, the browser, accessibility, traceability."""
