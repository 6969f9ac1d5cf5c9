"""Every field of every model says what it is, and nothing that identifies leaves."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from medgang.web.accounts import privacy
from medgang.web.accounts.privacy import Retention

OURS = [model for model in apps.get_models() if model.__module__.startswith("medgang.")]


@pytest.mark.parametrize("model", OURS, ids=[model._meta.label for model in OURS])
def test_every_field_is_in_exactly_one_class(model: type[models.Model]) -> None:
    assert privacy.flaws(model) == []


def test_there_are_models_to_look_at() -> None:
    assert len(OURS) >= 10


class _Base(models.Model):
    name = models.CharField(max_length=10)
    sore = models.CharField(max_length=10)

    class Meta:
        abstract = True
        app_label = "accounts"


def test_what_is_wrong_is_named() -> None:
    def flaws(**classes: tuple[str, ...]) -> list[str]:
        holder = type(
            "Holder",
            (),
            {
                "_meta": _Base._meta,
                "Privacy": type("Privacy", (), {**classes, "retention": Retention.SHORT}),
            },
        )
        return privacy.flaws(holder)

    assert flaws(identifying=("name",), health=("sore",)) == []
    assert flaws(identifying=("name",)) == ["accounts._Base.sore: classified 0 times"]
    assert "accounts._Base.name: classified 2 times" in flaws(
        identifying=("name",), operational=("name",), health=("sore",)
    )
    assert flaws(identifying=("name", "gone"), health=("sore",)) == [
        "accounts._Base.gone: classified, but no such field"
    ]
    assert flaws(identifying=("name",), health=("sore",), leaves=("name",)) == [
        "accounts._Base.name: identifying, and yet it leaves"
    ]
    assert privacy.flaws(type("Bare", (), {"_meta": _Base._meta})) == [
        "accounts._Base: no class Privacy with a retention"
    ]
