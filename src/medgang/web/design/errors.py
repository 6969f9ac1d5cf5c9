"""The pages for when something went wrong: what happened, what to do now, and that nothing is lost."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from medgang.content.catalogue import N_

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A page's words, as bokmål msgids."""

    what_happened: str
    what_to_do: str
    nothing_lost: str = ""


EXPLANATIONS: dict[int, Explanation] = {
    400: Explanation(
        N_("Vi forsto ikke det nettleseren sendte"),
        N_("Gå tilbake, last siden på nytt og prøv igjen."),
        N_("Ingenting er lagret eller endret."),
    ),
    403: Explanation(
        N_("Denne siden er ikke åpen for deg"),
        N_("Rollen din åpner ikke denne siden. Spør lederen din hvis du trenger den i arbeidet."),
        N_("Ingenting er endret."),
    ),
    404: Explanation(
        N_("Vi finner ikke denne siden"),
        N_(
            "Adressen kan være feil, eller siden kan høre til en enhet du ikke er i nå. "
            "Gå til forsiden og finn den derfra."
        ),
        N_("Ingenting er endret."),
    ),
    429: Explanation(
        N_("Det ble for mange forsøk på kort tid"),
        N_("Vent noen minutter og prøv igjen. Du trenger ikke gjøre noe imens."),
        N_("Det du har lagret før, står der."),
    ),
    500: Explanation(
        N_("Noe gikk galt hos oss"),
        N_(
            "Prøv en gang til om litt. Blir det ikke bedre, si fra til den som har ansvar for Medgang hos dere, "
            "og oppgi tidspunktet."
        ),
        N_("Det du har lagret før, står der. Det siste du skrev, kan ligge som utkast i skjemaet."),
    ),
    503: Explanation(
        N_("Medgang er stengt en liten stund"),
        N_("Vi er snart tilbake. Last siden på nytt om noen minutter."),
        N_("Det du har lagret før, står der."),
    ),
}

NO_DATABASE = Explanation(
    N_("Medgang får ikke lest eller lagret akkurat nå"),
    N_(
        "Vent et minutt, gå tilbake og send på nytt. Blir det ikke bedre, skriv på papir så lenge, "
        "og si fra til den som har ansvar for Medgang hos dere."
    ),
    N_("Det du har lagret før, står der. Det er trygt å sende på nytt: ingenting blir lagret to ganger."),
)

CSRF_EXPLANATION = Explanation(
    N_("Siden hadde stått åpen for lenge"),
    N_("Gå tilbake, last siden på nytt og send en gang til."),
    N_("Ingenting er lagret eller endret. Skjemaer med utkast har tatt vare på det du skrev."),
)


def render_error(
    request: HttpRequest, status: int, *, reason: str = "", explanation: Explanation | None = None
) -> HttpResponse:
    """The page for `status`. `reason` is a finished sentence that says more than the ordinary one."""
    words = explanation or EXPLANATIONS[status]
    context = {
        "status": status,
        "what_happened": _(words.what_happened),
        "what_to_do": reason or _(words.what_to_do),
        "nothing_lost": _(words.nothing_lost),
    }
    try:
        body = render_to_string("design/error.html", context, request=request)
    except DatabaseError:
        # The frame asks who is looking, and that may be what fails: the bare page needs only its own words.
        log.error("error_page_without_frame")  # noqa: TRY400 - a trace could hold what somebody typed
        body = render_to_string("design/error_bare.html", context)
    return HttpResponse(body, status=status)


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """The request could not be understood."""
    return render_error(request, 400)


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A known person may not. The exception's own sentence is shown when it has one."""
    said = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render_error(request, 403, reason=said)


def handler404(request: HttpRequest, exception: Http404) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Not there, or not for this person: the two look the same."""
    return render_error(request, 404)


def handler500(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """A fault of ours. The page is made without the database, which may be the fault.

    A database that is full, locked or gone is no fault of the page: then it says so, and when to try again.
    """
    # Django calls this while it handles the exception.
    no_database = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if no_database else 500
    words = NO_DATABASE if no_database else EXPLANATIONS[500]
    context = {
        "status": status,
        "what_happened": _(words.what_happened),
        "what_to_do": _(words.what_to_do),
        "nothing_lost": _(words.nothing_lost),
    }
    response = HttpResponse(render_to_string("design/error_bare.html", context), status=status)
    if no_database:
        response.headers["Retry-After"] = "60"
    return response


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Too many tries in a short time."""
    return render_error(request, 429)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Closed for a while, on purpose."""
    response = render_error(request, 503)
    response.headers["Retry-After"] = "300"
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """The page's token did not fit, most often because it had been open since before signing in."""
    return render_error(request, 403, explanation=CSRF_EXPLANATION)
