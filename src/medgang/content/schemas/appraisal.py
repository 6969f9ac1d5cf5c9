"""Checklists, matrices and starting themes as content files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from medgang.content.loader import Schema, Text, load, load_all
from medgang.core.appraisal.forms import Form, Item
from medgang.core.appraisal.rob2 import Domain, Effect, Variant, domains
from medgang.core.synthesis.extraction import Column, MatrixTemplate
from medgang.core.synthesis.qualitative import Theme


class ItemFile(Schema):
    """One question of a checklist."""

    id: str
    text: Text
    screening: bool = False
    free_text: bool = False


class FormFile(Schema):
    """A checklist: own words, with version and link to the official one."""

    source: str
    link: str
    version: str
    designs: list[str]
    title: Text
    items: list[ItemFile] = Field(min_length=1)


class ColumnFile(Schema):
    """One column of a matrix."""

    key: str
    text: Text
    required: bool = True


class MatrixFile(Schema):
    """A literature matrix."""

    source: str
    title: Text
    columns: list[ColumnFile] = Field(min_length=1)


class ThemeFile(Schema):
    """One starting theme."""

    key: str
    text: Text


class ThemesFile(Schema):
    """A set of starting themes."""

    source: str
    title: Text
    themes: list[ThemeFile] = Field(min_length=1)


class SignalFile(Schema):
    """One signalling question: its number and our short label; a `prompt` only helps the person who judges."""

    id: str
    text: Text
    effect: Literal["assignment", "adhering"] | None = None
    crossover: bool = False
    prompt: bool = False


class DomainFile(Schema):
    """One domain of a risk-of-bias tool."""

    key: str
    title: Text
    items: list[SignalFile]


class ToolFile(Schema):
    """A risk-of-bias tool."""

    source: str
    link: str
    version: str
    domains: list[DomainFile] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Worded:
    """A form of the core with its words: the title and each item's text."""

    form: Form
    title: Text
    texts: dict[str, Text]


def forms(over: Sequence[Path] = ()) -> dict[str, Worded]:
    """Every checklist by name; a clinic's own lie over the shipped ones."""
    found = {}
    for name, content in load_all("appraisal", FormFile, over).items():
        file = content.value
        items = tuple(Item(item.id, item.screening, item.free_text) for item in file.items)
        form = Form(name, file.version, frozenset(file.designs), items, file.link)
        found[name] = Worded(form, file.title, {item.id: item.text for item in file.items})
    return found


def rob2_labels(
    effect: Effect, variant: Variant, over: Sequence[Path] = ()
) -> dict[Domain, tuple[Text, dict[str, Text]]]:
    """RoB 2 for one effect and variant: each domain's title and the labels of its questions, in the form's order."""
    tool = load("appraisal_tools", "rob2", ToolFile, over).value
    asked = {Domain(domain.key): domain for domain in tool.domains}
    return {
        domain: (
            asked[domain].title,
            {
                item.id: item.text
                for item in asked[domain].items
                if item.effect in {None, effect.value}
                and (not item.crossover or variant is Variant.CROSSOVER)
            },
        )
        for domain in domains(variant)
    }


def matrices(over: Sequence[Path] = ()) -> dict[str, tuple[MatrixTemplate, dict[str, Text]]]:
    """Every matrix template with its column heads."""
    return {
        name: (
            MatrixTemplate(
                name, tuple(Column(column.key, column.required) for column in content.value.columns)
            ),
            {column.key: column.text for column in content.value.columns},
        )
        for name, content in load_all("synthesis/matrices", MatrixFile, over).items()
    }


def starting_themes(lang: str, over: Sequence[Path] = ()) -> dict[str, tuple[Theme, ...]]:
    """The sets of starting themes, labelled in `lang`, still without codes."""
    return {
        name: tuple(Theme(theme.key, theme.text.in_(lang), ()) for theme in content.value.themes)
        for name, content in load_all("synthesis/themes", ThemesFile, over).items()
    }
