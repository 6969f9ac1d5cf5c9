"""Learning the order of screening, outside the request that asked for it."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from medgang.web.evidence.models import Review
from medgang.web.evidence.services.screening import learn_order


@task()
def learn(review_id: int, person_id: int) -> int:
    """The order of one screener; returns how many answers it was learnt from. May run twice."""
    review = Review.objects.get(pk=review_id)
    return learn_order(review=review, person_id=person_id, now=timezone.now()).learnt_from
