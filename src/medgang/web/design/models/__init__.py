"""What the design app stores: half-written forms, for their writers alone."""

from medgang.web.design.models.draft import Draft

__all__ = ["Draft"]
