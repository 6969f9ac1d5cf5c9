"""Finds the messages that Python files and templates ask the catalogue for, without gettext installed."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

_ARGUMENTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("_", "N_", "gettext", "gettext_lazy", "gettext_noop"), ("msgid",)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), ("msgid", "plural")),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ("context", "msgid")),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ("context", "msgid", "plural")),
}
"""The functions that mark a message, and what their first arguments are."""

_LITERAL = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_TEMPLATE_CALL = re.compile(rf"\b(n?p?gettext|_)\(({_LITERAL}(?:\s*,\s*{_LITERAL})*)", re.DOTALL)
TEMPLATE_SUFFIXES = frozenset({".html", ".txt", ".svg", ".webmanifest"})


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the catalogue knows it, and where it is asked for."""

    msgid: str
    plural: str | None
    context: str | None
    place: str
    area: str

    @property
    def key(self) -> tuple[str | None, str]:
        """What the catalogue looks a message up by."""
        return (self.context, self.msgid)


class UnreadableMessageError(Exception):
    """A message that cannot be looked up, since its text is only known when the program runs."""


def area_of(path: Path, package: Path) -> str:
    """The area a source file belongs to: `cli-pool`, `web-accounts`; sentences belong to their core package.

    >>> area_of(Path("/m/content/sentences/pool.py"), Path("/m"))
    'core-pool'
    >>> area_of(Path("/m/web/accounts/templates/accounts/log.html"), Path("/m"))
    'web-accounts'
    """
    parts = path.relative_to(package).with_suffix("").parts
    if parts[:2] == ("content", "sentences"):
        return f"core-{parts[2].replace('_', '-')}"
    return "-".join(parts[:2]).replace("_", "-")


def find(package: Path) -> list[Message]:
    """Every message under `package` (the folder `medgang`), in the order of the files."""
    found: list[Message] = []
    for path in sorted(package.rglob("*")):
        if path.suffix == ".py":
            found += _in_python(path, package)
        elif path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts:
            found += _in_template(path, package)
    return found


def _message(name: str, texts: list[str], *, path: Path, line: int, package: Path) -> Message:
    named = dict(zip(_ARGUMENTS[name], texts, strict=True))
    return Message(
        msgid=named["msgid"],
        plural=named.get("plural"),
        context=named.get("context"),
        place=f"{path.relative_to(package.parent)}:{line}",
        area=area_of(path, package),
    )


def _in_python(path: Path, package: Path) -> list[Message]:
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    except SyntaxError as error:
        raise UnreadableMessageError(f"{path}:{error.lineno}: {error.msg}") from error
    # `from … import gettext_lazy as lazy` gives the function another name in this file
    names = {name: name for name in _ARGUMENTS}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {a.asname: a.name for a in node.names if a.asname and a.name in _ARGUMENTS}
    found: list[Message] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        name = names.get(called)
        if name is None:
            continue
        texts: list[str] = []
        for argument in node.args[: len(_ARGUMENTS[name])]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                texts.append(argument.value)
            elif isinstance(argument, (ast.JoinedStr, ast.BinOp)):
                raise UnreadableMessageError(
                    f"{path}:{node.lineno}: {called}(…) needs a plain text; fill its placeholders afterwards"
                )
        # A variable is translated here but marked where its text stands (N_), so there is nothing to find.
        if len(texts) == len(_ARGUMENTS[name]) and texts[0]:
            found.append(_message(name, texts, path=path, line=node.lineno, package=package))
    return found


def _in_template(path: Path, package: Path) -> list[Message]:
    from django.utils.translation.template import templatize  # only templates need it

    source = path.read_text(encoding="utf-8")
    # templatize keeps the line breaks, and gives each translatable text as a call of gettext
    as_calls = templatize(source)
    found: list[Message] = []
    for match in _TEMPLATE_CALL.finditer(as_calls):
        texts = list(ast.literal_eval(f"({match[2]},)"))
        line = as_calls.count("\n", 0, match.start()) + 1
        found.append(_message(match[1], texts, path=path, line=line, package=package))
    return found
