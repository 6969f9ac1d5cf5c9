"""Verbs on reviews, each in one transaction with its row in the log."""
