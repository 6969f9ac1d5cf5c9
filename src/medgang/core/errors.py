"""The one family of errors the core raises.

The core returns codes and numbers, never sentences. An error therefore carries a code and the values that
belong to it; `medgang.content.sentences.say` turns it into a sentence in the reader's language.
"""

from __future__ import annotations


class MedgangError(Exception):
    """Something was asked that cannot be done, for a reason a person can be told.

    `code` names the sentence (`package.what_is_wrong`); `values` fill its named placeholders. Values never hold
    a patient's name or identity number: they may end up in a log.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in sorted(self.values.items()))
        return f"{self.code}({shown})" if shown else self.code


class InvalidValue(MedgangError):  # noqa: N818 - read aloud: "invalid value raised"
    """A value outside what it may be: the caller, a file or a person gave something impossible."""


class NotAllowed(MedgangError):  # noqa: N818
    """The rules say no: a state that does not permit it, or a person who may not."""
