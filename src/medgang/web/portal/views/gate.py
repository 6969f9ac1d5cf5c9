"""The gate: a link, a code, and out again."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from medgang.web.accounts.access import now_of
from medgang.web.portal import keys, presenters, selectors, services
from medgang.web.portal.doors import DEVICE_COOKIE, VISIT_COOKIE, visit_of
from medgang.web.portal.forms import CodeForm


@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, key: str) -> HttpResponseBase:
    """Ask for the code; on a device that has shown one, for one press. The same page for a link that opens nothing.

    Opening it changes nothing: those who look at links before people do come no further.
    """
    now = now_of(request)
    device_key = request.COOKIES.get(DEVICE_COOKIE, "")
    link = selectors.link_of_token(key)
    known = link is not None and selectors.device_of(link, device_key, now) is not None
    with_code = not known or "code" in request.POST
    form = CodeForm(request.POST if request.method == "POST" and with_code else None)
    if request.method == "POST" and (not with_code or form.is_valid()):
        entered = services.enter(
            token=key,
            code=form.cleaned_data["code"] if with_code else "",
            device_key=device_key,
            now=now,
            request_id=getattr(request, "request_id", ""),
        )
        if entered is not None:
            answer = redirect("portal:home" if entered.link.is_patients else "portal:follow")
            _keep(answer, VISIT_COOKIE, entered.visit_key, path="/")
            if entered.device_key:
                age = int(keys.DEVICE_LIVES.total_seconds())
                _keep(answer, DEVICE_COOKIE, entered.device_key, path=request.path, max_age=age)
            return answer
        if with_code:
            form.add_error("code", _("Koden virker ikke. Se etter at tallene er riktige, eller få en ny."))
    return render(
        request,
        "portal/open.html",
        {"form": form, "known": known, "key": key, "ring": presenters.ring()},
    )


def _keep(answer: HttpResponse, name: str, value: str, *, path: str, max_age: int | None = None) -> None:
    answer.set_cookie(
        name,
        value,
        max_age=max_age,
        path=path,
        secure=settings.IS_PRODUCTION,
        httponly=True,
        samesite="Lax",
    )


@require_POST
def send_code(request: HttpRequest, key: str) -> HttpResponseBase:
    """Send a code, if there is somewhere to send it. The answer is the same for every link."""
    services.send_code(token=key, now=now_of(request))
    messages.info(
        request,
        _(
            "Hvis lenken gjelder og vi har telefonen eller e-posten din, er koden på vei. Ellers får du en av enheten."
        ),
    )
    return redirect("portal:open", key=key)


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """There is no visit, or it is over."""
    return render(request, "portal/closed.html", {"ring": presenters.ring()})


@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """Out again; the device is still known."""
    found = visit_of(request)
    if found is not None:
        services.leave(session=found.session, now=now_of(request))
    request.signed_out = True  # type: ignore[attr-defined]
    answer = redirect(resolve_url("portal:closed"))
    answer.delete_cookie(VISIT_COOKIE, samesite="Lax")
    return answer
