"""Keeping what is being written: save, find again, erase. A draft belongs to its writer alone.

A view with a long form does three things: `restore(form, person_id=…)` before showing it, nothing while it is
written (the page saves by itself), and `delete(person_id=…, key=…)` in the same transaction as the real saving.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.forms import BaseForm
from django.utils.datastructures import MultiValueDict

from medgang.core.errors import InvalidValue
from medgang.web.design.forms.national_id import looks_right
from medgang.web.design.models import Draft

MAX_BYTES: Final = 100_000
MAX_PER_PERSON: Final = 100
KEPT: Final = timedelta(days=14)
KEY: Final = re.compile(r"[a-z0-9][a-z0-9:_.-]{0,199}")
NEVER: Final = frozenset({"csrfmiddlewaretoken"})


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A draft as it was last saved."""

    values: Mapping[str, list[str]]
    saved: datetime


def save(*, person_id: int, key: str, values: Mapping[str, list[str]], now: datetime) -> None:
    """Keep the fields as typed. Identity numbers and tokens are left out, whatever field they stand in."""
    if not KEY.fullmatch(key):
        raise InvalidValue("design.draft_key")
    kept = {
        name: texts
        for name, texts in values.items()
        if name not in NEVER and not any(looks_right(re.sub(r"\s", "", text)) for text in texts)
    }
    if len(json.dumps(kept).encode()) > MAX_BYTES:
        raise InvalidValue("design.draft_too_long")
    with transaction.atomic():
        Draft.objects.update_or_create(person_id=person_id, key=key, defaults={"payload": kept, "saved": now})
        newest = (
            Draft.objects.filter(person_id=person_id).order_by("-saved", "-id").values_list("id", flat=True)
        )
        surplus = list(newest[MAX_PER_PERSON : MAX_PER_PERSON + 20])
        if surplus:
            Draft.objects.filter(id__in=surplus).delete()


def load(*, person_id: int, key: str) -> SavedDraft | None:
    """The draft of this person for this form."""
    found = Draft.objects.filter(person_id=person_id, key=key).first()
    return None if found is None else SavedDraft(values=found.payload, saved=found.saved)


def delete(*, person_id: int, key: str) -> None:
    """Erase it: the form was sent, or its writer discarded it."""
    Draft.objects.filter(person_id=person_id, key=key).delete()


def purge(*, now: datetime) -> int:
    """Erase what nobody has touched for two weeks; how many there were."""
    erased, _ = Draft.objects.filter(saved__lt=now - KEPT).delete()
    return erased


def restore(form: BaseForm, *, person_id: int) -> datetime | None:
    """Put this person's draft into an unsent form; when it was saved, or None where there is none."""
    if form.is_bound:
        return None
    draft = load(person_id=person_id, key=form.draft_key)  # type: ignore[attr-defined]
    if draft is None:
        return None
    typed: MultiValueDict[str, str] = MultiValueDict(
        {name: list(texts) for name, texts in draft.values.items()}
    )
    left_out: frozenset[str] = getattr(form, "undrafted", frozenset())
    for name, field in form.fields.items():
        prefixed = form.add_prefix(name)
        if name in left_out or field.widget.is_hidden or "data-undrafted" in field.widget.attrs:
            continue
        # A draft holds the whole form as it stood: a box that is not in it was empty then.
        form.initial[name] = field.widget.value_from_datadict(typed, MultiValueDict(), prefixed)
    form.draft_saved = draft.saved  # type: ignore[attr-defined]
    return draft.saved
