"""Everything about a patient, handed to the patient: one file that opens without us, on any machine.

By pasient- og brukerrettighetsloven § 5-1 the patient may have the record, by pasientjournalloven § 22 a know who has
seen it. The file holds both in words, the rights the patient has, and the same as data inside it.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from medgang.web.accounts import access_log, crypto
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.accounts.actors import Actor, Purpose
from medgang.web.accounts.models import AccessLogEntry
from medgang.web.accounts.step_up import recently_confirmed
from medgang.web.design.forms import DesignForm, RadioField, TextField
from medgang.web.patients import presenters, selectors
from medgang.web.patients.describe import unit_names
from medgang.web.patients.models import Patient
from medgang.web.patients.views import asks_ground, door, frame_of


class ExportForm(DesignForm):
    """In which language, and for whom: both stand in the access log."""

    language = RadioField(label=_("Hvilket språk skal filen være på?"), choices=settings.LANGUAGES)
    reason = TextField(
        label=_("Hvem ba om den, og hvordan får pasienten den?"),
        max_length=200,
        help_text=_("For eksempel: pasienten selv, på en minnepinne i dag. Står i innsynsloggen."),
    )


def whole_log(patient: UUID) -> list[AccessLogEntry]:
    """Every row about the patient, and every list in which the patient stood; oldest first."""
    return list(
        AccessLogEntry.objects.filter(
            Q(patient=patient) | Q(details__shown__icontains=str(patient))
        ).order_by("at", "id")
    )


def export(*, patient: Patient, language: str, reason: str, by: Actor, now: datetime) -> str:
    """The file, as HTML with nothing outside itself; that it was made stands in the log, and in the file."""
    access_log.log_write(
        by=by,
        now=now,
        what="patients:export_all",
        purpose=Purpose.PATIENT_ACCESS,
        patient=patient.uid,
        details={"language": language},
        reason=" ".join(reason.split())[:200],
    )
    rows = list(selectors.event_rows(patient))
    entries = whole_log(patient.uid)
    with translation.override(language):
        context = {
            "lang": language,
            "patient": patient,
            "national_id": crypto.decrypt(patient.national_id),
            "now": now,
            "days": presenters.story(rows, unit_names(), known_at=None, corrections=True)[::-1],
            "entries": [presenters.access_line(entry) for entry in entries],
            "data": base64.b64encode(_as_json(patient, rows, entries, now).encode()).decode(),
        }
        return render_to_string("patients/export_file.html", context)


def _as_json(patient: Patient, rows: list[Any], entries: list[AccessLogEntry], now: datetime) -> str:
    """The same as data: every event as it is stored, corrected ones too, and the log."""
    said = {
        "format": "medgang-patient 1",
        "made": now.isoformat(),
        "patient": {
            "uid": str(patient.uid),
            "name": patient.full_name,
            "born": patient.born.isoformat() if patient.born else None,
            "sex": patient.sex,
            "died_on": patient.died_on.isoformat() if patient.died_on else None,
        },
        "events": [
            {
                "uid": str(row.uid),
                "kind": row.kind,
                "occurred": row.occurred.isoformat(),
                "recorded": row.recorded.isoformat(),
                "by": row.by_name,
                "role": row.role,
                "replaces": str(row.replaces) if row.replaces else None,
                "detail": row.detail,
            }
            for row in rows
        ],
        "access_log": [
            {
                "at": entry.at.isoformat(),
                "who": entry.person_name,
                "role": entry.role,
                "unit": entry.unit_name,
                "organisation": entry.organisation,
                "ground": entry.purpose,
                "reason": entry.reason,
                "action": entry.action,
                "what": entry.what,
            }
            for entry in entries
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


@require_http_methods(["GET", "HEAD", "POST"])
@asks_ground
def export_all(request: HttpRequest, unit: UUID, patient: UUID) -> HttpResponseBase:  # noqa: ARG001 - by name
    """The patient asks for everything: a fresh proof of who hands it out, then the file."""
    # The door first: for a stranger the patient does not exist, whatever else is asked.
    return _handed_out(request, door(request, patient, "everything"))


@recently_confirmed
def _handed_out(request: HttpRequest, opened: Patient) -> HttpResponse:
    actor, now = actor_of(request), now_of(request)
    form = ExportForm(
        request.POST if request.method == "POST" else None, initial={"language": opened.language or "nb"}
    )
    if not (form.is_bound and form.is_valid()):
        return render(request, "patients/export.html", {**frame_of(request, opened), "form": form})
    made = export(
        patient=opened,
        language=form.cleaned_data["language"],
        reason=form.cleaned_data["reason"],
        by=actor,
        now=now,
    )
    # The name of the file says nothing of whom it is about: it will lie on a desktop.
    name = f"innsyn-{timezone.localdate(now).isoformat()}.html"
    return HttpResponse(
        made,
        content_type="text/html; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
