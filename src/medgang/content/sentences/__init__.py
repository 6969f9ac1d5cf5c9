"""The sentence for every code the core returns: one module per package, one table per module."""

from __future__ import annotations

import importlib

from medgang.content.catalogue import translator
from medgang.core.errors import MedgangError


def say(what: MedgangError | str, lang: str, **values: object) -> str:
    """The sentence for an error or a code, in `lang`, with its values filled in.

    Codes begin with the package they come from (`physiology.age_out_of_range`); an unknown code is a fault of ours
    and raises KeyError.
    """
    code = what.code if isinstance(what, MedgangError) else what
    filled = {**what.values, **values} if isinstance(what, MedgangError) else values
    module = importlib.import_module(f"medgang.content.sentences.{code.split('.', 1)[0]}")
    sentences: dict[str, str] = module.SENTENCES
    return translator(lang).gettext(sentences[code]) % filled
