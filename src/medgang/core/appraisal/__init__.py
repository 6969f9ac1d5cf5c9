"""Checklists and certainty: forms, RoB 2, ROBINS-I, GRADE, CERQual."""
