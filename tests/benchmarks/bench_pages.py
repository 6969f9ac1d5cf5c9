"""How fast the pages answer in a unit of 40 with 10,000 past patients and a million events.

    python tests/benchmarks/bench_pages.py [--events 1000000]

Builds the database once in a temporary folder (some minutes), then asks for the unit's list, a search, Today, and the
page and timeline of patients with little and with much behind them, through the whole stack of middleware: session,
membership, door and log row are counted. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medgang.web.config.settings")
os.environ["MEDGANG_PROFILE"] = "test"
_folder = tempfile.TemporaryDirectory(prefix="medgang-bench-")
os.environ.setdefault("MEDGANG_DATA", _folder.name)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from medgang.core.people import Role, search_key, sort_key  # noqa: E402
from medgang.core.timeline import EventKind, detail_to_json  # noqa: E402
from medgang.core.timeline.details_after import StepDone  # noqa: E402
from medgang.core.timeline.details_background import BackgroundNoted  # noqa: E402
from medgang.core.timeline.details_sessions import Attendance, Trained  # noqa: E402
from medgang.core.timeline.details_stay import Admitted, Discharged, Phase  # noqa: E402
from medgang.web.accounts.models import Person  # noqa: E402
from medgang.web.patients.models import EventRow, Patient, Placement, Stay  # noqa: E402
from medgang.web.procedures import selectors as procedures_read  # noqa: E402
from medgang.web.procedures import services as procedures  # noqa: E402
from medgang.web.procedures.models import ProcedureVersion  # noqa: E402
from tests.support import people  # noqa: E402

PAST = 10_000
CURRENT = 40
FIRST = (
    "Ask",
    "Birk",
    "Dagg",
    "Elv",
    "Fjell",
    "Hei",
    "Lyng",
    "Mo",
    "Nes",
    "Os",
    "Rim",
    "Sky",
    "Tind",
    "Ur",
    "Vik",
)
LAST = ("Oppdiktsen", "Påfunnsen", "Liksomdatter", "Tenktsen", "Øyprøve", "Åsprøve", "Ærligprøve")


def build(events: int) -> tuple[people.House, Client, list[Patient]]:
    """The house, a signed-in nurse, and the current patients."""
    call_command("migrate", verbosity=0)
    house = people.house()
    nurse = people.person("Benk Prøve", Role.NURSE, house.ward)
    chance = random.Random(16)
    now = timezone.now()
    made: list[Patient] = []
    for number in range(PAST + CURRENT):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}"
        made.append(
            Patient(
                trust=house.trust,
                full_name=name,
                search_key=search_key(name),
                sort_key=sort_key(name),
                created=now,
            )
        )
    Patient.objects.bulk_create(made, batch_size=2000)
    patients = list(Patient.objects.order_by("pk"))
    current = patients[-CURRENT:]
    is_current = {patient.pk for patient in current}
    stays = [
        Stay(
            patient=patient,
            state="treatment" if patient.pk in is_current else "closed",
            admitted=now - timedelta(days=100),
            phase_since=now - timedelta(days=90),
            ended=None if patient.pk in is_current else now - timedelta(days=50),
        )
        for patient in patients
    ]
    Stay.objects.bulk_create(stays, batch_size=2000)
    stays = list(Stay.objects.order_by("pk"))
    Placement.objects.bulk_create(
        [
            Placement(
                stay=stay,
                patient_id=stay.patient_id,
                unit=house.ward,
                starts=stay.admitted,
                ends=None if stay.patient_id in is_current else now - timedelta(days=20),
            )
            for stay in stays
        ],
        batch_size=2000,
    )
    trained = detail_to_json(Trained(Attendance.TRAINED, activity="walk", minutes=30.0))
    noted = detail_to_json(BackgroundNoted())
    rows: list[EventRow] = []
    # A current patient has 400 events: a stay of months, written about four times a day.
    per_past = (events - CURRENT * 400) // PAST
    for stay in stays:
        count = 400 if stay.patient_id in is_current else per_past
        admitted = detail_to_json(Admitted(stay.uid, house.ward.uid, Phase.TREATMENT))
        for place in range(count):
            at = stay.admitted + timedelta(hours=place * 2400 / max(count, 1))
            kind, detail = EventKind.TRAINED, trained
            if place == 0:
                kind, detail = EventKind.ADMITTED, admitted
            elif place == 1:
                kind, detail = EventKind.BACKGROUND_NOTED, noted
            elif place == count - 1 and stay.patient_id not in is_current:
                kind, detail = EventKind.DISCHARGED, detail_to_json(Discharged(stay.uid))
            rows.append(
                EventRow(
                    uid=uuid4(),
                    patient_id=stay.patient_id,
                    kind=kind.value,
                    occurred=at,
                    recorded=at,
                    by=nurse.uid,
                    by_name=nurse.full_name,
                    role="nurse",
                    unit=house.ward,
                    detail=detail,
                )
            )
        if len(rows) > 20_000:
            EventRow.objects.bulk_create(rows, batch_size=2000)
            rows.clear()
    EventRow.objects.bulk_create(rows, batch_size=2000)
    leader = people.actor(
        people.person("Leda Prøve", Role.SECTION_LEADER, house.ward), Role.SECTION_LEADER, house.ward
    )
    stored = {version.procedure: version for version in procedures.store_shipped(by=leader, now=now)}
    today = timezone.localdate(now)
    procedures.put_in_force(
        version=stored["tsb-physical-activity"], begins=today, by=leader, now=now, today=today
    )
    _ordinary_day(stored["tsb-physical-activity"], current, nurse, house, now)
    return house, people.signed_in(nurse), current


def _ordinary_day(
    version: ProcedureVersion, current: list[Patient], nurse: Person, house: people.House, now: datetime
) -> None:
    """Most of what is due has been done: one row or so is left for each patient, as on an ordinary day."""
    rows = []
    for patient in current:
        for step in procedures_read.procedure_of(version).steps:
            if step.id != "goal":
                rows.append(
                    EventRow(
                        uid=uuid4(),
                        patient=patient,
                        kind=EventKind.STEP_DONE.value,
                        occurred=now - timedelta(days=2),
                        recorded=now - timedelta(days=2),
                        by=nurse.uid,
                        by_name=nurse.full_name,
                        role="nurse",
                        unit=house.ward,
                        detail=detail_to_json(StepDone(step.id, procedure=version.procedure)),
                    )
                )
    EventRow.objects.bulk_create(rows)


def measure(client: Client, name: str, url: str, data: dict[str, str] | None = None, times: int = 60) -> str:
    """One line of the table."""
    took: list[float] = []
    queries = 0
    for turn in range(times):
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            response = client.post(url, data) if data else client.get(url)
        took.append((time.perf_counter() - began) * 1000)
        assert response.status_code == 200, response.status_code
        if turn:
            queries = max(queries, len(asked))
    took = sorted(took[1:])
    p95 = took[int(len(took) * 0.95) - 1]
    return f"| {name} | {statistics.median(took):.0f} | {p95:.0f} | {queries} |"


def main() -> None:
    """Build, ask, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=1_000_000)
    asked = parser.parse_args()
    began = time.perf_counter()
    house, client, current = build(asked.events)
    built = time.perf_counter() - began
    unit = f"/enhet/{house.ward.uid}"
    one = f"{unit}/pasienter/{current[0].uid}"
    print(f"{Patient.objects.count()} patients, {EventRow.objects.count()} events, built in {built:.0f} s\n")
    print("| page | median, ms | p95, ms | queries |\n|---|---|---|---|")
    print(measure(client, "list of the unit", f"{unit}/pasienter/"))
    print(measure(client, "search by name", f"{unit}/pasienter/finn/", {"text": "åsprøve"}))
    print(measure(client, "Today", f"{unit}/i-dag/"))
    print(measure(client, "patient page, 400 events", f"{one}/"))
    print(measure(client, "timeline, 400 events", f"{one}/tidslinje/"))
    print(measure(client, "timeline as known a day", f"{one}/tidslinje/?kjent=2026-10-01"))
    print(measure(client, "access log", f"{one}/innsyn/"))


if __name__ == "__main__":
    main()
