"""What the access log, its seals and the encryption of the database cost. Run by `make bench`.

Each figure is taken in a process of its own, on a fresh embedded database in the folder for temporary files.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable


def _median_ms(what: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        what()
        took.append(time.perf_counter() - began)
    return round(statistics.median(took) * 1000, 2)


def _inside() -> dict[str, float]:
    import django

    django.setup()
    import logging

    from django.core.management import call_command
    from django.utils import timezone

    from medgang.core.people import Role
    from medgang.core.timeline.details_stay import Phase
    from medgang.web.accounts import access_log, seal
    from medgang.web.accounts.actors import SYSTEM, Purpose
    from medgang.web.accounts.models import AccessLogEntry
    from medgang.web.patients import services
    from tests.support import people

    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    house = people.house()
    nurse = people.person("Alice Prøve", Role.NURSE, house.ward)
    by = people.actor(nurse, Role.NURSE, house.ward)
    now = timezone.now()
    patient = services.register(full_name="Kåre", born=None, sex="", national_id="", by=by, now=now)
    services.admit(patient=patient, phase=Phase.ASSESSMENT, occurred=now, by=by, now=now)
    page = people.signed_in(nurse)
    address = f"/enhet/{house.ward.uid}/pasienter/{patient.uid}/"
    page.get(address)
    found = {
        "patient's page": _median_ms(lambda: page.get(address), 60),
        "one log row": _median_ms(
            lambda: access_log.log_read(by=SYSTEM, now=timezone.now(), what="bench", purpose=Purpose.SYSTEM),
            200,
        ),
    }
    seal.seal(now=timezone.now(), everything=True)
    AccessLogEntry.objects.bulk_create(
        AccessLogEntry(at=timezone.now(), action="read", purpose="system", what="bench") for _ in range(5000)
    )
    began = time.perf_counter()
    sealed = seal.seal(now=timezone.now(), everything=True)
    found["sealing 1000 rows"] = round((time.perf_counter() - began) / sealed * 1_000_000, 1)
    began = time.perf_counter()
    verdict = seal.verify()
    found["verifying 1000 rows"] = round((time.perf_counter() - began) / verdict.sealed * 1_000_000, 1)
    return found


def main() -> str:
    """A table in Markdown, milliseconds."""
    columns: dict[str, dict[str, float]] = {}
    for name, key in (("without a key", ""), ("with SQLCipher", "en nøkkel til målingen")):
        with tempfile.TemporaryDirectory() as folder:
            env = {
                **os.environ,
                "MEDGANG_PROFILE": "test",
                "MEDGANG_DATA": folder,
                "MEDGANG_STATIC": folder,
                "DATABASE_URL": "",
                "MEDGANG_DATABASE_KEY": key,
                "DJANGO_SETTINGS_MODULE": "medgang.web.config.settings",
                "PYTHONPATH": os.pathsep.join([os.getcwd(), *sys.path]),  # noqa: PTH109 - a path in the environment
            }
            said = subprocess.run(
                [sys.executable, __file__, "inside"], env=env, capture_output=True, text=True, check=True
            )
            columns[name] = json.loads(said.stdout.splitlines()[-1])
    lines = ["| ms, median | " + " | ".join(columns) + " |", "|---|" + "---|" * len(columns)]
    lines += [
        f"| {what} | " + " | ".join(str(column[what]) for column in columns.values()) + " |"
        for what in columns["without a key"]
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(json.dumps(_inside()) if "inside" in sys.argv else main())
