"""How a study is named everywhere: an identity that never changes, and the version that was meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from medgang.core.errors import InvalidValue

_ID = re.compile(r"^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$")


@dataclass(frozen=True, slots=True)
class StudyRef:
    """One study at one version: `brellenthin-2021@2`, or a random UUID at a version.

    `id` is given once and never reused; `version` counts what was known about the study (reports joined, errata,
    extraction corrected). `label` is how people name it ("Brellenthin 2021"); it is no part of the identity, so a
    corrected spelling never makes another study of it.
    """

    id: str
    version: int = 1
    label: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not _ID.match(self.id):
            raise InvalidValue("literature.bad_study_id", id=self.id)
        if self.version < 1:
            raise InvalidValue("literature.bad_version", id=self.id, version=self.version)

    def __str__(self) -> str:
        return f"{self.id}@{self.version}"

    @property
    def shown(self) -> str:
        """The name to print: the label, or the id where none was given."""
        return self.label or self.id

    @classmethod
    def parse(cls, text: str, label: str = "") -> StudyRef:
        """Read `id@version`; a missing version means the first."""
        name, _, version = text.partition("@")
        if version and not version.isdecimal():
            raise InvalidValue("literature.bad_version", id=name, version=version)
        return cls(name, int(version) if version else 1, label)
