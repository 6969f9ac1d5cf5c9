"""Every part of the design on one page, for those who build and test. Not there in production."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from medgang.charts import Figure, FigureTable, svg_document
from medgang.web.design import drafts, forms

PLACES = (
    forms.Option("moss", "Moss", "Østfold"),
    forms.Option("molde", "Molde", "Møre og Romsdal"),
    forms.Option("moelv", "Moelv", "Innlandet"),
    forms.Option("bodo", "Bodø", "Nordland"),
    forms.Option("arendal", "Arendal", "Agder"),
)


class SampleForm(forms.DesignForm):
    """One of each field."""

    idempotency_key = forms.IdempotencyKeyField()
    name = forms.TextField(label=gettext_lazy("Hva kaller du turen?"), max_length=60)
    story = forms.LongTextField(
        label=gettext_lazy("Hva har du prøvd før?"),
        help_text=gettext_lazy("Alt teller: sport, turer, gåing til butikken."),
        why=gettext_lazy("Det du har likt før, er det letteste å begynne med igjen."),
        required=False,
        max_length=2000,
    )
    kind = forms.SelectField(
        label=gettext_lazy("Aktivitet"),
        choices=[
            ("walk", gettext_lazy("Gåtur")),
            ("ball", gettext_lazy("Ballspill")),
            ("intervals", gettext_lazy("4 × 4 minutter")),
        ],
    )
    level = forms.RadioField(
        label=gettext_lazy("Hvor hardt?"),
        choices=[
            ("light", gettext_lazy("Lett")),
            ("moderate", gettext_lazy("Moderat")),
            ("high", gettext_lazy("Hardt")),
        ],
        hints={
            "light": gettext_lazy("Du kan prate hele veien."),
            "moderate": gettext_lazy("Du kan si korte setninger."),
            "high": gettext_lazy("Du kan si noen få ord."),
        },
    )
    days = forms.CheckboxesField(
        label=gettext_lazy("Hvilke dager passer?"),
        choices=[("1", gettext_lazy("mandag")), ("3", gettext_lazy("onsdag")), ("5", gettext_lazy("fredag"))],
        required=False,
    )
    start = forms.DateField(
        label=gettext_lazy("Første dag"), earliest=date(2020, 1, 1), latest=date(2099, 12, 31)
    )
    at = forms.TimeField(label=gettext_lazy("Klokkeslett"), required=False)
    speed = forms.NumberField(
        label=gettext_lazy("Fart på mølla"), unit=gettext_lazy("km/t"), min_value=0, max_value=25, decimals=1
    )
    place = forms.SearchChoiceField(
        label=gettext_lazy("Hvor?"), help_text=gettext_lazy("Skriv og velg fra listen.")
    )
    craving = forms.ScaleField(
        label=gettext_lazy("Hvor sterkt er russuget akkurat nå?"),
        low_words=gettext_lazy("ikke i det hele tatt"),
        high_words=gettext_lazy("så sterkt det kan bli"),
    )
    number = forms.NationalIdField(label=gettext_lazy("Fødselsnummer"), required=False)
    together = forms.CheckboxField(label=gettext_lazy("Jeg vil helst gå sammen med noen"), required=False)

    draft_key = "design-catalogue"


def _only_for_builders() -> None:
    if settings.MEDGANG_PROFILE not in {"demo", "test"}:
        raise Http404


def _search(text: str) -> list[forms.Option]:
    begins = text.casefold()
    return [place for place in PLACES if place.label.casefold().startswith(begins)]


def _resolve(value: str) -> forms.Option | None:
    return next((place for place in PLACES if place.value == value), None)


def show(request: HttpRequest) -> HttpResponse:
    """The page; posting the sample form shows its errors or says thank you."""
    _only_for_builders()
    sent = request.method == "POST"
    form = SampleForm(request.POST if sent else None)
    place = form.fields["place"]
    assert isinstance(place, forms.SearchChoiceField)  # noqa: S101 - declared above
    place.connect(search=_search, resolve=_resolve, url="/design/sok/")
    person_id = request.user.pk
    stored = sent and form.is_valid()
    assert person_id is not None  # noqa: S101 - the door lets only signed-in persons in
    drafts.restore(form, person_id=person_id)
    if stored:
        drafts.delete(person_id=person_id, key=form.draft_key)
    context = {
        "form": form,
        "stored": stored,
        "errors": bool(form.errors),
        "figure": _figure(),
        "page": Paginator(range(60), 20).get_page(2),
        "moment": datetime(2026, 11, 20, 6, 40, tzinfo=UTC),
        "kinds": _kinds(),
        "rows": _rows(),
        "zones": range(1, 6),
        "families": ["accent", "neutral", "brand1", "brand2", "success", "warning", "danger"],
    }
    template = (
        "design/catalogue_screen.html" if request.GET.get("vis") == "skjerm" else "design/catalogue.html"
    )
    return render(request, template, context)


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """What the sample search field finds."""
    _only_for_builders()
    found = _search(request.POST.get("text", ""))
    return JsonResponse({"results": [{"value": p.value, "label": p.label, "hint": p.hint} for p in found]})


def _kinds() -> list[tuple[str, str]]:
    return [
        ("done", _("Gjort")),
        ("waiting", _("Venter på legen")),
        ("warning", _("Utløper om 12 dager")),
        ("stop", _("Ikke i dag")),
        ("effort", _("Hard økt")),
        ("rest", _("Rolig dag")),
        ("neutral", _("Planlagt")),
    ]


def _rows() -> list[dict[str, object]]:
    return [
        {"who": "Åse Demo", "what": _("Gåtur"), "minutes": 45, "kind": "done", "state": _("Gjort")},
        {
            "who": "Øystein Demo",
            "what": _("4 × 4 minutter"),
            "minutes": 38,
            "kind": "effort",
            "state": _("Hard økt"),
        },
        {
            "who": "Bård Demo",
            "what": _("Yoga"),
            "minutes": 60,
            "kind": "waiting",
            "state": _("Venter på legen"),
        },
    ]


def _figure() -> Figure:
    """A small picture made by hand: russug før og etter tre økter."""
    before_after = ((1, 7, 4), (2, 6, 4), (3, 6, 2))
    parts = ['<g font-family="inherit" font-size="12">']
    for level in (0, 5, 10):
        y = 170 - level * 15
        parts.append(f'<line x1="40" x2="380" y1="{y}" y2="{y}" stroke="var(--mg-grid, #d4d1cc)"/>')
        parts.append(
            f'<text x="30" y="{y + 4}" text-anchor="end" fill="var(--mg-ink-soft, #565047)">{level}</text>'
        )
    for number, before, after in before_after:
        x = 110 * number - 30
        high, low = 170 - before * 15, 170 - after * 15
        parts.append(
            f'<line x1="{x}" x2="{x + 55}" y1="{high}" y2="{low}" stroke="var(--mg-rest, #1b6a95)" stroke-width="3"/>'
            f'<circle cx="{x}" cy="{high}" r="5" fill="var(--mg-effort, #c36d05)"/>'
            f'<rect x="{x + 50}" y="{low - 5}" width="10" height="10" fill="var(--mg-rest, #1b6a95)"/>'
        )
        label = _("økt %(number)s") % {"number": number}
        parts.append(
            f'<text x="{x + 27}" y="192" text-anchor="middle" fill="var(--mg-ink, #27241e)">{label}</text>'
        )
    parts.append("</g>")
    title = _("Russuget gikk ned i alle de tre øktene")
    text = _("Russug fra 0 til 10, før (rund prikk) og rett etter (firkant) hver økt. n = 3 økter.")
    columns = (_("Økt"), _("Før (0–10)"), _("Etter (0–10)"))
    return Figure(
        title=title,
        description=text,
        svg=svg_document(
            width=400, height=205, title=title, description=text, parts=parts, key="catalogue-figure"
        ),
        table=FigureTable(columns, tuple((str(n), str(b), str(a)) for n, b, a in before_after)),
    )
