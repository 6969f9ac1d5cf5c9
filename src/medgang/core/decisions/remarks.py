"""Something a person should look at: a code and its values, never a block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark about a table, a document or a clause; `code` names its sentence."""

    code: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, code: str, **values: object) -> Remark:
        """A remark with its values."""
        return cls(code, MappingProxyType(values))
