"""A patient with a link of their own, who writes in the diary and shares some of it."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from django.utils import timezone

from medgang.web.config.demo.clinic import Clinic
from medgang.web.portal import selectors, services
from medgang.web.portal.models import LinkKind
from medgang.web.portal.services import Wanted
from medgang.web.portal.services.diary import Page

WRITER: Final = "hei"
"""One who has been a while on the ward, in the small demo too."""

ENTRIES: Final = (
    (6, Page("gikk til vannet", felt=6, minutes=25, words="kaldt, men fint"), True),
    (4, Page("styrke med de andre", felt=7, minutes=40), False),
    (1, Page("strakk litt på rommet", felt=3, words="tung dag"), False),
)


def tell(clinic: Clinic) -> None:
    """The link on paper from the nurse, then three evenings with the diary."""
    patient = clinic.patients[WRITER]
    made = services.make_link(
        patient=patient, wanted=Wanted(LinkKind.PATIENT), by=clinic.by("lind", "ward"), now=clinic.at(8, 14)
    )
    own = selectors.actor_of_link(made.link)
    for days_ago, page, share in ENTRIES:
        evening = clinic.at(days_ago, 20)
        services.write_entry(
            patient=patient,
            uid=uuid4(),
            day=timezone.localdate(evening),
            page=page,
            share=share,
            by=own,
            now=evening,
        )
