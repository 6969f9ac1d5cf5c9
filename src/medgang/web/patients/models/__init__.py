"""One model per file."""

from medgang.web.patients.models.event import EventRow
from medgang.web.patients.models.grant import AccessGrant
from medgang.web.patients.models.patient import Patient
from medgang.web.patients.models.review import EmergencyReview
from medgang.web.patients.models.stay import Placement, Stay

__all__ = ["AccessGrant", "EmergencyReview", "EventRow", "Patient", "Placement", "Stay"]
