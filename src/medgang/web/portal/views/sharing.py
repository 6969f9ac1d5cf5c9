"""What I say yes to, and who sees what."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from medgang.core.timeline.details_after import Purpose
from medgang.web.accounts.access import now_of
from medgang.web.patients.selectors import timeline
from medgang.web.portal import selectors, services, words
from medgang.web.portal.doors import patients_own
from medgang.web.portal.forms import ShareForm
from medgang.web.portal.models import LinkKind, Outcome, PersonalLink
from medgang.web.portal.selectors import Visit
from medgang.web.portal.sharing import Item, shared_with, standing
from medgang.web.portal.views.own import frame


@require_http_methods(["GET", "HEAD", "POST"])
@patients_own
def consents(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """One purpose at a time; a no works at once."""
    if request.method == "POST":
        try:
            purpose = Purpose(request.POST.get("formal", ""))
        except ValueError as error:
            raise Http404 from error
        given = request.POST.get("svar") == "ja"
        services.set_consent(
            patient=visit.patient, purpose=purpose, given=given, by=visit.actor, now=now_of(request)
        )
        messages.success(
            request, _("Du har sagt ja.") if given else _("Trukket tilbake. Det gjelder fra nå.")
        )
        return redirect("portal:consents")
    now_said = standing(timeline(visit.patient))
    lines = [
        (purpose.value, name, meaning, purpose in now_said)
        for purpose, (name, meaning) in words.OWN_CONSENTS.items()
    ]
    return render(request, "portal/consents.html", {**frame(visit), "lines": lines})


def own_helper(visit: Visit, uid: UUID) -> PersonalLink:
    """One of this patient's helpers; 404 for every other."""
    found = selectors.open_link(visit.patient, uid)
    if found is None or found.is_patients:
        raise Http404
    return found


@require_safe
@patients_own
def helpers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who has a link, what they see, and what they have written."""
    known, found = timeline(visit.patient), selectors.helpers_of(visit.patient)
    written = selectors.meetings_of(found)
    lines = [
        {
            "link": link,
            "kind": words.KINDS[LinkKind(link.kind)],
            "items": [words.ITEMS[item] for item in Item if item in shared_with(known, link.holder)],
            "meetings": [
                (each.day, words.OUTCOMES[Outcome(each.outcome)], each.moved_to)
                for each in written
                if each.link_id == link.pk
            ][:3],
        }
        for link in found
    ]
    return render(request, "portal/helpers.html", {**frame(visit), "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@patients_own
def share(request: HttpRequest, visit: Visit, link: UUID) -> HttpResponseBase:
    """Item by item."""
    helper = own_helper(visit, link)
    seen = shared_with(timeline(visit.patient), helper.holder)
    form = ShareForm(
        request.POST if request.method == "POST" else None, initial={"items": [item.value for item in seen]}
    )
    if form.is_bound and form.is_valid():
        items = [Item(item) for item in form.cleaned_data["items"]]
        services.share_items(link=helper, items=items, by=visit.actor, now=now_of(request))
        messages.success(request, _("Lagret. Det gjelder fra nå."))
        return redirect("portal:helpers")
    return render(request, "portal/helper_share.html", {**frame(visit), "form": form, "helper": helper})


@require_POST
@patients_own
def stop(request: HttpRequest, visit: Visit, link: UUID) -> HttpResponseBase:
    """Nothing more is shared, and the link opens nothing."""
    services.stop_helper(link=own_helper(visit, link), by=visit.actor, now=now_of(request))
    messages.success(request, _("Stoppet. Lenken virker ikke lenger."))
    return redirect("portal:helpers")
