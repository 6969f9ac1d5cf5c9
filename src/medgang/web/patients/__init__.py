"""Patients, their stays, the event table, and the one door to them."""
