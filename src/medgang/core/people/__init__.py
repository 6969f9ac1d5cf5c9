"""Who takes part and where: staff roles, settings of care, levels of the organisation, and how names sort."""

from medgang.core.people.names import search_key, sort_key
from medgang.core.people.roles import Level, Role, Setting, is_outside_role, is_staff_role

__all__ = ["Level", "Role", "Setting", "is_outside_role", "is_staff_role", "search_key", "sort_key"]
