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


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the fields; answer with one line that says when."""
    person = request.user
    if person.pk is None:
        return HttpResponse(status=401)
    now = timezone.now()
    values = {
        name: [str(text) for text in request.POST.getlist(name)] for name in request.POST if name != KEY_FIELD
    }
    try:
        drafts.save(person_id=person.pk, key=request.POST.get(KEY_FIELD, ""), values=values, now=now)
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
    person = request.user
    if person.pk is None:
        return HttpResponse(status=401)
    drafts.delete(person_id=person.pk, key=request.POST.get(KEY_FIELD, ""))
    return HttpResponse(status=204)
