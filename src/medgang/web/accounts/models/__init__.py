"""One model per file; each classifies its fields (see docs/architecture.md, "Every field is classified")."""

from medgang.web.accounts.models.access_log import AccessLogEntry
from medgang.web.accounts.models.log_seal import LogSeal, LogSealHead
from medgang.web.accounts.models.membership import Membership
from medgang.web.accounts.models.person import Person
from medgang.web.accounts.models.unit import OrgUnit

__all__ = ["AccessLogEntry", "LogSeal", "LogSealHead", "Membership", "OrgUnit", "Person"]
