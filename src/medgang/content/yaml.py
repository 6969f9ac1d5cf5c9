"""The one YAML reader: libyaml's safe loader without the resolvers that change what a person wrote.

`on:` stays the word "on", `no` stays "no", `4:00` stays "4:00", `2026-11-20` stays text, duplicate keys are refused,
and every mapping remembers the line it began on.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DROPPED = {
    "tag:yaml.org,2002:bool",
    "tag:yaml.org,2002:timestamp",
    "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:float",
}
_INT = re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$")
_FLOAT = re.compile(r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?$")
_BOOL = re.compile(r"^(?:true|false)$")


class Lined(dict[str, Any]):
    """A mapping that knows the line of the file it began on (1 is the first)."""

    def __init__(self) -> None:
        super().__init__()
        self.line = 0
        self.key_lines: dict[str, int] = {}


class DuplicateKey(Exception):  # noqa: N818
    """The same key twice in one mapping."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key, line)
        self.key = key
        self.line = line


class _Loader(_BASE):  # type: ignore[misc]
    """CSafeLoader, less what it guesses."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _DROPPED]
    for first, resolvers in _BASE.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", _INT, list("-+0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", _FLOAT, list("-+0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", _BOOL, list("tf"))


def _mapping(loader: Any, node: Any) -> Lined:
    found = Lined()
    found.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            key = str(key_node.value)
        if key in found:
            raise DuplicateKey(key, line)
        found[key] = loader.construct_object(value_node, deep=True)
        found.key_lines[key] = line
    return found


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def parse(text: str) -> Any:
    """The document as plain values, mappings as `Lined`. Raises `yaml.YAMLError` or `DuplicateKey`."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader, see above


def line_of(document: Any, place: tuple[int | str, ...]) -> int:
    """The line where the value at `place` stands, or the nearest mapping above it."""
    line = 1
    for step in place:
        if isinstance(document, Lined):
            line = document.key_lines.get(str(step), document.line or line)
            document = document.get(str(step))
        elif isinstance(document, list) and isinstance(step, int) and 0 <= step < len(document):
            document = document[step]
            if isinstance(document, Lined):
                line = document.line
        else:
            break
    return line
