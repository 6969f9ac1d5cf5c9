"""Every picture with axes, once, for page, PDF and terminal; and the few diagrams without axes."""

from medgang.charts.figure import Figure, FigureTable, svg_document

__all__ = ["Figure", "FigureTable", "svg_document"]
