"""The administrator's organisation tree."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from medgang.content.sentences import say
from medgang.core.errors import InvalidValue
from medgang.core.people import Level, Setting
from medgang.web.accounts import selectors, services
from medgang.web.accounts.access import actor_of, now_of
from medgang.web.accounts.forms import PlaceEditForm, PlaceForm
from medgang.web.accounts.words import LEVELS, SETTINGS


def organisation(request: HttpRequest) -> HttpResponse:
    """The whole tree."""
    rows = [
        {
            "place": node,
            "depth": depth,
            "level": LEVELS[Level(node.level)],
            "setting": SETTINGS[Setting(node.setting)] if node.setting else "",
        }
        for node, depth in selectors.places()
    ]
    return render(request, "accounts/organisation.html", {"rows": rows})


def place_choices() -> list[tuple[str, str]]:
    """Every open place, indented as it lies."""
    return [
        (str(node.uid), "\u2003" * depth + node.name)
        for node, depth in selectors.places()
        if node.closed_on is None
    ]


def place_new(request: HttpRequest) -> HttpResponse:
    """A new node."""
    form = PlaceForm(request.POST or None, places=place_choices())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        parent = selectors.place(UUID(said["parent"])) if said["parent"] else None
        try:
            services.create_place(
                level=Level(said["level"]),
                name=said["name"],
                parent=parent,
                setting=Setting(said["setting"]) if said["setting"] else None,
                beds=int(said["beds"]) if said["beds"] is not None else None,
                by=actor_of(request),
                now=now_of(request),
            )
        except InvalidValue as error:
            field = "setting" if error.code == "accounts.setting_belongs_to_units" else "parent"
            form.add_error(field, say(error, get_language() or "nb"))
        else:
            messages.success(request, _("Stedet er lagt til."))
            return redirect("accounts:organisation")
    return render(request, "accounts/place_new.html", {"form": form})


def place_edit(request: HttpRequest, place: UUID) -> HttpResponse:
    """Rename, change beds, close or reopen."""
    node = selectors.place(place)
    if node is None:
        raise Http404
    initial = {"name": node.name, "beds": node.beds, "closed": node.closed_on is not None}
    form = PlaceEditForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        services.change_place(
            place=node,
            name=said["name"],
            beds=int(said["beds"]) if said["beds"] is not None else None,
            closed=said["closed"],
            by=actor_of(request),
            now=now_of(request),
        )
        messages.success(request, _("Lagret."))
        return redirect("accounts:organisation")
    return render(request, "accounts/place_edit.html", {"form": form, "place": node})
