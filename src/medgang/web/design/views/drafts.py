"""Where a page sends what is being written. Always the signed-in person's own drafts; nobody can name another's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from medgang.content.sentences import say
from medgang.core.errors import InvalidValue
from medgang.web.design import dates, drafts

KEY_FIELD = "draft-key"


def _signed_in(request: HttpRequest) -> int:
    assert request.user.pk is not None  # noqa: S101 - the door of these routes lets only signed-in persons in
    return request.user.pk


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the fields; answer with one line that says when."""
    person_id = _signed_in(request)
    now = timezone.now()
    values = {
        name: [str(text) for text in request.POST.getlist(name)] for name in request.POST if name != KEY_FIELD
    }
    try:
        drafts.save(person_id=person_id, key=request.POST.get(KEY_FIELD, ""), values=values, now=now)
    except InvalidValue as problem:
        return HttpResponse(
            say(problem, get_language() or "nb"), status=422, content_type="text/plain; charset=utf-8"
        )
    at = dates.clock(timezone.localtime(now), get_language() or "nb")
    return HttpResponse(
        _("Utkast lagret kl. %(time)s") % {"time": at}, content_type="text/plain; charset=utf-8"
    )


@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Erase the draft: its writer starts over."""
    drafts.delete(person_id=_signed_in(request), key=request.POST.get(KEY_FIELD, ""))
    return HttpResponse(status=204)
