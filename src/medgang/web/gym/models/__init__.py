"""One model per file."""

from medgang.web.gym.models.clock import ClockPress
from medgang.web.gym.models.entry import Entry
from medgang.web.gym.models.fixture import Fixture
from medgang.web.gym.models.place import Equipment, GroupMember, UnitGym
from medgang.web.gym.models.session import Seat, Session

__all__ = ["ClockPress", "Entry", "Equipment", "Fixture", "GroupMember", "Seat", "Session", "UnitGym"]
