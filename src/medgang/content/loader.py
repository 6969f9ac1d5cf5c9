"""`content.load`: the one way clinical content gets from a file into the program.

Shipped files lie beside this module; a clinic's own folder (`MEDGANG_CONTENT`, given by the caller) lies over them:
a file with the same name there stands instead of the shipped one. A broken file is refused with file, line, reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Generic, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from medgang.content.yaml import DuplicateKey, line_of, parse
from medgang.core.errors import MedgangError

Lang = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Lang, ...] = ("nb", "nn", "en")


class Schema(BaseModel):
    """Base of every content schema: nothing unknown is accepted, nothing is coerced, nothing can be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Text(Schema):
    """A text in the three languages of the product."""

    nb: str
    nn: str
    en: str

    def in_(self, lang: str) -> str:
        """The text in `lang`; bokmål for a language the product does not speak."""
        found: str = getattr(self, lang if lang in LANGUAGES else "nb")
        return found


M = TypeVar("M", bound=Schema)


@dataclass(frozen=True, slots=True)
class Content(Generic[M]):
    """One loaded file: its name without ending, what it holds, and the hash of the bytes it came from."""

    name: str
    value: M
    sha256: str
    shipped: bool


class ContentError(MedgangError):
    """A content file that cannot be used. Values: `file` (name only), `line`, `reason`."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__("content.broken", file=file, line=line, reason=reason)
        self.file = file
        self.line = line
        self.reason = reason


def _shipped_root() -> Path:
    return Path(str(resources.files("medgang.content")))


def content_files(area: str, over: Sequence[Path] = ()) -> dict[str, tuple[Path, bool]]:
    """Name → (path, shipped?) of every YAML file of an area, the clinic's own folders laid over the shipped one."""
    found: dict[str, tuple[Path, bool]] = {}
    for root, shipped in [(_shipped_root(), True), *((path, False) for path in over)]:
        folder = root / area
        if folder.is_dir():
            found |= {path.stem: (path, shipped) for path in sorted(folder.glob("*.yaml"))}
    return found


def load(area: str, name: str, schema: type[M], over: Sequence[Path] = ()) -> Content[M]:
    """Read `area/name.yaml` as `schema`. Raises `ContentError` with file, line and reason."""
    files = content_files(area, over)
    if name not in files:
        raise ContentError(f"{area}/{name}.yaml", 0, "not found")
    path, shipped = files[name]
    return _read(path, area, schema, shipped=shipped)


def load_all(area: str, schema: type[M], over: Sequence[Path] = ()) -> dict[str, Content[M]]:
    """Every file of an area, by name."""
    return {
        name: _read(path, area, schema, shipped=shipped)
        for name, (path, shipped) in sorted(content_files(area, over).items())
    }


def _read(path: Path, area: str, schema: type[M], *, shipped: bool) -> Content[M]:
    shown = f"{area}/{path.name}"
    raw = path.read_bytes()
    try:
        document = parse(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ContentError(shown, raw[: error.start].count(b"\n") + 1, "not UTF-8") from error
    except DuplicateKey as error:
        raise ContentError(shown, error.line, f"the key {error.key!r} stands twice") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise ContentError(shown, mark.line + 1 if mark else 1, error.problem or "not YAML") from error
    except yaml.YAMLError as error:
        raise ContentError(shown, 1, "not YAML") from error
    try:
        value = schema.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise ContentError(shown, line_of(document, first["loc"]), f"{place}: {first['msg']}") from error
    return Content(path.stem, value, hashlib.sha256(raw).hexdigest(), shipped)
