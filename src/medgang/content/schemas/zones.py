"""Zone scales as data: a versioned file per scale, and its core form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import model_validator

from medgang.content.loader import Schema, Text, load, load_all
from medgang.content.schemas.fields import Class, Numbers2, WholeNumbers2, both, built
from medgang.core.physiology.zones import Zone, ZoneScale

AREA = "zones"
DEFAULT_SCALE = "olympiatoppen-2020"


class ZoneEntry(Schema):
    """One zone of a scale file."""

    key: str
    pct: Numbers2 | None = None
    borg: WholeNumbers2 | None = None
    intensity: Class
    name: Text
    talk: Text | None = None


class ZoneScaleFile(Schema):
    """A scale: its source, its name, its rule for borders, and its zones, easiest first."""

    source: str
    name: Text
    boundary: Text
    zones: list[ZoneEntry]

    @model_validator(mode="after")
    def _holds_together(self) -> ZoneScaleFile:
        return built(self, lambda: self.scale("checked"))

    def scale(self, key: str) -> ZoneScale:
        """The scale as the core knows it."""
        return ZoneScale(key, tuple(_zone(entry) for entry in self.zones))

    def entry(self, key: str) -> ZoneEntry:
        """The zone called `key`, with its texts."""
        return next(entry for entry in self.zones if entry.key == key)


def _zone(entry: ZoneEntry) -> Zone:
    (low, high), (borg_low, borg_high) = both(entry.pct), both(entry.borg)
    return Zone(entry.key, low, high, borg_low, borg_high, entry.intensity)


def zone_scale_file(key: str = DEFAULT_SCALE, over: Sequence[Path] = ()) -> ZoneScaleFile:
    """The scale with its texts. Raises `ContentError` when there is none, or when it does not hold together."""
    return load(AREA, key, ZoneScaleFile, over).value


def zone_scale(key: str = DEFAULT_SCALE, over: Sequence[Path] = ()) -> ZoneScale:
    """The scale as the core knows it."""
    return zone_scale_file(key, over).scale(key)


def zone_scales(over: Sequence[Path] = ()) -> dict[str, ZoneScaleFile]:
    """Every scale there is, by key."""
    return {key: content.value for key, content in load_all(AREA, ZoneScaleFile, over).items()}
