"""What the commands share: language and output options, and refusals as one sentence with exit code 2."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, TypeVar

import click

from medgang.content.catalogue import translator
from medgang.content.loader import LANGUAGES
from medgang.content.sentences import say
from medgang.core.errors import MedgangError

F = TypeVar("F", bound=Callable[..., Any])

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


class Refused(click.ClickException):
    """One sentence on stderr and exit code 2, without a traceback."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Write the sentence alone."""
        click.echo(self.message, file=file, err=file is None)


def lang_option(function: F) -> F:
    """`--lang nb|nn|en`."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default="nb",
        show_default=True,
        help="Språk / språk / language.",
    )(function)


def json_option(function: F) -> F:
    """`--json`: the result as JSON instead of text."""
    return click.option("--json", "as_json", is_flag=True, help="Skriv resultatet som JSON.")(function)


def content_option(function: F) -> F:
    """`--content`: the clinic's own content, laid over what is shipped."""
    return click.option(
        "--content",
        "over",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        multiple=True,
        help="Mappe med klinikkens eget innhold, lagt over det som følger med.",
    )(function)


@contextmanager
def refusals(lang: str) -> Iterator[None]:
    """Turn what the core or a content file refuses into its sentence in the reader's language."""
    try:
        yield
    except MedgangError as error:
        raise Refused(sentence(error.code, lang, error.values)) from None


def sentence(code: str, lang: str, values: dict[str, Any]) -> str:
    """The sentence of a code, its numbers written as `lang` writes them."""
    return say(code, lang, **{name: localised(str(value), lang) for name, value in values.items()})


def localised(text: str, lang: str) -> str:
    """A plain number with the decimal sign of `lang`; any other text as it is."""
    return text.replace(".", ",") if lang != "en" and _NUMBER.fullmatch(text) else text


def number(value: float, lang: str, decimals: int = 1) -> str:
    """A number with so many decimals (5 up), and the decimal sign of `lang`; minus as a minus sign."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return localised(str(exact), lang).replace("-", "−")


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A plain text table: columns as wide as their widest cell, two spaces between, no lines."""
    widths = [max(len(cell) for cell in column) for column in zip(columns, *rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (columns, *rows)
    )


def print_json(value: object) -> None:
    """The value as JSON, readable, in UTF-8."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def words(lang: str) -> Callable[[str], str]:
    """The translation of messages into `lang`."""
    return translator(lang).gettext
