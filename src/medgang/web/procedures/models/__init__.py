"""One model per file."""

from medgang.web.procedures.models.in_force import InForceRow
from medgang.web.procedures.models.overlay import OverlayVersion
from medgang.web.procedures.models.version import ProcedureVersion

__all__ = ["InForceRow", "OverlayVersion", "ProcedureVersion"]
