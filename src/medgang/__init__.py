"""Medgang: structured physical activity as a part of specialised substance-use treatment."""

__version__ = "0.1.0"
